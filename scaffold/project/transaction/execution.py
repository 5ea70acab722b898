"""Carrying a transaction out, and taking it back: all of it, or nothing."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scaffold.project.transaction.errors import (
    HalfDoneError,
    InterruptedLateError,
    RefusedError,
    TransactionError,
    naming,
)
from scaffold.project.transaction.journal import STORE_PATH, read_journal, write_journal
from scaffold.project.transaction.moves import (
    link_or_copy,
    permit,
    prune,
    put,
    remove,
    sync,
    sync_all,
    sync_folders,
)
from scaffold.project.transaction.running import signals_held
from scaffold.project.transaction.states import Signature, look, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.project.transaction.journal import Journal, Outcome, Step, Store


@dataclass(frozen=True, slots=True)
class Task:
    """A transaction to carry out: `fill` makes the new file of a numbered step at a place."""

    journal: Journal
    seen: Mapping[PurePosixPath, Signature | None]
    fill: Callable[[str, Step, Path], None]
    outcome: Outcome


def execute(store: Store, task: Task) -> None:
    """Carry a task out whole; when it fails, the project is as before, and the error says so."""
    with naming(STORE_PATH):
        store.make()
        store.settle()
        if store.begun.exists():
            raise RefusedError("an interrupted run is not recovered yet; nothing was written")
    finished = False
    try:
        with _whole(store):
            journal = _stage(store, task)
        with signals_held():
            with _whole(store):
                write_journal(store.begun, journal)
                _forward(store, journal, task.seen)
                store.begun.rename(store.next / task.outcome)
            finished = True
            with contextlib.suppress(OSError):  # the next run does it
                sync(store.next)
                store.settle()
    except KeyboardInterrupt:
        if not finished:
            raise
        raise InterruptedLateError(task.outcome) from None


@contextlib.contextmanager
def _whole(store: Store) -> Iterator[None]:
    """Take everything back when the block fails."""
    try:
        with naming(STORE_PATH):
            yield
    except TransactionError as error:
        roll_back(store)
        raise type(error)(f"{error}; the project is as it was before") from error
    except BaseException:
        roll_back(store)
        raise


def _stage(store: Store, task: Task) -> Journal:
    """Put the new files and the old ones side by side on the disk, and tell what they became."""
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
    steps = tuple(_staged(new, number, step) for number, step in task.journal.numbered())
    written = (number for number, step in task.journal.numbered() if step.after)
    sync_all(new / number for number in written if not (new / number).is_symlink())
    sync_all([new, old])
    return replace(task.journal, steps=steps)


def _staged(new: Path, number: str, step: Step) -> Step:
    """A step whose file is staged; its mode is the one that the file system can keep."""
    if step.after is None:
        return step
    after = look(new, PurePosixPath(number))
    if after is None or after.digest != step.after.digest:
        raise RefusedError(f"{step.path}: what was kept of it is damaged")
    return replace(step, after=after)


def _forward(
    store: Store, journal: Journal, seen: Mapping[PurePosixPath, Signature | None]
) -> None:
    """Change the project: what goes first, so that a folder can come where a file was."""
    root = store.root
    for _, step in journal.numbered():
        if step.after is None:
            _check_unsaved(root, step.path, seen)
            remove(root, step.path)
    for number, step in journal.numbered():
        if step.after:
            _check_unsaved(root, step.path, seen)
            put(root, step.path, store.next / "new" / number)
    permit(root, journal.permissions)
    prune(root, journal.going)
    sync_folders(root, [step.path for step in journal.steps])


def _check_unsaved(
    root: Path, path: PurePosixPath, seen: Mapping[PurePosixPath, Signature | None]
) -> None:
    if signature(root / path) != seen[path]:
        raise RefusedError(f"{path} was saved while scaffold was writing")


def roll_back(store: Store) -> list[PurePosixPath]:
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
