"""Which file of the last generation is which of this one, and where a person has it now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold.project.lock import sha256
from scaffold.project.reconcile.likeness import same_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.tree import Tree


@dataclass(frozen=True, slots=True)
class Pair:
    """One file, as it was generated last and is generated now: `old` or `new` may be missing.

    `place` is where the person has it; nothing where they deleted it or never had it.
    """

    old: LockEntry | None
    new: LockEntry | None
    place: PurePosixPath | None = None

    @property
    def places(self) -> frozenset[PurePosixPath]:
        """Every path that a person may call it by."""
        entries = [entry for entry in (self.old, self.new) if entry]
        paths = {path for entry in entries for path in (entry.path, entry.moved)} | {self.place}
        return frozenset(path for path in paths if path)

    @property
    def moved_by_user(self) -> bool:
        """Whether it is somewhere else than where it was generated."""
        return self.old is not None and self.place not in {None, self.old.path}


def pair(old: Lock, new: Lock) -> tuple[Pair, ...]:
    """Every file of both generations once: by identity, by path, or by its renamed template."""
    former = {entry.id: entry for entry in old.entries}
    found = {entry.id: former.pop(entry.id) for entry in new.entries if entry.id in former}
    by_path = {entry.path: entry for entry in former.values()}
    for entry in new.entries:
        if entry.id not in found and entry.path in by_path:
            found[entry.id] = former.pop(by_path[entry.path].id)
    for entry in new.entries:
        if former and entry.id not in found and (renamed := _renamed(entry, former.values())):
            found[entry.id] = former.pop(renamed.id)
    continued = (Pair(found.get(entry.id), entry) for entry in new.entries)
    return (*continued, *(Pair(entry, None) for entry in former.values()))


def locate(pairs: Iterable[Pair], tree: Tree) -> tuple[Pair, ...]:
    """The pairs with the place of each: where it was, else where it has clearly been moved."""
    claimed: set[PurePosixPath] = set()
    in_place = [_claim(one, _own_places(one, tree), claimed) for one in pairs]
    known = {entry.path for one in in_place for entry in (one.old, one.new) if entry}
    strays = tree.strays.keys() - known
    return tuple(
        one
        if one.old is None or one.old.absent or one.place is not None
        else _claim(one, _moved(one.old, _candidates(one, tree, strays) - claimed, tree), claimed)
        for one in in_place
    )


def _claim(one: Pair, places: Iterable[PurePosixPath], claimed: set[PurePosixPath]) -> Pair:
    """The pair at the first place that no other has."""
    place = next((path for path in places if path not in claimed), None)
    if place is None:
        return one
    claimed.add(place)
    return replace(one, place=place)


def _own_places(one: Pair, tree: Tree) -> list[PurePosixPath]:
    if one.old is None:
        return []
    return [
        path for path in (one.old.moved, one.old.path) if path is not None and path in tree.blobs
    ]


def _candidates(one: Pair, tree: Tree, strays: set[PurePosixPath]) -> set[PurePosixPath]:
    """Where a missing file may be: among the strays, or where it is generated now."""
    here = {one.new.path} if one.new is not None and one.new.path in tree.blobs else set()
    return strays | here


def _moved(old: LockEntry, places: set[PurePosixPath], tree: Tree) -> list[PurePosixPath]:
    contents = {place: blob.content for place in sorted(places) if (blob := tree.at(place))}
    if old.pristine is not None:
        found = same_file(old.path, old.pristine, contents)
        return [found] if found else []
    namesakes = (place for place in contents if place.name == old.path.name)
    return [place for place in namesakes if sha256(contents[place]) == old.sha]


def _renamed(entry: LockEntry, candidates: Iterable[LockEntry]) -> LockEntry | None:
    """The file of the same entity whose template has been renamed, where one is clearly it."""
    if entry.pristine is None:
        return None
    same_entity = {
        one.path: one
        for one in candidates
        if _entity(one) == _entity(entry) and one.pristine is not None
    }
    contents = {path: one.pristine for path, one in same_entity.items() if one.pristine is not None}
    place = same_file(entry.path, entry.pristine, contents)
    return same_entity[place] if place else None


def _entity(entry: LockEntry) -> str:
    return entry.id.partition(" ")[2]
