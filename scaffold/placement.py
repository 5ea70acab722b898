"""The guard: no write lands on what would be lost, or where no file can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from scaffold.changes import Change
    from scaffold.tree import Tree


def guarded(changes: Iterable[Change], tree: Tree) -> tuple[Change, ...]:
    """The changes, with every write that must not land in its place beside it instead."""
    planned = tuple(changes)
    vacated = {gone for one in planned if (gone := _vacates(one))}
    staying = tree.blobs.keys() - vacated
    taken: set[PurePosixPath] = set()
    placed = []
    for one in planned:
        final = one
        if one.writes:
            blocker = _blocker(one, tree, staying, taken)
            final = _beside(one, blocker, tree, taken) if blocker else one
            taken.add(final.path)
        placed.append(final)
    return tuple(placed)


def _vacates(one: Change) -> PurePosixPath | None:
    """The path that a change leaves, its content gone or absorbed elsewhere."""
    if one.action == "delete":
        return one.path
    return one.source if one.writes else None


def _blocker(
    one: Change, tree: Tree, staying: set[PurePosixPath], taken: set[PurePosixPath]
) -> PurePosixPath | None:
    """What stands in the way of a write."""
    if one.path in taken:
        return one.path
    wall = tree.wall_above(one.path)
    if wall is not None and (wall in staying or wall not in tree.blobs):
        return wall
    if one.path in tree.folders:
        inside = (path for path in staying if one.path in path.parents)
        return one.path if next(inside, None) else None
    if one.path in tree.walls and one.path not in tree.blobs:
        return one.path
    at_home = one.before is not None and one.source is None
    occupied = one.path in staying and not at_home and tree.blobs[one.path] != one.after
    return one.path if occupied else None


def _beside(one: Change, blocker: PurePosixPath, tree: Tree, taken: set[PurePosixPath]) -> Change:
    """The change, written next to what stands in its way."""
    rest = one.path.relative_to(blocker)
    previous = one.stages.base if one.stages else None
    for number in count(1):
        suffix = ".scaffold-new" if number == 1 else f".scaffold-new.{number}"
        path = blocker.with_name(blocker.name + suffix) / rest
        there = tree.blobs.get(path)
        free = there is None and path not in tree.folders and not tree.wall_above(path)
        if path not in taken and (free or (there is not None and there in {previous, one.after})):
            break
    note = one.note or f"{blocker} is in the way and kept"
    return replace(one, path=path, action="conflict", beside=one.path, note=note)
