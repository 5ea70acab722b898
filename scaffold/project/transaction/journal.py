"""The journal of a transaction, and the folder that holds it."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias, get_args

from scaffold.files import open_private, read_file
from scaffold.project.paths import LOCK_PATH, SCHEMA_PATH, project_path
from scaffold.project.transaction.errors import RefusedError, TransactionError
from scaffold.project.transaction.file_state import FileState, is_folder
from scaffold.project.transaction.filesystem import sync
from scaffold.signing import is_signed, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STORE_PATH: Final = PurePosixPath(".scaffold/transaction")
OWN_FILES: Final = (LOCK_PATH, SCHEMA_PATH)
_PURPOSE: Final = "journal"

# The final state of a transaction is the name of its journal, so that a single rename sets it.
FinalState: TypeAlias = Literal["committed", "undone"]
_MOST_FINISHED: Final = 20


class Step(NamedTuple):
    """The states of a path before and after the transaction; None if it has no file."""

    path: PurePosixPath
    before: FileState | None
    after: FileState | None


class Run(NamedTuple):
    """The run that a transaction belongs to: its title in words, its time in seconds since 1970.

    `conflicts` are the files that it left for a person to resolve.
    """

    title: str
    time: float = 0
    conflicts: tuple[PurePosixPath, ...] = ()


class Journal(NamedTuple):
    """Everything needed to roll a transaction back.

    The number of a step names its staged files. `created` are the folders that the steps create,
    `emptied` those to remove if they become empty, `permissions` those of folders to create again.
    The journal of an undo `undoes` the finished transaction of that name.
    """

    run: Run
    steps: tuple[Step, ...]
    created: tuple[PurePosixPath, ...]
    emptied: tuple[PurePosixPath, ...]
    permissions: Mapping[PurePosixPath, int]
    undoes: str | None = None

    def numbered(self) -> list[tuple[str, Step]]:
        """Return each step with the name of its staged files."""
        return [(str(number), step) for number, step in enumerate(self.steps)]


class Store(NamedTuple):
    """The folder of a project's transactions: the `next` one, and the finished ones for undo."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder of all transactions, which git ignores."""
        return self.root / STORE_PATH

    @property
    def next(self) -> Path:
        """The folder of the transaction that is staged, running, or not yet cleaned up."""
        return self.folder / "next"

    @property
    def finished(self) -> list[Path]:
        """The folders of the transactions that undo can take back, the earliest first."""
        complete = (place.parent for place in self._runs.glob("*/committed"))
        numbered = (place for place in complete if place.name.isdecimal())
        return sorted(numbered, key=lambda place: int(place.name))

    @property
    def _runs(self) -> Path:
        return self.folder / "runs"

    @property
    def journal(self) -> Path:
        """The journal of a transaction that may have changed the project."""
        return self.next / "journal"

    def create(self) -> None:
        """Create the folder; raise if there is no project, or if the folder is a link."""
        if not is_folder(self.folder.parent):
            message = f"{self.root} is not a scaffold project: it has no .scaffold folder"
            raise TransactionError(message)
        for place in (self.folder, self.next, self._runs):
            if place.is_symlink():
                raise RefusedError(f"{place.relative_to(self.root)} is a link. Remove it")
        self.folder.mkdir(mode=0o700, exist_ok=True)
        # The project's own .gitignore may be older than this folder.
        ignore = open_private(self.folder / ".gitignore", os.O_WRONLY | os.O_TRUNC)
        with open(ignore, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
            file.write("*\n")

    def clean_up(self) -> None:
        """File a committed transaction as finished; remove an undone one, and what it undid."""
        committed, undone = (self.next / state for state in get_args(FinalState))
        if committed.exists():
            self._file()
        elif undone.exists():
            name = read_journal(undone).undoes
            shutil.rmtree(self._runs / str(name), ignore_errors=True)
            shutil.rmtree(self.next)

    def _file(self) -> None:
        earlier = self.finished
        number = int(earlier[-1].name) + 1 if earlier else 1
        self._runs.mkdir(exist_ok=True)
        self.next.rename(self._runs / str(number))
        for place in earlier[: -_MOST_FINISHED + 1]:
            shutil.rmtree(place)


def build_journal(
    root: Path, run: Run, steps: Iterable[Step], undone: Journal | None = None
) -> Journal:
    """Return the journal of steps from the present state; `undone` is the one they invert."""
    ordered = tuple(steps)
    written = _folders(step.path for step in ordered if step.after)
    created = [folder for folder in written if not (root / folder).is_dir()]
    removed = _folders(step.path for step in ordered if step.after is None)
    emptied = [folder for folder in removed if is_folder(root / folder)]
    permissions = {folder: stat.S_IMODE((root / folder).stat().st_mode) for folder in emptied}
    return Journal(
        run=run,
        steps=ordered,
        created=tuple(created),
        emptied=tuple(emptied) if undone is None else undone.created,
        permissions=permissions if undone is None else {**undone.permissions, **permissions},
    )


def _folders(paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Return the parent folders of paths, outermost first, without the project's own."""
    return sorted({folder for path in paths for folder in path.parents[:-1]})


def write_journal(place: Path, journal: Journal) -> None:
    """Write a journal atomically."""
    draft = place.with_suffix(".draft")
    record = json.dumps(
        {
            "title": journal.run.title,
            "time": journal.run.time,
            "conflicts": list(map(str, journal.run.conflicts)),
            "undoes": journal.undoes,
            "steps": [
                [str(step.path), _record(step.before), _record(step.after)]
                for step in journal.steps
            ],
            "made": list(map(str, journal.created)),
            "going": list(map(str, journal.emptied)),
            "permissions": {str(folder): mode for folder, mode in journal.permissions.items()},
        }
    )
    signature = sign(_PURPOSE, record.encode())
    draft.write_text(f"{record}\n{signature}\n", encoding="utf-8")
    sync(draft)
    draft.replace(place)
    sync(place.parent)


def read_journal(place: Path) -> Journal:
    """Read a journal; raise RefusedError if it is damaged, or another computer wrote it."""
    try:
        record, _, signature = read_file(place, follow=False).partition(b"\n")
        if not is_signed(_PURPOSE, record, signature.decode().strip()):
            raise RefusedError(
                f"{place} is damaged, or scaffold did not write it on this computer; nothing was"
                " written. Restore the project with git, then remove the folder"
                f" {place.parent.parent}"
            )
        return _journal(json.loads(record))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{place} is damaged ({error}). Restore the project with git, then remove it"
        raise RefusedError(message) from error


def _journal(record: Mapping[str, Any]) -> Journal:
    steps = tuple(
        Step(project_path(path, OWN_FILES), _state(before), _state(after))
        for path, before, after in record["steps"]
    )
    folders = set(_folders(step.path for step in steps))
    created, emptied, changed = (
        tuple(map(PurePosixPath, record[key])) for key in ("made", "going", "permissions")
    )
    if not folders.issuperset({*created, *emptied, *changed}):
        raise ValueError("a folder that has none of its files")
    return Journal(
        run=_run(record),
        steps=steps,
        created=created,
        emptied=emptied,
        permissions={folder: record["permissions"][str(folder)] for folder in changed},
        undoes=record["undoes"],
    )


def _run(record: Mapping[str, Any]) -> Run:
    conflicts = tuple(map(PurePosixPath, record["conflicts"]))
    return Run(record["title"], record["time"], conflicts)


def _record(state: FileState | None) -> list[str] | None:
    return None if state is None else [state.digest, state.mode]


def _state(record: list[str] | None) -> FileState | None:
    return None if record is None else FileState(*record)
