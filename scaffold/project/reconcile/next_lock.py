"""The entries of the lock that a regeneration writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scaffold.project.lock import sha256
from scaffold.project.merge.conflict_markers import digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.reconcile.changes import FileChange
    from scaffold.project.reconcile.matching import Pair


def updated_entries(
    old: Lock,
    pairs: Iterable[Pair],
    changes: Mapping[str, FileChange],
    beside: Mapping[str, PurePosixPath],
    present: AbstractSet[PurePosixPath],
) -> tuple[LockEntry, ...]:
    """Return the new entries with where their files will be, and what the old lock knew of them.

    `changes` are those of the files that are generated now, by ID; `beside` the paths of those that
    wait beside a person's own; `present` the paths that exist afterwards.
    """
    packed = {entry.sha: entry.packed for entry in old.entries}
    updated = []
    for pair in pairs:
        if pair.new is not None:
            entry, found = _updated_entry(pair.old, pair.new, changes.get(pair.new.id), present)
            found |= {"packed": packed.get(entry.sha), "beside": beside.get(pair.new.id)}
            updated.append(replace(entry, **found))
    return tuple(sorted(updated, key=lambda entry: entry.path))


def differs(entries: Iterable[LockEntry], others: Iterable[LockEntry]) -> bool:
    """Return True if entries say something else of the files than others do."""
    return [*map(_statement, entries)] != [*map(_statement, others)]


def _statement(entry: LockEntry) -> tuple[object, ...]:
    where = (entry.path, entry.moved, entry.absent)
    return (*where, entry.beside, entry.id, entry.file_class, entry.mode, entry.sha, entry.accepted)


def _updated_entry(
    old: LockEntry | None,
    new: LockEntry,
    change: FileChange | None,
    present: AbstractSet[PurePosixPath],
) -> tuple[LockEntry, dict[str, Any]]:
    """Return the entry that the next one is made from, and what is different in that."""
    extensions = {} if old is None else {"extensions": old.extensions}
    if change is not None and change.result is not None:
        moved = change.path if change.path != new.path else None
        accepted, marked = _accepted(old, change), _marked(old, change)
        return new, {"moved": moved, "accepted": accepted, "marked": marked, **extensions}
    if new.path in present:
        return new, extensions
    if old is None:
        return new, {"absent": True}
    # When the file comes back, it has to be merged from the text that it had.
    named = {"path": new.path, "id": new.id, "file_class": new.file_class}
    return old, {"absent": True, **named}


def _marked(old: LockEntry | None, change: FileChange) -> frozenset[str] | None:
    """Return what looked like a conflict in a file before it was left in conflict, if it is."""
    if change.action != "conflict" or change.before is None:
        return None
    if change.settled and old is not None and old.marked is not None:
        return old.marked
    return digests(change.before.content)


def _accepted(old: LockEntry | None, change: FileChange) -> str | None:
    """Return the digest of an earlier version that a person decided to keep, while they keep it."""
    known = old.accepted if old is not None else None
    if change.result is None or not (change.accepts or known):
        return None
    digest = sha256(change.result.content)
    return digest if change.accepts or digest == known else None
