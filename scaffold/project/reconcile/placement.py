"""Placing every write where it overwrites nothing: in its own path, or next to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from scaffold.project.tree import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import PurePosixPath

    from scaffold.project.reconcile.changes import FileChange
    from scaffold.project.tree import Tree


def place(changes: Iterable[FileChange], tree: Tree) -> tuple[FileChange, ...]:
    """Return the changes, with every write that is blocked moved beside its path."""
    planned = tuple(changes)
    occupied = tree.blobs.keys() | tree.move_candidates.keys()
    placer = _Placer(tree, occupied - {_vacated(change) for change in planned})
    return tuple(placer.place(change) if change.writes else change for change in planned)


def _vacated(change: FileChange) -> PurePosixPath | None:
    """Return the path that a change leaves free, its content gone or moved elsewhere."""
    if change.action == "delete":
        return change.path
    return change.source if change.writes else None


@dataclass(frozen=True, slots=True)
class _Placer:
    """Places writes around the files that stay and those that are placed already."""

    tree: Tree
    staying: AbstractSet[PurePosixPath]
    taken: set[PurePosixPath] = field(default_factory=set)
    taken_folders: set[PurePosixPath] = field(default_factory=set)

    def place(self, change: FileChange) -> FileChange:
        """Return the change at its path or, if that is blocked, beside it."""
        blocker = self._blocker(change)
        placed = self._beside(change, blocker) if blocker else change
        self.taken.add(placed.path)
        self.taken_folders.update(folders_of(placed.path))
        return placed

    def _blocker(self, change: FileChange) -> PurePosixPath | None:
        """Return the path that blocks a write."""
        if change.path in self.taken | self.taken_folders:
            return change.path
        if above := self.taken.intersection(change.path.parents):
            return min(above)
        obstruction = self.tree.obstruction_above(change.path)
        if obstruction is not None and (
            obstruction in self.staying or obstruction not in self.tree.blobs
        ):
            return obstruction
        if change.path in self.tree.folders:
            kept_inside = (path for path in self.staying if change.path in path.parents)
            return change.path if next(kept_inside, None) else None
        present = self.tree.at(change.path)
        if present is None:
            return change.path if change.path in self.tree.obstructions else None
        at_home = change.before is not None and change.source is None
        kept = change.path in self.staying and present != change.after
        return change.path if kept and not at_home else None

    def _beside(self, change: FileChange, blocker: PurePosixPath) -> FileChange:
        """Return the change at a free path next to what blocks it."""
        rest = change.path.relative_to(blocker)
        for number in count(1):
            suffix = ".scaffold-new" if number == 1 else f".scaffold-new.{number}"
            name = blocker.with_name(blocker.name + suffix)
            if self._is_free(name, name / rest, change):
                break
        note = change.note or f"{blocker} is in the way and was kept"
        return change._replace(path=name / rest, action="conflict", beside=change.path, note=note)

    def _is_free(self, name: PurePosixPath, path: PurePosixPath, change: FileChange) -> bool:
        """Return True if a path holds nothing but what an earlier run wrote beside the file."""
        if {name, path} & (self.taken | self.taken_folders):
            return False
        present = self.tree.at(path)
        if present is not None:
            return present == change.after or (
                change.stages is not None and present == change.stages.base
            )
        occupied = self.tree.blobs.keys() | self.tree.folders | self.tree.obstructions
        return not {name, path} & occupied
