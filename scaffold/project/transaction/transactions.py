"""Transactions on a project: commit, recover and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.project import git
from scaffold.project.transaction.errors import RefusedError, listing, naming
from scaffold.project.transaction.execution import Execution, execute, roll_back
from scaffold.project.transaction.file_state import FileState, Signature, signature
from scaffold.project.transaction.filesystem import link_or_copy, write_file
from scaffold.project.transaction.journal import (
    STORE_PATH,
    Run,
    Step,
    Store,
    build_journal,
    read_journal,
)
from scaffold.project.transaction.locking import is_running
from scaffold.project.transaction.operations import Write
from scaffold.project.transaction.preconditions import (
    check_expected,
    check_paths,
    check_unedited,
    check_unobstructed,
)
from scaffold.project.transaction.signals import signals_held

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from scaffold.project.transaction.operations import Operation


class UndoReport(NamedTuple):
    """The run that an undo took back, the files that it restored, and those that it removed."""

    run: Run
    restored: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]


def commit(
    root: Path,
    operations: Sequence[Operation],
    expected: Mapping[PurePosixPath, FileState | None],
    last: Write,
    run: Run,
) -> None:
    """Execute all operations of a run, `last` after all others, or leave the project unchanged.

    `expected` are the states that the plan was made for; raise RefusedError if any has changed.
    The caller holds the run lock and has recovered.
    """
    store = Store(root)
    ordered = (*operations, last)
    paths = [operation.path for operation in ordered]
    writes = {operation.path: operation for operation in ordered if isinstance(operation, Write)}
    check_paths(paths)
    with naming(root):
        signatures = _signatures(root, {path: expected[path] for path in paths})
        check_expected(root, expected)
        after = {path: FileState.of(write.content, write.mode) for path, write in writes.items()}
        steps = [Step(path, expected[path], after.get(path)) for path in paths]
        steps = [step for step in steps if step.before != step.after]
        check_unobstructed(root, steps)
        journal = build_journal(root, run, steps)

    def stage(_number: str, step: Step, place: Path) -> None:
        write = writes[step.path]
        write_file(place, write.content, write.mode, like=root / step.path)

    if steps:
        execute(store, Execution(journal, signatures, stage, "committed"))


def recover(root: Path) -> str | None:
    """Roll an interrupted run back and return a message that says so; None if there was none.

    Files that were edited since stay as they are; the message names them.
    """
    store = Store(root)
    with naming(STORE_PATH):
        store.clean_up()
        interrupted = store.journal.exists()
        if interrupted:
            _check_untracked(root)
        with signals_held():
            kept = roll_back(store)
    if not interrupted:
        return None
    message = "The last run was interrupted; its changes were rolled back"
    return f"{message}, except in files edited since:{listing(kept)}" if kept else message


def is_interrupted(root: Path) -> bool:
    """Return True if a run ended in the middle and has to be rolled back.

    Raise RefusedError if another computer wrote the journal.
    """
    store = Store(root)
    with naming(STORE_PATH):
        if not store.journal.exists() or is_running(root):
            return False
        _check_untracked(root)
        read_journal(store.journal)
    return True


def undo(root: Path, announce: Callable[[Run], None] = lambda _: None) -> UndoReport | None:
    """Undo the last committed transaction; return None if there is none.

    `announce` gets its run before anything is changed. Raise RefusedError, naming each file, if
    any was edited since. The caller holds the run lock and has recovered.
    """
    store = Store(root)
    with naming(STORE_PATH):
        if not store.finished:
            return None
        _check_untracked(root)
        finished = store.finished[-1]
        former = read_journal(finished / "committed")
        states = {step.path: step.after for step in former.steps}
        signatures = _signatures(root, states)
        check_unedited(root, states)
        steps = [Step(step.path, step.after, step.before) for step in former.steps]
        check_unobstructed(root, steps)
        journal = build_journal(root, former.run, steps, former)._replace(undoes=finished.name)

    def stage(number: str, _step: Step, place: Path) -> None:
        link_or_copy(finished / "old" / number, place)

    announce(former.run)
    execute(store, Execution(journal, signatures, stage, "undone"))
    return UndoReport(
        run=former.run,
        restored=tuple(step.path for step in steps if step.after),
        removed=tuple(step.path for step in steps if step.after is None),
    )


def _check_untracked(root: Path) -> None:
    """Raise RefusedError if a journal may have come with the repository."""
    try:
        tracked = git.tracks(root, STORE_PATH)
    except OSError as error:
        raise RefusedError(str(error)) from error
    if tracked:
        raise RefusedError(
            f"git tracks {STORE_PATH}, which is scaffold's own on each computer; nothing was"
            f" written. Remove it with: git rm -r --cached {STORE_PATH}"
        )


def _signatures(
    root: Path, states: Mapping[PurePosixPath, FileState | None]
) -> dict[PurePosixPath, Signature | None]:
    """Return the signatures of the files that exist, None for the others."""
    return {path: signature(root / path) if state else None for path, state in states.items()}
