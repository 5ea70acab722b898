"""Concurrent runs on a project, and killed ones."""

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

# Each run writes the next letter to every file, and must find them all the same.
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
    """Write a letter to every file; return the number of different letters before."""
    from scaffold.project import transaction  # noqa: PLC0415 - in the child process

    with run_lock(root, seconds=60):
        transaction.recover(root)
        found = letters(root)
        writes = [
            transaction.Write(PurePosixPath(name), letter.encode(), transaction.REGULAR)
            for name in NAMES
        ]
        last = transaction.Write(trees.LOCK, letter.encode(), transaction.REGULAR)
        expected = {
            write.path: transaction.read_state(root, write.path) for write in (*writes, last)
        }
        transaction.commit(root, writes, expected, last, transaction.Run("test"))
    return len(found)


def letters(root: Path) -> set[str]:
    """Return the different contents of the files."""
    return {(root / name).read_text() for name in (*NAMES, str(trees.LOCK))}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose files are all the same."""
    trees.write_tree(tmp_path, {name: trees.file("a") for name in (*NAMES, str(trees.LOCK))})
    return tmp_path


@contextlib.contextmanager
def child(program: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process, and wait for its first line."""
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


def test_second_run_is_refused(root: Path) -> None:
    """The error has the process that holds the project."""
    message = f"{root}: another scaffold process \\({{}}\\) is writing here"

    with child(HOLD, root) as holder, pytest.raises(RefusedError) as refused, run_lock(root, 0.1):
        pass

    assert refused.match(message.format(holder.pid))
    assert refused.value.exit_code == 3


def test_second_run_waits(root: Path) -> None:
    """It starts as soon as the first one ends."""
    with child(HOLD, root) as holder:
        assert holder.stdin is not None
        holder.stdin.close()
        with run_lock(root, seconds=60):
            assert (root / trees.STORE / "running").read_text() == str(os.getpid())


def test_killed_run_releases_the_lock(root: Path) -> None:
    """The operating system releases it."""
    with child(HOLD, root) as holder:
        holder.kill()
        holder.wait()
        with run_lock(root, seconds=0):
            pass


def test_run_lock_outside_a_project(tmp_path: Path) -> None:
    """The run is refused, and nothing is created."""
    with (
        pytest.raises(TransactionError, match="is not a scaffold project"),
        run_lock(tmp_path),
    ):
        pass

    assert not list(tmp_path.iterdir())


def test_concurrent_runs(root: Path) -> None:
    """They run one after the other, and nothing is mixed."""
    with child(WRITE, root, "b", "8") as first, child(WRITE, root, "c", "8") as second:
        assert (first.wait(), second.wait()) == (0, 0)

    assert len(letters(root)) == 1


@pytest.mark.slow
def test_killed_runs(root: Path) -> None:
    """After SIGKILL while files change and a recovery, all files are the same."""
    chance = random.Random(4)  # noqa: S311 - times, not secrets
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
