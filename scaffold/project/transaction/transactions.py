"""Transactions on a project: commit, recover and undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.project.transaction.errors import listing, naming
from scaffold.project.transaction.execution import Task, execute, roll_back
from scaffold.project.transaction.guard import (
    Write,
    check_expected,
    check_paths,
    check_unedited,
    check_way,
)
from scaffold.project.transaction.journal import STORE_PATH, Step, Store, journal_of, read_journal
from scaffold.project.transaction.moves import link_or_copy, write_file
from scaffold.project.transaction.running import is_running, signals_held
from scaffold.project.transaction.states import Found, Signature, signature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from scaffold.project.transaction.guard import Operation


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was brought back, and what was taken away again."""

    restored: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]


def commit(
    root: Path,
    operations: Sequence[Operation],
    expected: Mapping[PurePosixPath, Found | None],
    last: Write,
) -> None:
    """Carry out all operations, `last` after all others, or leave the project as it was.

    `expected` has what each path held when the plan was made; where one holds anything else now,
    the whole is refused. The caller holds the run lock and has recovered.
    """
    store = Store(root)
    paths = [one.path for one in (*operations, last)]
    writes = {one.path: one for one in (*operations, last) if isinstance(one, Write)}
    check_paths(paths)
    with naming(root):
        seen = _signatures(root, {path: expected[path] for path in paths})
        check_expected(root, expected)
        after = {path: Found.of(one.content, one.mode) for path, one in writes.items()}
        steps = [Step(path, expected[path], after.get(path)) for path in paths]
        steps = [step for step in steps if step.before != step.after]
        check_way(root, steps)
        journal = journal_of(root, steps)

    def fill(_number: str, step: Step, place: Path) -> None:
        one = writes[step.path]
        write_file(place, one.content, one.mode, like=root / step.path)

    if steps:
        execute(store, Task(journal, seen, fill, "committed"))


def recover(root: Path) -> str | None:
    """Take back what an interrupted run left half done, and say so; nothing if there was none.

    Files that were edited since stay as they are, and are named.
    """
    store = Store(root)
    with naming(STORE_PATH):
        store.settle()
        interrupted = store.begun.exists()
        with signals_held():
            kept = roll_back(store)
    if not interrupted:
        return None
    said = "The last run was interrupted; its changes were taken back"
    return f"{said}, but for files edited since:{listing(kept)}" if kept else said


def is_interrupted(root: Path) -> bool:
    """Whether a run was cut off and waits to be taken back; one that is still going was not."""
    with naming(STORE_PATH):
        return Store(root).begun.exists() and not is_running(root)


def undo(root: Path) -> UndoReport | None:
    """Take the last committed transaction back; nothing where there is none.

    Refused, with each file named, where one was edited since. The caller holds the run lock and
    has recovered.
    """
    store = Store(root)
    done = store.last / "committed"
    with naming(STORE_PATH):
        if not done.exists():
            return None
        former = read_journal(done)
        seen = _signatures(root, {step.path: step.after for step in former.steps})
        check_unedited(root, {step.path: step.after for step in former.steps})
        steps = [Step(step.path, step.after, step.before) for step in former.steps]
        check_way(root, steps)
        journal = journal_of(root, steps, former)

    def fill(number: str, _step: Step, place: Path) -> None:
        link_or_copy(store.last / "old" / number, place)

    execute(store, Task(journal, seen, fill, "undone"))
    return UndoReport(
        restored=tuple(step.path for step in steps if step.after),
        removed=tuple(step.path for step in steps if step.after is None),
    )


def _signatures(
    root: Path, holding: Mapping[PurePosixPath, Found | None]
) -> dict[PurePosixPath, Signature | None]:
    """What tells later, without reading, that a file was saved; nothing for what is absent."""
    return {path: signature(root / path) if found else None for path, found in holding.items()}
