"""What becomes of every file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.project.reconcile.changes import Action, Change, Changes
from scaffold.project.reconcile.choices import ChoiceError, Choices, check_choices, check_resolved
from scaffold.project.reconcile.combine import Combined, combine, combine_sides, is_pristine
from scaffold.project.reconcile.conflicts import marker_line, settle
from scaffold.project.reconcile.derived import stale
from scaffold.project.reconcile.matching import locate, pair
from scaffold.project.reconcile.placement import guarded

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.reconcile.combine import Outcome
    from scaffold.project.reconcile.conflicts import Merge, Side
    from scaffold.project.reconcile.matching import Pair
    from scaffold.project.tree import Blob, Tree

_NOTHING_CHOSEN: Final = Choices()
_ACTIONS: Final[dict[Outcome, Action]] = {
    "unchanged": "unchanged",
    "update": "update",
    "merge": "merge",
    "conflict": "conflict",
    "clash": "unchanged",
    "declined": "kept",
}


def reconcile(
    old: Lock, tree: Tree, new: Lock, merge: Merge, choices: Choices = _NOTHING_CHOSEN
) -> Changes:
    """The changes that bring a tree, generated as `old` and edited since, up to `new`.

    Raises UnresolvedError where conflicts of an earlier run are left, and ChoiceError for a choice
    that fits no file.
    """
    pairs = locate(pair(old, new), tree)
    check_choices(pairs, choices)
    check_resolved(pairs, tree, choices)
    decider = _Decider(tree, merge, choices, frozenset(one.place for one in pairs if one.place))
    decisions = [change for one in pairs for change in decider.decide(one)]
    files = tuple(sorted(guarded(decisions, tree), key=lambda change: change.path))
    in_place = {change.id: change for change in files if change.beside is None}
    packed = {entry.sha: entry.packed for entry in old.entries}
    changes = Changes(files, new, stale(pairs, in_place))
    present = tree.blobs.keys() - set(changes.removals()) | {path for path, _ in changes.writes()}
    entries = tuple(
        _recorded(entry, in_place.get(entry.id), present, packed.get(entry.sha))
        for entry in new.entries
    )
    return replace(changes, lock=replace(new, entries=entries))


def _recorded(
    entry: LockEntry, change: Change | None, present: set[PurePosixPath], packed: str | None
) -> LockEntry:
    """The entry with where its file is afterwards, if that is not where it is generated."""
    if change is None or change.outcome is None:
        return replace(entry, absent=entry.path not in present, packed=packed)
    return replace(entry, moved=change.path if change.path != entry.path else None, packed=packed)


@dataclass(frozen=True, slots=True)
class _Decider:
    """What becomes of each file for itself; whether it can be written there is the guard's."""

    tree: Tree
    merge: Merge
    choices: Choices
    claimed: frozenset[PurePosixPath]

    def decide(self, one: Pair) -> tuple[Change, ...]:
        """What becomes of a file and, in a clash, of the generated one that goes beside it."""
        new = one.new
        if new is None:
            return self._gone(one)
        if self._is_taken(one, new):
            one = replace(one, place=new.path)
        yours = self.tree.at(one.place) if one.place else None
        if one.place is None or yours is None:
            return (self._absent(one, new),)
        return self._continued(one, new, one.place, yours)

    def _is_taken(self, one: Pair, new: LockEntry) -> bool:
        """Whether a person has a file already where a new one would be."""
        return one.old is None and new.path in self.tree.blobs and new.path not in self.claimed

    def _gone(self, one: Pair) -> tuple[Change, ...]:
        """A file that is not generated any more."""
        yours = self.tree.at(one.place) if one.place else None
        if one.old is None or one.place is None or yours is None:
            return ()
        change = Change(one.old.id, one.place, "delete", one.old.file_class, before=yours)
        if is_pristine(one.old, yours):
            return (change,)
        note = "not generated any more; it has your edits and is yours now"
        return (replace(change, action="kept", note=note),)

    def _absent(self, one: Pair, new: LockEntry) -> Change:
        """A file that is not there: new, deleted by a person, or out of reach."""
        change = Change(new.id, new.path, "create", new.file_class)
        if one.old is None or self.choices.restore & one.places:
            return replace(change, after=new.blob)
        wall = self.tree.wall_above(one.old.moved or one.old.path)
        note = f"out of reach: {wall} is not a folder any more" if wall else ""
        return replace(change, action="user-deleted", note=note)

    def _continued(
        self, one: Pair, new: LockEntry, place: PurePosixPath, yours: Blob
    ) -> tuple[Change, ...]:
        """A file that a person has and that is still generated."""
        side = self.choices.side(one)
        found = self._combined(one, new, yours, side)
        target = place if one.moved_by_user else new.path
        moves = target != place
        action = _ACTIONS[found.outcome]
        main = Change(
            id=new.id,
            path=target,
            action="move" if moves and action == "unchanged" else action,
            file_class=new.file_class,
            before=yours,
            after=found.blob,
            source=place if moves else None,
            stages=found.stages if found.outcome == "conflict" else None,
            note=_note(one, found, side),
        )
        if found.outcome != "clash":
            return (main,)
        beside = replace(
            main,
            action="conflict",
            before=None,
            after=new.blob,
            source=None,
            stages=found.stages,
            note=f"{target} cannot be merged: yours is kept, this is the generated one",
        )
        return (main, beside)

    def _combined(self, one: Pair, new: LockEntry, yours: Blob, side: Side | None) -> Combined:
        """The file brought together, its conflicts settled where a side was chosen."""
        marked = side is not None and marker_line(yours.content) is not None
        sides = self.tree.sides.get(one.place) if one.place else None
        if sides is not None:
            found = combine_sides(sides, yours, new, self.merge)
        else:
            mine = _settled(yours, side) if side and marked else yours
            found = combine(one.old, mine, new, self.merge)
        if side is None:
            return found
        if found.outcome == "clash":
            return Combined("unchanged", yours) if side == "ours" else Combined("update", new.blob)
        if found.outcome == "conflict":
            return Combined("merge", _settled(found.blob, side))
        if not marked:
            raise ChoiceError(f"{one.place} has no conflict; leave out --{side}")
        return replace(found, outcome="merge" if found.outcome == "unchanged" else found.outcome)


def _settled(blob: Blob, side: Side) -> Blob:
    return replace(blob, content=settle(blob.content, side))


def _note(one: Pair, found: Combined, side: Side | None) -> str:
    if side is not None:
        return f"settled with {'your' if side == 'ours' else 'the generated'} lines"
    if found.outcome == "declined":
        return "changed by you and by the generator; yours is kept"
    if one.old is not None and one.moved_by_user and one.place != one.old.moved:
        return f"you moved it here from {one.old.path}"
    return ""
