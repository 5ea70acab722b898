"""Executing a transaction and rolling it back: all of it, or nothing."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from scaffold.project.transaction.errors import (
    LateInterruptError,
    RefusedError,
    RollbackError,
    TransactionError,
    naming,
)
from scaffold.project.transaction.file_state import Signature, read_state, signature
from scaffold.project.transaction.filesystem import (
    link_or_copy,
    move_into_place,
    remove,
    remove_empty,
    restore_permissions,
    sync,
    sync_all,
    sync_folders,
)
from scaffold.project.transaction.journal import STORE_PATH, read_journal, write_journal
from scaffold.project.transaction.preconditions import link_problem
from scaffold.project.transaction.signals import signals_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.project.transaction.journal import FinalState, Journal, Step, Store


class Execution(NamedTuple):
    """A transaction to execute.

    `signatures` are those of the files to replace; `stage` writes a step's new file to a path.
    """

    journal: Journal
    signatures: Mapping[PurePosixPath, Signature | None]
    stage: Callable[[str, Step, Path], None]
    final_state: FinalState


def execute(store: Store, execution: Execution) -> None:
    """Execute a transaction; if it fails, roll it back and raise an error that says so."""
    with naming(STORE_PATH):
        store.create()
        store.clean_up()
        if store.journal.exists():
            raise RefusedError("an interrupted run is not recovered yet; nothing was written")
    finished = False
    try:
        with _all_or_nothing(store):
            journal = _stage(store, execution)
        with signals_held():
            with _all_or_nothing(store):
                write_journal(store.journal, journal)
                _roll_forward(store, journal, execution.signatures)
                store.journal.rename(store.next / execution.final_state)
            finished = True
            with contextlib.suppress(OSError):  # the next run cleans up
                sync(store.next)
                store.clean_up()
    except KeyboardInterrupt:
        if not finished:
            raise
        raise LateInterruptError(execution.final_state) from None


@contextlib.contextmanager
def _all_or_nothing(store: Store) -> Iterator[None]:
    """Roll back if the block fails."""
    try:
        with naming(STORE_PATH):
            yield
    except TransactionError as error:
        roll_back(store)
        raise type(error)(f"{error}; the project is unchanged") from error
    except BaseException:
        roll_back(store)
        raise


def _stage(store: Store, execution: Execution) -> Journal:
    """Put the new and the old files side by side on the disk; return the journal as staged."""
    if store.next.exists():
        shutil.rmtree(store.next)
    new, old = store.next / "new", store.next / "old"
    new.mkdir(parents=True)
    old.mkdir()
    numbered = execution.journal.numbered()
    for number, step in numbered:
        with naming(step.path):
            if step.before:
                link_or_copy(store.root / step.path, old / number)
            if step.after:
                execution.stage(number, step, new / number)
    steps = tuple(_staged(new, number, step) for number, step in numbered)
    written = (number for number, step in numbered if step.after)
    sync_all(new / number for number in written if not (new / number).is_symlink())
    sync_all([new, old])
    return execution.journal._replace(steps=steps)


def _staged(new: Path, number: str, step: Step) -> Step:
    """Return a step with the state of its staged file: the file system may not keep the mode."""
    if step.after is None:
        return step
    after = read_state(new, PurePosixPath(number))
    if after is None or after.digest != step.after.digest:
        raise RefusedError(f"{step.path}: its backup is damaged")
    return step._replace(after=after)


def _roll_forward(
    store: Store, journal: Journal, signatures: Mapping[PurePosixPath, Signature | None]
) -> None:
    """Change the project; remove files first, because a folder may replace a file."""
    root = store.root
    for _, step in journal.numbered():
        if step.after is None:
            _check_not_saved(root, step.path, signatures)
            remove(root, step.path)
    for number, step in journal.numbered():
        if step.after:
            _check_not_saved(root, step.path, signatures)
            move_into_place(root, step.path, store.next / "new" / number)
    restore_permissions(root, journal.permissions)
    remove_empty(root, journal.emptied)
    sync_folders(root, [step.path for step in journal.steps])


def _check_not_saved(
    root: Path, path: PurePosixPath, signatures: Mapping[PurePosixPath, Signature | None]
) -> None:
    if signature(root / path) != signatures[path]:
        raise RefusedError(f"{path} was saved while scaffold was writing")


def roll_back(store: Store) -> list[PurePosixPath]:
    """Undo the steps taken so far; return the files left as they are because they were edited."""
    kept: list[PurePosixPath] = []
    if store.journal.exists():
        journal = read_journal(store.journal)
        try:
            with naming(STORE_PATH):
                kept = _undo_steps(store, journal)
                store.journal.unlink()
        except TransactionError as error:
            message = (
                f"{error}: the project is partly changed. Fix the cause, then run `scaffold undo`"
            )
            raise RollbackError(message) from error
    shutil.rmtree(store.next, ignore_errors=True)
    return kept


def _undo_steps(store: Store, journal: Journal) -> list[PurePosixPath]:
    root = store.root
    now = {step.path: read_state(root, step.path) for step in journal.steps}
    linked = {step.path for step in journal.steps if _is_linked_away(root, step.path)}
    taken = [
        (number, step)
        for number, step in journal.numbered()
        if now[step.path] == step.after and step.path not in linked
    ]
    for number, step in taken:
        if step.before:
            _check_backup(store, number, step)
    for _, step in taken:
        if step.before is None:
            remove(root, step.path)
    for number, step in taken:
        if step.before:
            move_into_place(root, step.path, store.next / "old" / number)
    restore_permissions(root, journal.permissions)
    remove_empty(root, journal.created)
    sync_folders(root, [step.path for step in journal.steps])
    return [
        step.path
        for step in journal.steps
        if step.path in linked or now[step.path] not in {step.before, step.after}
    ]


def _is_linked_away(root: Path, path: PurePosixPath) -> bool:
    """Return True if a parent folder has become a link to where scaffold does not write."""
    return any(link_problem(root, folder) for folder in path.parents[:-1])


def _check_backup(store: Store, number: str, step: Step) -> None:
    """Raise TransactionError if the file to restore is not what the journal says it was."""
    kept = read_state(store.next / "old", PurePosixPath(number))
    if step.before is None or kept is None or kept.digest != step.before.digest:
        raise TransactionError(f"{step.path}: its backup is damaged")
