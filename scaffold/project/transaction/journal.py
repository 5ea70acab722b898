"""The journal of a transaction, and where it is kept."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from scaffold.project.transaction.errors import RefusedError, TransactionError
from scaffold.project.transaction.moves import sync
from scaffold.project.transaction.states import Found, is_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STORE_PATH: Final = PurePosixPath(".scaffold/transaction")

# How a transaction ended, as the name of its journal: so that one rename says it.
Outcome: TypeAlias = Literal["committed", "undone"]


@dataclass(frozen=True, slots=True)
class Step:
    """What a path held and what it will hold; nothing is absence."""

    path: PurePosixPath
    before: Found | None
    after: Found | None


@dataclass(frozen=True, slots=True)
class Journal:
    """All that it takes to take a transaction back.

    A step's files are known by its number. `made` are the folders that come with the steps,
    `going` those that go when they are empty, `permissions` those of folders to make again.
    """

    steps: tuple[Step, ...]
    made: tuple[PurePosixPath, ...]
    going: tuple[PurePosixPath, ...]
    permissions: Mapping[PurePosixPath, int]

    def numbered(self) -> list[tuple[str, Step]]:
        """Each step with the name of its files."""
        return [(str(number), step) for number, step in enumerate(self.steps)]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of a project's transactions: the `next`, and the `last` one for undo."""

    root: Path

    @property
    def folder(self) -> Path:
        """Everything is in here, and git ignores it."""
        return self.root / STORE_PATH

    @property
    def next(self) -> Path:
        """What is staged, under way or not yet tidied up."""
        return self.folder / "next"

    @property
    def last(self) -> Path:
        """What undo takes back."""
        return self.folder / "last"

    @property
    def begun(self) -> Path:
        """The journal of a transaction that may have changed something."""
        return self.next / "journal"

    def make(self) -> None:
        """Make the folder; refused where there is no project, or its folder is elsewhere."""
        if not is_folder(self.folder.parent):
            message = f"{self.root} is not a project made by scaffold: it has no .scaffold folder"
            raise TransactionError(message)
        if self.folder.is_symlink():
            raise RefusedError(f"{STORE_PATH} is a link; remove it")
        self.folder.mkdir(mode=0o700, exist_ok=True)
        ignore = self.folder / ".gitignore"  # the project's own may be older than this folder
        if not ignore.exists() or not ignore.stat().st_size:
            ignore.write_text("*\n", encoding="utf-8")

    def settle(self) -> None:
        """Make what was committed the last transaction, or forget what was undone."""
        committed, undone = (self.next / one for one in get_args(Outcome))
        if not committed.exists() and not undone.exists():
            return
        if self.last.exists():
            shutil.rmtree(self.last)
        if committed.exists():
            self.next.rename(self.last)
        else:
            shutil.rmtree(self.next)


def journal_of(root: Path, steps: Iterable[Step], undone: Journal | None = None) -> Journal:
    """The journal of steps from what is there now, which may be the inverse of another's."""
    ordered = tuple(steps)
    written = _folders(step.path for step in ordered if step.after)
    made = [folder for folder in written if not (root / folder).is_dir()]
    removed = _folders(step.path for step in ordered if step.after is None)
    left = [folder for folder in removed if is_folder(root / folder)]
    permissions = {folder: stat.S_IMODE((root / folder).stat().st_mode) for folder in left}
    return Journal(
        steps=ordered,
        made=tuple(made),
        going=tuple(left) if undone is None else undone.made,
        permissions=permissions if undone is None else {**undone.permissions, **permissions},
    )


def _folders(paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """The folders on the way to files, the outermost first; the project's own is left out."""
    return sorted({folder for path in paths for folder in path.parents[:-1]})


def write_journal(place: Path, journal: Journal) -> None:
    """Write a journal so that it is there whole or not at all."""
    draft = place.with_suffix(".draft")
    record = {
        "steps": [
            [str(step.path), _record(step.before), _record(step.after)] for step in journal.steps
        ],
        "made": list(map(str, journal.made)),
        "going": list(map(str, journal.going)),
        "permissions": {str(folder): mode for folder, mode in journal.permissions.items()},
    }
    draft.write_text(json.dumps(record), encoding="utf-8")
    sync(draft)
    draft.replace(place)
    sync(place.parent)


def read_journal(place: Path) -> Journal:
    """The journal in a file; refused where somebody has damaged it."""
    try:
        record = json.loads(place.read_text(encoding="utf-8"))
        steps = tuple(
            Step(PurePosixPath(path), _found(before), _found(after))
            for path, before, after in record["steps"]
        )
        return Journal(
            steps=steps,
            made=tuple(map(PurePosixPath, record["made"])),
            going=tuple(map(PurePosixPath, record["going"])),
            permissions={PurePosixPath(key): mode for key, mode in record["permissions"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        message = f"{place} is damaged ({error}); restore the project with git, then remove it"
        raise RefusedError(message) from error


def _record(found: Found | None) -> list[str] | None:
    return None if found is None else [found.digest, found.mode]


def _found(record: list[str] | None) -> Found | None:
    return None if record is None else Found(*record)
