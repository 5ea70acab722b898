"""The guard: no write lands on what would be lost, or where no file can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from scaffold.project.tree import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import PurePosixPath

    from scaffold.project.reconcile.changes import Change
    from scaffold.project.tree import Tree


def guarded(changes: Iterable[Change], tree: Tree) -> tuple[Change, ...]:
    """The changes, with every write that must not land in its place beside it instead."""
    planned = tuple(changes)
    there = tree.blobs.keys() | tree.strays.keys()
    ground = _Ground(tree, there - {_vacates(one) for one in planned})
    return tuple(ground.placed(one) if one.writes else one for one in planned)


def _vacates(one: Change) -> PurePosixPath | None:
    """The path that a change leaves, its content gone or absorbed elsewhere."""
    if one.action == "delete":
        return one.path
    return one.source if one.writes else None


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where files can be written: around those that stay, and those that are placed already."""

    tree: Tree
    staying: AbstractSet[PurePosixPath]
    taken: set[PurePosixPath] = field(default_factory=set)
    taken_folders: set[PurePosixPath] = field(default_factory=set)

    def placed(self, one: Change) -> Change:
        """The change in its place or, where that cannot be, beside it."""
        blocker = self._blocker(one)
        final = self._beside(one, blocker) if blocker else one
        self.taken.add(final.path)
        self.taken_folders.update(folders_of(final.path))
        return final

    def _blocker(self, one: Change) -> PurePosixPath | None:
        """What stands in the way of a write."""
        if one.path in self.taken | self.taken_folders:
            return one.path
        if above := self.taken.intersection(one.path.parents):
            return min(above)
        wall = self.tree.wall_above(one.path)
        if wall is not None and (wall in self.staying or wall not in self.tree.blobs):
            return wall
        if one.path in self.tree.folders:
            kept_inside = (path for path in self.staying if one.path in path.parents)
            return one.path if next(kept_inside, None) else None
        there = self.tree.at(one.path)
        if there is None:
            return one.path if one.path in self.tree.walls else None
        at_home = one.before is not None and one.source is None
        kept = one.path in self.staying and there != one.after
        return one.path if kept and not at_home else None

    def _beside(self, one: Change, blocker: PurePosixPath) -> Change:
        """The change, written next to what stands in its way."""
        rest = one.path.relative_to(blocker)
        for number in count(1):
            suffix = ".scaffold-new" if number == 1 else f".scaffold-new.{number}"
            name = blocker.with_name(blocker.name + suffix)
            if self._is_free(name, name / rest, one):
                break
        note = one.note or f"{blocker} is in the way and kept"
        return replace(one, path=name / rest, action="conflict", beside=one.path, note=note)

    def _is_free(self, name: PurePosixPath, path: PurePosixPath, one: Change) -> bool:
        """Whether nothing is there but what an earlier run has put beside."""
        if {name, path} & (self.taken | self.taken_folders):
            return False
        there = self.tree.at(path)
        if there is not None:
            return there == one.after or (one.stages is not None and there == one.stages.base)
        return not {name, path} & (self.tree.blobs.keys() | self.tree.folders | self.tree.walls)
