"""Matching the files of the last generation with those of this one, and locating them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.project.lock import sha256
from scaffold.project.reconcile.similarity import find_moved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.tree import Tree


class Pair(NamedTuple):
    """A file as generated last and as generated now; either may be missing.

    `location` is where the person has it; None if they deleted it or never had it.
    """

    old: LockEntry | None
    new: LockEntry | None
    location: PurePosixPath | None = None

    @property
    def paths(self) -> frozenset[PurePosixPath]:
        """Every path by which a person may name the file."""
        entries = [entry for entry in (self.old, self.new) if entry]
        paths = {path for entry in entries for path in (entry.path, entry.moved)} | {self.location}
        return frozenset(path for path in paths if path)

    @property
    def moved_by_user(self) -> bool:
        """True if the file is not where it was generated."""
        return self.old is not None and self.location not in {None, self.old.path}


def match(old: Lock, new: Lock) -> tuple[Pair, ...]:
    """Pair every file of both generations: by id, by path, or by a renamed template."""
    unmatched = {entry.id: entry for entry in old.entries}
    matched = {entry.id: unmatched.pop(entry.id) for entry in new.entries if entry.id in unmatched}
    by_path = {entry.path: entry for entry in unmatched.values()}
    for entry in new.entries:
        if entry.id not in matched and entry.path in by_path:
            matched[entry.id] = unmatched.pop(by_path[entry.path].id)
    for entry in new.entries:
        if not unmatched or entry.id in matched:
            continue
        if renamed := _find_renamed_template(entry, unmatched.values()):
            matched[entry.id] = unmatched.pop(renamed.id)
    continued = (Pair(matched.get(entry.id), entry) for entry in new.entries)
    return (*continued, *(Pair(entry, None) for entry in unmatched.values()))


def locate(pairs: Iterable[Pair], tree: Tree) -> tuple[Pair, ...]:
    """Return the pairs with their locations: where they were, else where they clearly moved."""
    claimed: set[PurePosixPath] = set()
    in_place = [_claim(pair, _recorded_paths(pair, tree), claimed) for pair in pairs]
    known = {entry.path for pair in in_place for entry in (pair.old, pair.new) if entry}
    candidates = tree.move_candidates.keys() - known
    return tuple(
        pair
        if pair.old is None or pair.old.absent or pair.location is not None
        else _claim(pair, _find(pair.old, _places(pair, tree, candidates) - claimed, tree), claimed)
        for pair in in_place
    )


def _claim(pair: Pair, paths: Iterable[PurePosixPath], claimed: set[PurePosixPath]) -> Pair:
    """Return the pair at the first path that no other pair has."""
    location = next((path for path in paths if path not in claimed), None)
    if location is None:
        return pair
    claimed.add(location)
    return pair._replace(location=location)


def _recorded_paths(pair: Pair, tree: Tree) -> list[PurePosixPath]:
    if pair.old is None:
        return []
    return [
        path for path in (pair.old.moved, pair.old.path) if path is not None and path in tree.blobs
    ]


def _places(pair: Pair, tree: Tree, candidates: set[PurePosixPath]) -> set[PurePosixPath]:
    """Return where a missing file may be: the candidates, and where it is generated now."""
    here = {pair.new.path} if pair.new is not None and pair.new.path in tree.blobs else set()
    return candidates | here


def _find(old: LockEntry, places: set[PurePosixPath], tree: Tree) -> list[PurePosixPath]:
    contents = {place: blob.content for place in sorted(places) if (blob := tree.at(place))}
    if old.pristine is not None:
        found = find_moved(old.path, old.pristine, contents)
        return [found] if found else []
    namesakes = (place for place in contents if place.name == old.path.name)
    return [place for place in namesakes if sha256(contents[place]) == old.sha]


def _find_renamed_template(entry: LockEntry, candidates: Iterable[LockEntry]) -> LockEntry | None:
    """Return the former entry of the same entity whose content is clearly the same file."""
    if entry.pristine is None:
        return None
    same_entity = {
        candidate.path: candidate
        for candidate in candidates
        if _entity(candidate) == _entity(entry) and candidate.pristine is not None
    }
    contents = {
        path: candidate.pristine
        for path, candidate in same_entity.items()
        if candidate.pristine is not None
    }
    path = find_moved(entry.path, entry.pristine, contents)
    return same_entity[path] if path else None


def _entity(entry: LockEntry) -> str:
    return entry.id.partition(" ")[2]
