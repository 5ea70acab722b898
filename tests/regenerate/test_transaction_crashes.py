"""Killed or failing anywhere, a transaction leaves the project wholly as before or as after."""

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

TAKEN_BACK = "The last run was interrupted; its changes were rolled back"


@dataclass(frozen=True, slots=True)
class Run:
    """A run to disturb, in projects that are prepared for it."""

    folder: Path
    prepare: Callable[[Path], object]
    act: Callable[[Path], object]

    def project(self, name: str) -> Path:
        """A fresh project, as the run finds it."""
        root = self.folder / name
        trees.make_before(root)
        self.prepare(root)
        return root

    def undisturbed(self) -> tuple[trees.Snapshot, trees.Snapshot, int]:
        """The project before and after, and how many changes of the disk lie between."""
        root = self.project("whole")
        before = trees.snapshot(root)
        ending = crashes.run(lambda: self.act(root))
        assert ending.code == 0, ending
        return before, trees.snapshot(root), ending.changes

    def disturbed(self, hook: crashes.Hook) -> tuple[Path, crashes.Ending]:
        """A project in which the run was disturbed."""
        root = self.project("disturbed")
        return root, crashes.run(lambda: self.act(root), hook)


def commit(root: Path) -> None:
    """Carry out one of everything."""
    trees.replace(root, trees.BEFORE, trees.AFTER)


@pytest.fixture(params=["commit", "undo"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """A commit of one of everything, or its undo."""
    with trees.temporary_folder() as folder:
        if request.param == "commit":
            yield Run(folder, lambda _: None, commit)
        else:
            yield Run(folder, commit, trees.undo)


def points(changes: int, stride: int = 1) -> Iterator[int]:
    """Each change of the disk; that there are many shows that they are seen."""
    assert changes > 70
    yield from range(1, changes + 1, stride)


def test_killed_at_every_operation(run: Run) -> None:
    """The next command finds the project as it was, or as it was to be."""
    before, after, changes = run.undisturbed()
    found = set()
    for number in points(changes):
        root, ending = run.disturbed(crashes.at(number, crashes.kill))
        said = trees.recover(root)
        now = trees.snapshot(root)
        assert ending.code == crashes.KILLED
        assert now in (before, after), number
        assert said in (None, TAKEN_BACK)
        assert said is None or now == before
        found.add(now == after)
        shutil.rmtree(root)
    assert found == {True, False}


def recovery_killed_at(number: int, root: Path) -> crashes.Ending:
    """Recover, up to one change of the disk."""
    return crashes.run(lambda: trees.recover(root), crashes.at(number, crashes.kill))


@pytest.mark.slow
def test_recovery_killed_again_and_again(run: Run) -> None:
    """From every crash, a recovery that is killed a little later each time still gets there."""
    before, after, changes = run.undisturbed()
    for number in points(changes):
        root, _ = run.disturbed(crashes.at(number, crashes.kill))
        for later in itertools.count(1):
            if recovery_killed_at(later, root).code == 0:
                break
        assert trees.snapshot(root) in (before, after), number
        shutil.rmtree(root)


@pytest.mark.slow
def test_recovery_killed_at_every_operation(run: Run) -> None:
    """From crashes all over the run: one kill, wherever it comes, does not confuse the next."""
    before, after, changes = run.undisturbed()
    for number in points(changes, stride=1 if os.environ.get("SCAFFOLD_SOAK") else 12):
        crashed, _ = run.disturbed(crashes.at(number, crashes.kill))
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
def test_failing_at_every_operation(run: Run, fail: Callable[[], None]) -> None:
    """One failure, and the project is at once as it was, with an error that says why."""
    before, after, changes = run.undisturbed()
    reason = "No space left on device" if fail is full else "Permission denied"
    failed = 0
    for number in points(changes):
        root, ending = run.disturbed(crashes.at(number, fail))
        now = trees.snapshot(root)
        if ending.code == 0:  # no more than tidying up was left, or a link became a copy
            assert now == after, number
        else:
            failed += 1
            assert ending.error == "TransactionError"
            assert reason in ending.message
            assert now == before, number
        shutil.rmtree(root)
    assert failed > 30


@pytest.mark.slow
def test_a_disk_that_stays_full(run: Run) -> None:
    """The project is as it was, at the latest when there is space again, and the error says so."""
    before, after, changes = run.undisturbed()
    for number in points(changes):
        root, ending = run.disturbed(crashes.from_on(number, full, growing=True))
        if ending.code == 0:
            assert trees.snapshot(root) == after, number
        else:
            assert "No space left on device" in ending.message
            if ending.error == "RollbackError":
                assert "partly changed. Fix the cause, then run `scaffold undo`" in ending.message
                assert trees.recover(root) == TAKEN_BACK
            assert trees.snapshot(root) == before, number
        shutil.rmtree(root)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_at_every_operation(run: Run, number: signal.Signals) -> None:
    """Requests to end, however impatient, find the project whole, and what is said is true."""

    def heed_and_act(root: Path) -> None:
        signal.signal(number, signal.default_int_handler)  # as the command line does
        run.act(root)

    heeding = Run(run.folder, run.prepare, heed_and_act)
    before, after, changes = run.undisturbed()
    found = set()
    for point in points(changes):
        root, ending = heeding.disturbed(
            crashes.from_on(point, lambda: signal.raise_signal(number))
        )
        expected = before if ending.error == "KeyboardInterrupt" else after
        assert trees.snapshot(root) == expected, point
        found.add(ending.error)
        shutil.rmtree(root)
    assert found == {"KeyboardInterrupt", "LateInterruptError"}
