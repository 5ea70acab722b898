"""Real full disks, size limits and missing permissions, for root too."""

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
    """Commit an operation of every kind, and a large file."""
    after = {**trees.AFTER, "large.bin": trees.file("x" * 200_000)}
    trees.replace(root, trees.BEFORE, after)


def test_file_size_limit(tmp_path: Path) -> None:
    """The error names the file, and nothing is written."""
    root = tmp_path / "project"
    before = trees.make_before(root)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        commit(root)

    ending = crashes.run(limited)

    assert ending.error == "TransactionError"
    assert ending.message == "large.bin: File too large; the project is unchanged"
    assert trees.snapshot(root) == before


def test_folder_without_permission(tmp_path: Path) -> None:
    """The error names the file, and the run is rolled back."""
    root = tmp_path / "project"
    trees.make_before(root)
    trees.make_before(tmp_path / "rehearsal")
    commit(
        tmp_path / "rehearsal"
    )  # imports everything, because only root may be able to read Python
    root.joinpath("shared").chmod(0o555)
    before = trees.snapshot(root)
    if os.geteuid() == 0:  # permissions do not apply to root
        for place in (root, *root.rglob("*")):
            os.chown(place, NOBODY, NOBODY, follow_symlinks=False)

    def unprivileged() -> None:
        os.chdir(root)  # while the parent folders can still be entered
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
def test_full_disk(tmp_path: Path) -> None:
    """The error names the file that did not fit, and nothing is written."""
    namespace = ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*namespace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("unprivileged mounts are not possible here")

    done = subprocess.run(
        [*namespace, sys.executable, "-c", SMALL_DISK, tmp_path],
        env={"PYTHONPATH": str(Path(trees.__file__).parents[1]), "PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == ("large.bin: No space left on device; the project is unchanged\nTrue\n")
