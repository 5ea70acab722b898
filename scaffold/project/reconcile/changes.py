"""What a regeneration does to a project, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from scaffold.generate.catalog import FileClass
    from scaffold.project.lock import Lock
    from scaffold.project.tree import Blob

Action: TypeAlias = Literal[
    "create", "update", "merge", "conflict", "delete", "move", "kept", "user-deleted", "unchanged"
]


@dataclass(frozen=True, slots=True)
class Stages:
    """The three sides of a conflict; where two added the same file there is no base."""

    base: Blob | None
    ours: Blob
    theirs: Blob


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file; `id` is the lock's.

    `path` is where it is afterwards; `source` where it is now, if that is another place. `before`
    and `after` are what is there now and afterwards, nothing where there is no file. What cannot be
    written in its place is written next to it: `beside` is that place. `note` says in words what a
    person should know of it.
    """

    id: str
    path: PurePosixPath
    action: Action
    file_class: FileClass
    before: Blob | None = None
    after: Blob | None = None
    source: PurePosixPath | None = None
    beside: PurePosixPath | None = None
    stages: Stages | None = None
    note: str = ""

    @property
    def writes(self) -> bool:
        """Whether its content is written."""
        return self.after is not None and (self.after != self.before or self.source is not None)

    @property
    def outcome(self) -> Blob | None:
        """The file afterwards."""
        return None if self.action == "delete" else self.after or self.before


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of every file, sorted by path, and the lock of the outcome.

    `stale` are the package managers' files that no longer follow from the files beside them.
    """

    files: tuple[Change, ...]
    lock: Lock
    stale: tuple[PurePosixPath, ...] = ()

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """What a person has to settle."""
        return tuple(one for one in self.files if one.action == "conflict")

    @property
    def pending(self) -> tuple[Change, ...]:
        """What differs from the project as it is, or has something new to be said of it."""
        return tuple(
            one
            for one in self.files
            if one.action not in {"unchanged", "user-deleted"}
            or one.writes
            or (one.action == "unchanged" and one.note)
        )

    def writes(self) -> Iterator[tuple[PurePosixPath, Blob]]:
        """Every file to be written."""
        for one in self.files:
            if one.after is not None and one.writes:
                yield one.path, one.after

    def removals(self) -> Iterator[PurePosixPath]:
        """Every file to be removed."""
        written = {path for path, _ in self.writes()}
        for one in self.files:
            if one.action == "delete":
                gone = one.path
            elif one.source is not None and one.writes:
                gone = one.source
            else:
                continue
            if gone not in written:
                yield gone
