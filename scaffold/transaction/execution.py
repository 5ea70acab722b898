"""Transactions: commit, recover and undo."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scaffold.transaction.errors import (
    HalfDoneError,
    InterruptedLateError,
    RefusedError,
    TransactionError,
    listing,
    naming,
)
from scaffold.transaction.guard import Write, check_expected, check_paths, check_unedited, check_way
from scaffold.transaction.journal import (
    STORE_PATH,
    Step,
    Store,
    journal_of,
    read_journal,
    write_journal,
)
from scaffold.transaction.moves import (
    link_or_copy,
    permit,
    prune,
    put,
    remove,
    sync,
    sync_folders,
    write_file,
)
from scaffold.transaction.running import signals_held
from scaffold.transaction.states import LINK, Found, Signature, look, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scaffold.transaction.guard import Operation
    from scaffold.transaction.journal import Journal, Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """A transaction to carry out: `fill` makes the new file of a numbered step at a place."""

    journal: Journal
    seen: Mapping[PurePosixPath, Signature | None]
    fill: Callable[[str, Step, Path], None]
    outcome: Outcome


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
        _execute(store, Task(journal, seen, fill, "committed"))


def recover(root: Path) -> str | None:
    """Take back what an interrupted run left half done, and say so; nothing if there was none.

    Files that were edited since stay as they are, and are named.
    """
    store = Store(root)
    with naming(STORE_PATH):
        store.settle()
        interrupted = store.begun.exists()
        kept = _roll_back(store)
    if not interrupted:
        return None
    said = "The last run was interrupted; its changes were taken back"
    return f"{said}, but for files edited since:{listing(kept)}" if kept else said


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

    _execute(store, Task(journal, seen, fill, "undone"))
    return UndoReport(
        restored=tuple(step.path for step in steps if step.after),
        removed=tuple(step.path for step in steps if step.after is None),
    )


def _signatures(
    root: Path, holding: Mapping[PurePosixPath, Found | None]
) -> dict[PurePosixPath, Signature | None]:
    """What tells later, without reading, that a file was saved; nothing for what is absent."""
    return {path: signature(root / path) if found else None for path, found in holding.items()}


def _execute(store: Store, task: Task) -> None:
    """Carry a task out whole; when it fails, the project is as before, and the error says so."""
    with naming(STORE_PATH):
        store.make()
        store.settle()
        if store.begun.exists():
            raise RefusedError("an interrupted run is not recovered yet; nothing was written")
    finished = False
    try:
        with _whole(store):
            _stage(store, task)
        with signals_held():
            with _whole(store):
                write_journal(store.begun, task.journal)
                _forward(store, task)
                store.begun.rename(store.next / task.outcome)
            finished = True
            with contextlib.suppress(OSError):  # the next run does it
                sync(store.next)
                store.settle()
    except KeyboardInterrupt:
        if not finished:
            raise
        message = "interrupted when every change was made; scaffold undo takes the last run back"
        raise InterruptedLateError(message) from None


@contextlib.contextmanager
def _whole(store: Store) -> Iterator[None]:
    """Take everything back when the block fails."""
    try:
        with naming(STORE_PATH):
            yield
    except BaseException as error:
        _roll_back(store)
        if type(error) is TransactionError:
            raise TransactionError(f"{error}; the project is as it was before") from error
        raise


def _stage(store: Store, task: Task) -> None:
    """Put the new files and the old ones side by side, on the disk."""
    if store.next.exists():
        shutil.rmtree(store.next)
    new, old = store.next / "new", store.next / "old"
    new.mkdir(parents=True)
    old.mkdir()
    for number, step in task.journal.numbered():
        with naming(step.path):
            if step.before:
                link_or_copy(store.root / step.path, old / number)
            if step.after:
                task.fill(number, step, new / number)
    for number, step in task.journal.numbered():
        if step.after and step.after.mode != LINK:
            sync(new / number)
        if step.after and look(new, PurePosixPath(number)) != step.after:
            raise RefusedError(f"{step.path}: what was kept of it is damaged; nothing was undone")
    sync(new)
    sync(old)


def _forward(store: Store, task: Task) -> None:
    """Change the project: what goes first, so that a folder can come where a file was."""
    root, journal = store.root, task.journal
    for _, step in journal.numbered():
        if step.after is None:
            _check_unsaved(root, step.path, task.seen)
            remove(root, step.path)
    for number, step in journal.numbered():
        if step.after:
            _check_unsaved(root, step.path, task.seen)
            put(root, step.path, store.next / "new" / number)
    permit(root, journal.permissions)
    prune(root, journal.going)
    sync_folders(root, [step.path for step in journal.steps])


def _check_unsaved(
    root: Path, path: PurePosixPath, seen: Mapping[PurePosixPath, Signature | None]
) -> None:
    if signature(root / path) != seen[path]:
        message = "was saved while scaffold was writing; the project is as it was before"
        raise RefusedError(f"{path} {message}: run it again")


def _roll_back(store: Store) -> list[PurePosixPath]:
    """Take back what has been changed so far; the files that somebody has edited since."""
    kept: list[PurePosixPath] = []
    if store.begun.exists():
        journal = read_journal(store.begun)
        try:
            with naming(STORE_PATH):
                kept = _backward(store, journal)
                store.begun.unlink()
        except TransactionError as error:
            message = "the project is half changed; clear that up, and scaffold undo does the rest"
            raise HalfDoneError(f"{error}: {message}") from error
    shutil.rmtree(store.next, ignore_errors=True)
    return kept


def _backward(store: Store, journal: Journal) -> list[PurePosixPath]:
    root = store.root
    now = {step.path: look(root, step.path) for step in journal.steps}
    changed = [one for one in journal.numbered() if now[one[1].path] == one[1].after]
    for _, step in changed:
        if step.before is None:
            remove(root, step.path)
    for number, step in changed:
        if step.before:
            put(root, step.path, store.next / "old" / number)
    permit(root, journal.permissions)
    prune(root, journal.made)
    sync_folders(root, [step.path for step in journal.steps])
    return [step.path for step in journal.steps if now[step.path] not in {step.before, step.after}]
