"""Disks and folders that really refuse, for root too."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from regenerate import crashes, trees

NOBODY = 65534


def commit(root: Path) -> None:
    """A run that makes a larger file too."""
    after = {**trees.AFTER, "large.bin": trees.file("x" * 200_000)}
    trees.replace(root, trees.BEFORE, after)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """The system refuses to write it: nothing is written, and it is named."""
    root = tmp_path / "project"
    before = trees.make_before(root)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        commit(root)

    ending = crashes.run(limited)

    assert ending.error == "TransactionError"
    assert ending.message == "large.bin: File too large; the project is unchanged"
    assert trees.snapshot(root) == before


def test_a_folder_without_permission(tmp_path: Path) -> None:
    """What was written by then is taken back, and the file is named."""
    root = tmp_path / "project"
    trees.make_before(root)
    trees.make_before(tmp_path / "rehearsal")
    commit(tmp_path / "rehearsal")  # no import is left: Python may be root's own
    root.joinpath("shared").chmod(0o555)
    before = trees.snapshot(root)
    if os.geteuid() == 0:  # who is refused nothing
        for place in (root, *root.rglob("*")):
            os.chown(place, NOBODY, NOBODY, follow_symlinks=False)

    def unprivileged() -> None:
        os.chdir(root)  # before the folders above are closed to nobody
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        commit(Path())

    ending = crashes.run(unprivileged)

    assert ending.error == "TransactionError"
    assert ending.message == ("shared/generated.txt: Permission denied; the project is unchanged")
    assert trees.snapshot(root) == before


SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from regenerate import trees
from regenerate.test_transaction_disks import commit
from scaffold.project.transaction import TransactionError

disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "disk", disk], check=True)
before = trees.make_before(disk / "project")
try:
    commit(disk / "project")
except TransactionError as error:
    print(error)
print(trees.snapshot(disk / "project") == before)
"""


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path) -> None:
    """Nothing is written, and the file that did not fit is named."""
    namespace = ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*namespace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk")

    done = subprocess.run(
        [*namespace, sys.executable, "-c", SMALL_DISK, tmp_path],
        env={"PYTHONPATH": str(Path(trees.__file__).parents[1]), "PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == ("large.bin: No space left on device; the project is unchanged\nTrue\n")
