"""The journal of a transaction, and the folder that holds it."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from scaffold.project.transaction.errors import RefusedError, TransactionError
from scaffold.project.transaction.file_state import FileState, is_folder
from scaffold.project.transaction.filesystem import sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STORE_PATH: Final = PurePosixPath(".scaffold/transaction")

# The final state of a transaction is the name of its journal, so that a single rename sets it.
FinalState: TypeAlias = Literal["committed", "undone"]


@dataclass(frozen=True, slots=True)
class Step:
    """The states of a path before and after the transaction; None if it has no file."""

    path: PurePosixPath
    before: FileState | None
    after: FileState | None


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything needed to roll a transaction back.

    The number of a step names its staged files. `created` are the folders that the steps create,
    `emptied` those to remove if they become empty, `permissions` those of folders to create again.
    """

    steps: tuple[Step, ...]
    created: tuple[PurePosixPath, ...]
    emptied: tuple[PurePosixPath, ...]
    permissions: Mapping[PurePosixPath, int]

    def numbered(self) -> list[tuple[str, Step]]:
        """Return each step with the name of its staged files."""
        return [(str(number), step) for number, step in enumerate(self.steps)]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of a project's transactions: the `next` one, and the `last` one for undo."""

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
    def last(self) -> Path:
        """The folder of the transaction that undo takes back."""
        return self.folder / "last"

    @property
    def journal(self) -> Path:
        """The journal of a transaction that may have changed the project."""
        return self.next / "journal"

    def create(self) -> None:
        """Create the folder; raise if there is no project, or if the folder is a link."""
        if not is_folder(self.folder.parent):
            message = f"{self.root} is not a scaffold project: it has no .scaffold folder"
            raise TransactionError(message)
        if self.folder.is_symlink():
            raise RefusedError(f"{STORE_PATH} is a link. Remove it")
        self.folder.mkdir(mode=0o700, exist_ok=True)
        ignore = self.folder / ".gitignore"  # the project's own may be older than this folder
        if not ignore.exists() or not ignore.stat().st_size:
            ignore.write_text("*\n", encoding="utf-8")

    def clean_up(self) -> None:
        """Make a committed transaction the last one; remove an undone one."""
        committed, undone = (self.next / state for state in get_args(FinalState))
        if not committed.exists() and not undone.exists():
            return
        if self.last.exists():
            shutil.rmtree(self.last)
        if committed.exists():
            self.next.rename(self.last)
        else:
            shutil.rmtree(self.next)


def build_journal(root: Path, steps: Iterable[Step], undone: Journal | None = None) -> Journal:
    """Return the journal of steps from the present state; `undone` is the one they invert."""
    ordered = tuple(steps)
    written = _folders(step.path for step in ordered if step.after)
    created = [folder for folder in written if not (root / folder).is_dir()]
    removed = _folders(step.path for step in ordered if step.after is None)
    emptied = [folder for folder in removed if is_folder(root / folder)]
    permissions = {folder: stat.S_IMODE((root / folder).stat().st_mode) for folder in emptied}
    return Journal(
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
    record = {
        "steps": [
            [str(step.path), _record(step.before), _record(step.after)] for step in journal.steps
        ],
        "made": list(map(str, journal.created)),
        "going": list(map(str, journal.emptied)),
        "permissions": {str(folder): mode for folder, mode in journal.permissions.items()},
    }
    draft.write_text(json.dumps(record), encoding="utf-8")
    sync(draft)
    draft.replace(place)
    sync(place.parent)


def read_journal(place: Path) -> Journal:
    """Read a journal; raise RefusedError if it is damaged."""
    try:
        record = json.loads(place.read_text(encoding="utf-8"))
        steps = tuple(
            Step(PurePosixPath(path), _state(before), _state(after))
            for path, before, after in record["steps"]
        )
        return Journal(
            steps=steps,
            created=tuple(map(PurePosixPath, record["made"])),
            emptied=tuple(map(PurePosixPath, record["going"])),
            permissions={PurePosixPath(key): mode for key, mode in record["permissions"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        message = f"{place} is damaged ({error}). Restore the project with git, then remove it"
        raise RefusedError(message) from error


def _record(state: FileState | None) -> list[str] | None:
    return None if state is None else [state.digest, state.mode]


def _state(record: list[str] | None) -> FileState | None:
    return None if record is None else FileState(*record)
