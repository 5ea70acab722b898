"""Transactions that are killed or fail at any point: the project is as before or as after."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from regenerate import crashes, trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Neighbours fail alike: every third operation, but for `make soak`.
SOAK = "SCAFFOLD_SOAK" in os.environ
STRIDE = 1 if SOAK else 3
# Of recoveries that are killed too, each point takes as many runs as there are operations.
RECOVERY_STRIDE = 1 if SOAK else 16
ROLLED_BACK = "The last run was interrupted; its changes were rolled back"


@dataclass(frozen=True, slots=True)
class Run:
    """A run to interrupt, in projects that are prepared for it."""

    folder: Path
    prepare: Callable[[Path], object]
    act: Callable[[Path], object]

    def project(self, name: str) -> Path:
        """Create a project for the run."""
        root = self.folder / name
        trees.make_before(root)
        self.prepare(root)
        return root

    def uninterrupted(self) -> tuple[trees.Snapshot, trees.Snapshot, int]:
        """Return the project before and after, and the number of disk operations between."""
        root = self.project("whole")
        before = trees.snapshot(root)
        ending = crashes.run(lambda: self.act(root))
        assert ending.code == 0, ending
        return before, trees.snapshot(root), ending.changes

    def interrupted(self, hook: crashes.Hook) -> tuple[Path, crashes.Ending]:
        """Return a project in which the run was interrupted, and its end."""
        root = self.project("interrupted")
        return root, crashes.run(lambda: self.act(root), hook)


def commit(root: Path) -> None:
    """Commit an operation of every kind."""
    trees.replace(root, trees.BEFORE, trees.AFTER)


@pytest.fixture(params=["commit", "undo"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """A commit of an operation of every kind, or its undo."""
    with trees.temporary_folder() as folder:
        if request.param == "commit":
            yield Run(folder, lambda _: None, commit)
        else:
            yield Run(folder, commit, trees.undo)


def points(changes: int, stride: int = STRIDE) -> Iterator[int]:
    """Yield the numbers of disk operations, the first and the last too; there must be many."""
    assert changes > 70
    yield from range(1, changes, stride)
    yield changes


def test_killed_at_any_operation(run: Run) -> None:
    """After recovery, the project is as before or as after."""
    before, after, changes = run.uninterrupted()
    found = set()
    for number in points(changes):
        root, ending = run.interrupted(crashes.at(number, crashes.kill))
        message = trees.recover(root)
        now = trees.snapshot(root)
        assert ending.code == crashes.KILLED
        assert now in (before, after), number
        assert message in (None, ROLLED_BACK)
        assert message is None or now == before
        found.add(now == after)
        shutil.rmtree(root)
    assert found == {True, False}


def recovery_killed_at(number: int, root: Path) -> crashes.Ending:
    """Recover, killed at a disk operation."""
    return crashes.run(lambda: trees.recover(root), crashes.at(number, crashes.kill))


@pytest.mark.slow
def test_recovery_killed_again_and_again(run: Run) -> None:
    """A recovery that is killed a little later each time succeeds in the end."""
    before, after, changes = run.uninterrupted()
    for number in points(changes, RECOVERY_STRIDE):
        root, _ = run.interrupted(crashes.at(number, crashes.kill))
        for later in itertools.count(1):
            if recovery_killed_at(later, root).code == 0:
                break
        assert trees.snapshot(root) in (before, after), number
        shutil.rmtree(root)


@pytest.mark.slow
def test_recovery_killed_at_any_operation(run: Run) -> None:
    """The recovery after a killed recovery succeeds."""
    before, after, changes = run.uninterrupted()
    for number in points(changes, RECOVERY_STRIDE):
        crashed, _ = run.interrupted(crashes.at(number, crashes.kill))
        for later in itertools.count(1):
            root = run.folder / "again"
            shutil.copytree(crashed, root, symlinks=True)
            recovery = recovery_killed_at(later, root)
            trees.recover(root)
            assert trees.snapshot(root) in (before, after), (number, later)
            shutil.rmtree(root)
            if recovery.code == 0:
                break
        shutil.rmtree(crashed)


def full() -> None:
    """Fail as on a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def denied() -> None:
    """Fail as without permission."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("fail", [full, pytest.param(denied, marks=pytest.mark.slow)])
def test_failing_at_any_operation(run: Run, fail: Callable[[], None]) -> None:
    """The project is rolled back at once, and the error says why."""
    before, after, changes = run.uninterrupted()
    reason = "No space left on device" if fail is full else "Permission denied"
    failed = 0
    for number in points(changes):
        root, ending = run.interrupted(crashes.at(number, fail))
        now = trees.snapshot(root)
        if ending.code == 0:  # only cleaning up was left, or a link became a copy
            assert now == after, number
        else:
            failed += 1
            assert ending.error == "TransactionError"
            assert reason in ending.message
            assert now == before, number
        shutil.rmtree(root)
    assert failed > 30 / STRIDE


@pytest.mark.slow
def test_disk_that_stays_full(run: Run) -> None:
    """The project is rolled back, at the latest once there is space, and the error says so."""
    before, after, changes = run.uninterrupted()
    for number in points(changes):
        root, ending = run.interrupted(crashes.from_on(number, full, growing=True))
        if ending.code == 0:
            assert trees.snapshot(root) == after, number
        else:
            assert "No space left on device" in ending.message
            if ending.error == "RollbackError":
                assert "partly changed. Fix the cause, then run `scaffold undo`" in ending.message
                assert trees.recover(root) == ROLLED_BACK
            assert trees.snapshot(root) == before, number
        shutil.rmtree(root)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_at_any_operation(run: Run, number: signal.Signals) -> None:
    """Repeated signals leave the project whole, and the error says which state it is in."""

    def handle_and_act(root: Path) -> None:
        signal.signal(number, signal.default_int_handler)  # as the command line does
        run.act(root)

    handling = Run(run.folder, run.prepare, handle_and_act)
    before, after, changes = run.uninterrupted()
    found = set()
    for point in points(changes):
        root, ending = handling.interrupted(
            crashes.from_on(point, lambda: signal.raise_signal(number))
        )
        expected = before if ending.error == "KeyboardInterrupt" else after
        assert trees.snapshot(root) == expected, point
        found.add(ending.error)
        shutil.rmtree(root)
    assert found == {"KeyboardInterrupt", "LateInterruptError"}
