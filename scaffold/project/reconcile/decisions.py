"""Deciding the change of every file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.project.lock import sha256
from scaffold.project.reconcile.changes import Action, Changes, FileChange
from scaffold.project.reconcile.choices import ChoiceError, Choices, check_choices, check_resolved
from scaffold.project.reconcile.conflict_markers import marker_line, resolve
from scaffold.project.reconcile.file_merge import (
    FileMerge,
    is_pristine,
    merge_branches,
    merge_file,
)
from scaffold.project.reconcile.lockfiles import stale_lockfiles
from scaffold.project.reconcile.matching import locate, match
from scaffold.project.reconcile.next_lock import differs, updated_entries
from scaffold.project.reconcile.placement import place

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.reconcile.conflict_markers import Merge, Side
    from scaffold.project.reconcile.file_merge import MergeOutcome
    from scaffold.project.reconcile.matching import Pair
    from scaffold.project.tree import Blob, Tree

_NO_CHOICES: Final = Choices()
_ACTIONS: Final[dict[MergeOutcome, Action]] = {
    "unchanged": "unchanged",
    "update": "update",
    "merge": "merge",
    "conflict": "conflict",
    "unmergeable": "unchanged",
    "declined": "kept",
    "outdated": "outdated",
}


def reconcile(
    old: Lock, tree: Tree, new: Lock, merge: Merge, choices: Choices = _NO_CHOICES
) -> Changes:
    """Return the changes that bring a tree, generated as `old` and edited since, up to `new`.

    Raise UnresolvedError if conflicts of an earlier run remain, and ChoiceError if a choice does
    not apply to its file.
    """
    pairs = locate(match(old, new), tree)
    check_choices(pairs, choices)
    check_resolved(pairs, tree, choices)
    located = frozenset(pair.location for pair in pairs if pair.location)
    decider = _Decider(tree, merge, choices, located)
    decided = [change for pair in pairs for change in decider.decide(pair)]
    files = tuple(sorted(place(decided, tree), key=lambda change: change.path))
    in_place = {change.id: change for change in files if change.beside is None}
    changes = Changes(files, new, stale_lockfiles(pairs, in_place))
    present = tree.blobs.keys() - set(changes.removals()) | {path for path, _ in changes.writes()}
    entries = updated_entries(old, pairs, in_place, present)
    lock = replace(new, entries=entries, extensions=old.extensions)
    return replace(changes, lock=lock, relocks=differs(entries, old.entries))


@dataclass(frozen=True, slots=True)
class _Decider:
    """Decides the change of each file by itself; `placement` sees to what is in the way."""

    tree: Tree
    merge: Merge
    choices: Choices
    claimed: frozenset[PurePosixPath]

    def decide(self, pair: Pair) -> tuple[FileChange, ...]:
        """Return a file's change and, if it is unmergeable, that of the generated one beside it."""
        new = pair.new
        if new is None:
            return self._no_longer_generated(pair)
        if self._is_taken(pair, new):
            pair = replace(pair, location=new.path)
        yours = self.tree.at(pair.location) if pair.location else None
        if pair.location is None or yours is None:
            return (self._missing(pair, new),)
        return self._continued(pair, new, pair.location, yours)

    def _is_taken(self, pair: Pair, new: LockEntry) -> bool:
        """Return True if a person has a file of their own at the path of a new one."""
        return pair.old is None and new.path in self.tree.blobs and new.path not in self.claimed

    def _no_longer_generated(self, pair: Pair) -> tuple[FileChange, ...]:
        yours = self.tree.at(pair.location) if pair.location else None
        if pair.old is None or pair.location is None or yours is None:
            return ()
        change = FileChange(pair.old.id, pair.location, "delete", pair.old.file_class, before=yours)
        if is_pristine(pair.old, yours):
            return (change,)
        note = "no longer generated; it has your edits and is yours now"
        return (replace(change, action="kept", note=note),)

    def _missing(self, pair: Pair, new: LockEntry) -> FileChange:
        """Return the change of a file that is new, deleted by a person, or out of reach."""
        change = FileChange(new.id, new.path, "create", new.file_class)
        if pair.old is None or self.choices.restore & pair.paths:
            return replace(change, after=new.blob)
        path = pair.old.moved or pair.old.path
        obstruction = self.tree.obstruction_above(path)
        note = (
            f"out of reach: {obstruction} {self._nature(obstruction)}"
            if obstruction
            else f"you deleted it; --restore {new.path} restores it"
        )
        return replace(change, action="user-deleted", note=note, recorded=pair.old.absent)

    def _nature(self, obstruction: PurePosixPath) -> str:
        """Return why nothing is written into what was a folder."""
        nested = obstruction in self.tree.nested_projects
        return "is a project of its own" if nested else "is no longer a folder"

    def _continued(
        self, pair: Pair, new: LockEntry, location: PurePosixPath, yours: Blob
    ) -> tuple[FileChange, ...]:
        """Return the change of a file that a person has and that is still generated."""
        side = self.choices.side(pair)
        merged = self._merged(pair, new, yours, side)
        target = location if pair.moved_by_user else new.path
        moves = target != location
        action = _ACTIONS[merged.outcome]
        change = FileChange(
            id=new.id,
            path=target,
            action="move" if moves and action == "unchanged" else action,
            file_class=new.file_class,
            before=yours,
            after=merged.blob,
            source=location if moves else None,
            stages=merged.stages if merged.outcome == "conflict" else None,
            note=_note(pair, merged, side),
            accepts=side == "ours" and location in self.tree.rolled_back,
        )
        if merged.outcome != "unmergeable":
            return (change,)
        beside = replace(
            change,
            action="conflict",
            before=None,
            after=new.blob,
            source=None,
            stages=merged.stages,
            note=f"{target} cannot be merged: yours was kept, this is the generated version",
        )
        return (change, beside)

    def _merged(self, pair: Pair, new: LockEntry, yours: Blob, side: Side | None) -> FileMerge:
        """Return the merged file, its conflicts resolved if a side was chosen."""
        if pair.location in self.tree.rolled_back:
            return self._updated(pair, new, yours, side)
        marked = side is not None and marker_line(yours.content) is not None
        stages = self.tree.merge_stages.get(pair.location) if pair.location else None
        if stages is not None:
            merged = merge_branches(stages, yours, new, self.merge)
        else:
            mine = _resolved(yours, side) if side and marked else yours
            merged = merge_file(pair.old, mine, new, self.merge)
        if side is None:
            return merged
        if merged.outcome == "unmergeable":
            generated = FileMerge("update", new.blob)
            return FileMerge("unchanged", yours) if side == "ours" else generated
        if merged.outcome == "conflict":
            return FileMerge("merge", _resolved(merged.blob, side))
        if not marked:
            raise ChoiceError(f"{pair.location} has no conflict. Omit --{side}")
        return replace(merged, outcome="merge" if merged.outcome == "unchanged" else merged.outcome)

    def _updated(self, pair: Pair, new: LockEntry, yours: Blob, side: Side | None) -> FileMerge:
        """Return a file that was taken back, brought up to date if that was chosen."""
        if side is None or pair.old is None or pair.location is None:
            return FileMerge("outdated", yours)
        if side == "ours":
            return FileMerge("unchanged", yours)
        base = self.tree.rolled_back[pair.location]
        return merge_file(
            replace(pair.old, pristine=base, sha=sha256(base)), yours, new, self.merge
        )


def _resolved(blob: Blob, side: Side) -> Blob:
    return replace(blob, content=resolve(blob.content, side))


def _note(pair: Pair, merged: FileMerge, side: Side | None) -> str:
    if merged.outcome == "outdated":
        return "as it was before an earlier run; --theirs updates it, --ours keeps it"
    if side is not None:
        return f"resolved with {'your' if side == 'ours' else 'the generated'} lines"
    if merged.outcome == "declined":
        return "changed by you and by the generator; yours was kept"
    if pair.old is not None and pair.moved_by_user and pair.location != pair.old.moved:
        return f"you moved it here from {pair.old.path}"
    return ""
