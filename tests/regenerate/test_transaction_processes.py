"""Several processes on one project, and processes that are killed."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate import trees

from scaffold.project.transaction import RefusedError, TransactionError, run_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLD = """
import sys
from pathlib import Path
from scaffold.project.transaction import run_lock

with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

# Each run turns every file into the next letter, and must find them all alike.
WRITE = """
import sys
from pathlib import Path
from regenerate.test_transaction_processes import NAMES, letters, turn

root, word, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for number in range(times):
    assert turn(root, word[number % len(word)]) == 1
"""

NAMES = [f"folder-{number % 7}/{number}.txt" for number in range(60)]


def turn(root: Path, letter: str) -> int:
    """Commit one letter to every file; how many letters there were before."""
    from scaffold.project import transaction  # noqa: PLC0415 - a child's own

    with run_lock(root, seconds=60):
        transaction.recover(root)
        found = letters(root)
        writes = [
            transaction.Write(PurePosixPath(name), letter.encode(), transaction.REGULAR)
            for name in NAMES
        ]
        last = transaction.Write(trees.LOCK, letter.encode(), transaction.REGULAR)
        expected = {one.path: transaction.read_state(root, one.path) for one in (*writes, last)}
        transaction.commit(root, writes, expected, last)
    return len(found)


def letters(root: Path) -> set[str]:
    """What the files hold."""
    return {(root / name).read_text() for name in (*NAMES, str(trees.LOCK))}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose files are all alike."""
    trees.write_tree(tmp_path, {name: trees.file("a") for name in (*NAMES, str(trees.LOCK))})
    return tmp_path


@contextlib.contextmanager
def child(program: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has said its first line."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | {"PYTHONPATH": str(Path(trees.__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def test_a_second_run_is_refused(root: Path) -> None:
    """It says which process has the project."""
    message = f"{root}: another scaffold process \\({{}}\\) is writing here"

    with child(HOLD, root) as holder, pytest.raises(RefusedError) as refused, run_lock(root, 0.1):
        pass

    assert refused.match(message.format(holder.pid))
    assert refused.value.exit_code == 3


def test_a_second_run_waits_a_moment(root: Path) -> None:
    """It goes on as soon as the first is done."""
    with child(HOLD, root) as holder:
        assert holder.stdin is not None
        holder.stdin.close()
        with run_lock(root, seconds=60):
            assert (root / trees.STORE / "running").read_text() == str(os.getpid())


def test_a_killed_run_blocks_nobody(root: Path) -> None:
    """The lock went with its process."""
    with child(HOLD, root) as holder:
        holder.kill()
        holder.wait()
        with run_lock(root, seconds=0):
            pass


def test_no_project(tmp_path: Path) -> None:
    """Nothing is made in a folder that is none."""
    with (
        pytest.raises(TransactionError, match="is not a scaffold project"),
        run_lock(tmp_path),
    ):
        pass

    assert not list(tmp_path.iterdir())


def test_two_runs_at_once(root: Path) -> None:
    """One after the other: nothing is mixed."""
    with child(WRITE, root, "b", "8") as one, child(WRITE, root, "c", "8") as other:
        assert (one.wait(), other.wait()) == (0, 0)

    assert len(letters(root)) == 1


@pytest.mark.slow
def test_real_kills(root: Path) -> None:
    """Killed by the system itself, while files change: all files are alike afterwards."""
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    journal = root / trees.STORE / "next/journal"
    recovered = 0
    for _ in range(400 if os.environ.get("SCAFFOLD_SOAK") else 15):
        with child(WRITE, root, "bc", "1000") as process:
            while not journal.exists():
                assert process.poll() is None
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=chance.choice([0, 0.001, 0.005]))
            process.kill()
            process.wait()
        recovered += trees.recover(root) is not None
        assert len(letters(root)) == 1
    assert recovered
