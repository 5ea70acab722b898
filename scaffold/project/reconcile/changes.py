"""The changes that a regeneration makes to a project, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from scaffold.generate.catalog import FileClass
    from scaffold.project.lock import Lock
    from scaffold.project.merge.conflict_markers import Side
    from scaffold.project.tree import Blob
    from scaffold.storage.risks import Risk

Action: TypeAlias = Literal[
    "create",
    "update",
    "merge",
    "conflict",
    "delete",
    "move",
    "kept",
    "outdated",
    "user-deleted",
    "unchanged",
]


class IndexStages(NamedTuple):
    """The three versions of a file in conflict; an add/add conflict has no base."""

    base: Blob | None
    ours: Blob
    theirs: Blob


class FileChange(NamedTuple):
    """The change of one file; `id` is the lock's.

    `path` is where the file will be; `source` is where it is now, if that differs. `before` and
    `after` are its present and future content, None for no file. If the file cannot be written to
    its own path, `beside` is that path and `path` a free one next to it. `settled` is the side that
    wins where both clash. `note` is for people. `recorded` means that the lock already says this of
    the file; a change `accepts` the file as it is, an earlier version of it.
    """

    id: str
    path: PurePosixPath
    action: Action
    file_class: FileClass
    before: Blob | None = None
    after: Blob | None = None
    source: PurePosixPath | None = None
    beside: PurePosixPath | None = None
    stages: IndexStages | None = None
    settled: Side | None = None
    note: str = ""
    recorded: bool = False
    accepts: bool = False

    @property
    def writes(self) -> bool:
        """True if applying the change writes the file."""
        return self.after is not None and (self.after != self.before or self.source is not None)

    @property
    def result(self) -> Blob | None:
        """The file once the change is applied."""
        return None if self.action == "delete" else self.after or self.before


class Changes(NamedTuple):
    """The changes of all files, sorted by path, and the lock to write with them.

    `stale` are the lockfiles that no longer match the manifests beside them. `relocks` means that
    the lock on the disk speaks of other files than these. `risks` are those for stored items.
    """

    files: tuple[FileChange, ...]
    lock: Lock
    stale: tuple[PurePosixPath, ...] = ()
    relocks: bool = False
    risks: tuple[Risk, ...] = ()

    @property
    def conflicts(self) -> tuple[FileChange, ...]:
        """The changes that leave a conflict for a person to resolve."""
        return tuple(change for change in self.files if change.action == "conflict")

    @property
    def outdated(self) -> tuple[FileChange, ...]:
        """The files that a person took back to an earlier generated version."""
        return tuple(change for change in self.files if change.action == "outdated")

    @property
    def is_empty(self) -> bool:
        """True if the project is up to date."""
        return not self.pending and not self.relocks

    @property
    def pending(self) -> tuple[FileChange, ...]:
        """The changes that alter the project or have something new to report."""
        return tuple(
            change
            for change in self.files
            if change.action not in {"unchanged", "user-deleted"}
            or change.writes
            or (change.action == "unchanged" and change.note)
            or (change.action == "user-deleted" and not change.recorded)
        )

    def writes(self) -> Iterator[tuple[PurePosixPath, Blob]]:
        """Yield every file to write."""
        for change in self.files:
            if change.after is not None and change.writes:
                yield change.path, change.after

    def removals(self) -> Iterator[PurePosixPath]:
        """Yield every path to remove."""
        written = {path for path, _ in self.writes()}
        for change in self.files:
            if change.action == "delete":
                removed = change.path
            elif change.source is not None and change.writes:
                removed = change.source
            else:
                continue
            if removed not in written:
                yield removed
