"""Deciding the change of every file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.project.lock import sha256
from scaffold.project.merge.conflict_markers import resolve
from scaffold.project.reconcile.changes import Action, Changes, FileChange
from scaffold.project.reconcile.choices import (
    ChoiceError,
    Choices,
    check_choices,
    check_resolved,
    unresolved_conflicts,
)
from scaffold.project.reconcile.file_merge import (
    BranchMergers,
    FileMerge,
    Merger,
    is_pristine,
    merge_branches,
    merge_file,
)
from scaffold.project.reconcile.leftovers import exchange, waiting
from scaffold.project.reconcile.lockfiles import stale_lockfiles
from scaffold.project.reconcile.matching import locate, match
from scaffold.project.reconcile.moved_folders import MovedFolders
from scaffold.project.reconcile.next_lock import updated_entries
from scaffold.project.reconcile.placement import place
from scaffold.project.reconcile.renames import Renames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.merge.conflict_markers import Conflict, Side
    from scaffold.project.reconcile.file_merge import MergeOutcome
    from scaffold.project.reconcile.matching import Pair
    from scaffold.project.tree import Blob, MergeStages, Tree

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


def reconcile(old: Lock, tree: Tree, new: Lock, choices: Choices = _NO_CHOICES) -> Changes:
    """Return the changes that bring a tree, generated as `old` and edited since, up to `new`.

    Raise UnresolvedError if conflicts of an earlier run remain, and ChoiceError if a choice does
    not apply to its file.
    """
    pairs = locate(match(old, new), tree)
    check_choices(pairs, choices)
    check_resolved(pairs, tree, choices)
    located = frozenset(pair.location for pair in pairs if pair.location)
    moved = MovedFolders(
        (pair.old.path, pair.location) for pair in pairs if pair.old and pair.location
    )
    decider = _Decider(
        tree, choices, located, moved, Renames(pairs, [match(lock, new) for lock in old.branches])
    )
    decided = [change for pair in pairs for change in decider.decide(pair)]
    files = tuple(sorted(place(decided, tree), key=lambda change: change.path))
    in_place = {change.id: change for change in files if change.beside is None}
    changes = Changes(files, new, stale_lockfiles(pairs, in_place))
    present = tree.blobs.keys() - set(changes.removals()) | {path for path, _ in changes.writes()}
    beside = {change.id: change.path for change in changes.conflicts if change.beside}
    entries = updated_entries(old, pairs, in_place, beside, present)
    lock = replace(new, entries=entries, extensions=old.extensions)
    return changes._replace(lock=lock)


class _Decider(NamedTuple):
    """Decides the change of each file by itself; `placement` sees to what is in the way."""

    tree: Tree
    choices: Choices
    claimed: frozenset[PurePosixPath]
    moved: MovedFolders
    renames: Renames

    def decide(self, pair: Pair) -> tuple[FileChange, ...]:
        """Return a file's change and, if it is unmergeable, that of the generated one beside it."""
        new = pair.new
        if new is None:
            return self._no_longer_generated(pair)
        if self._is_taken(pair, new):
            pair = pair._replace(location=self.moved.relocate(new.path))
        yours = self.tree.at(pair.location) if pair.location else None
        side = self.choices.side(pair)
        beside = pair.old.beside if pair.old else None
        left = self.tree.at(beside) if beside else None
        if pair.location is None or yours is None:
            missing = self._missing(pair, new)
            return (missing, waiting(new, beside, left, None)) if beside and left else (missing,)
        if beside is None or left is None:
            return self._continued(pair, new, yours, side)
        if side == "theirs":
            return tuple(exchange(new, yours, beside, left))
        chosen = side if unresolved_conflicts(pair, self.tree) else None
        changes = self._continued(pair, new, yours, chosen)
        return (*changes, waiting(new, beside, left, side))

    def _is_taken(self, pair: Pair, new: LockEntry) -> bool:
        """Return True if a person has a file of their own at the path of a new one."""
        path = self.moved.relocate(new.path)
        return pair.old is None and path in self.tree.blobs and path not in self.claimed

    def _target(self, pair: Pair, new: LockEntry) -> PurePosixPath:
        """Return where a file will be: where a person moved it, or its folder."""
        if pair.old is None or pair.location is None or not pair.moved_by_user:
            return self.moved.relocate(new.path)
        followed = self.moved.relocate(pair.old.path) == pair.location
        return self.moved.relocate(new.path) if followed else pair.location

    def _no_longer_generated(self, pair: Pair) -> tuple[FileChange, ...]:
        yours = self.tree.at(pair.location) if pair.location else None
        if pair.old is None or pair.location is None or yours is None:
            return ()
        change = FileChange(pair.old.id, pair.location, "delete", pair.old.file_class, before=yours)
        stages = self._stages(pair)
        if stages.is_pristine if stages else is_pristine(pair.old, yours):
            return (change, *self._superseded(pair, change))
        note = "no longer generated; it has your edits and is yours now"
        return (change._replace(action="kept", note=note),)

    def _missing(self, pair: Pair, new: LockEntry) -> FileChange:
        """Return the change of a file that is new, deleted by a person, or out of reach."""
        change = FileChange(new.id, self.moved.relocate(new.path), "create", new.file_class)
        if pair.old is None or self.choices.restore & pair.paths:
            return change._replace(after=new.blob)
        if self._stages(pair):
            merged = self._merge(pair, new, pair.old.blob, Merger(str(new.path), self.renames.all))
            action: Action = "conflict" if merged.outcome == "conflict" else "create"
            return change._replace(action=action, after=merged.blob, stages=merged.stages)
        obstruction = self.tree.obstruction_above(pair.old.location)
        note = (
            f"out of reach: {obstruction} {self._nature(obstruction)}"
            if obstruction
            else f"you deleted it; --restore {new.path} restores it"
        )
        return change._replace(action="user-deleted", note=note, recorded=pair.old.absent)

    def _nature(self, obstruction: PurePosixPath) -> str:
        """Return why nothing is written into what was a folder."""
        nested = obstruction in self.tree.nested_projects
        return "is a project of its own" if nested else "is no longer a folder"

    def _continued(
        self, pair: Pair, new: LockEntry, yours: Blob, side: Side | None
    ) -> tuple[FileChange, ...]:
        """Return the change of a file that a person has and that is still generated."""
        merged = self._merged(pair, new, yours, side)
        location = pair.location or new.path
        target = self._target(pair, new)
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
            settled=side,
            note=_note(pair, merged, side),
            accepts=side == "ours" and location in self.tree.rolled_back,
        )
        if merged.outcome != "unmergeable":
            return (change, *self._superseded(pair, change))
        beside = change._replace(
            action="conflict",
            before=None,
            after=new.blob,
            source=None,
            stages=merged.stages,
            note=f"{target} cannot be merged: yours was kept, this is the generated version",
        )
        return (change, beside)

    def _stages(self, pair: Pair) -> MergeStages | None:
        """Return a file's versions on both branches of a merge, even if git has lost the file."""
        location = pair.location or (pair.old.location if pair.old else None)
        return self.tree.merge_stages.get(location) if location else None

    def _superseded(self, pair: Pair, change: FileChange) -> Iterator[FileChange]:
        """Yield the removal of what git left of a file under the name that it had before."""
        stages = self._stages(pair)
        former = stages.superseded if stages else None
        blob = self.tree.at(former) if former else None
        if former and blob:
            removal = FileChange(change.id, former, "delete", change.file_class, before=blob)
            note = f"its edits are merged into {pair.new.path}" if pair.new else ""
            yield removal._replace(beside=pair.new.path if pair.new else None, note=note)

    def _merged(self, pair: Pair, new: LockEntry, yours: Blob, side: Side | None) -> FileMerge:
        """Return the merged file, its conflicts settled if a side was chosen."""
        merger = Merger(str(new.path), self.renames.all)
        if pair.location in self.tree.rolled_back:
            return self._updated(pair, new, yours, merger._replace(side=side))
        if side is None:
            return self._merge(pair, new, yours, merger)
        unresolved = unresolved_conflicts(pair, self.tree)
        settling = merger._replace(side=side)
        mine, is_settled = _settled(yours, unresolved, settling)
        if not is_settled:
            return FileMerge("conflict", mine)
        merged = self._merge(pair, new, mine, merger)
        if merged.outcome == "unmergeable":
            return (
                FileMerge("unchanged", yours) if side == "ours" else FileMerge("update", new.blob)
            )
        if merged.outcome == "conflict":
            return self._merge(pair, new, mine, settling)
        if not unresolved:
            raise ChoiceError(f"{pair.location} has no conflict. Omit --{side}")
        return merged._replace(outcome="merge" if merged.outcome == "unchanged" else merged.outcome)

    def _updated(self, pair: Pair, new: LockEntry, yours: Blob, merger: Merger) -> FileMerge:
        """Return a file that was taken back, brought up to date if that was chosen."""
        if merger.side is None or pair.old is None or pair.location is None:
            return FileMerge("outdated", yours)
        if merger.side == "ours":
            return FileMerge("unchanged", yours)
        base = self.tree.rolled_back[pair.location]
        return merge_file(replace(pair.old, pristine=base, sha=sha256(base)), yours, new, merger)

    def _merge(self, pair: Pair, new: LockEntry, yours: Blob, merger: Merger) -> FileMerge:
        stages = self._stages(pair)
        if stages is not None:
            mergers = (merger._replace(find_renames=find) for find in self.renames.branches)
            return merge_branches(stages, yours, new, BranchMergers(merger, *mergers))
        return merge_file(pair.old, yours, new, merger)


def _settled(blob: Blob, unresolved: list[Conflict], merger: Merger) -> tuple[Blob, bool]:
    """Return a file with its conflicts settled by merges of their versions, and whether all are."""
    merged = {
        conflict: merger.generated(conflict.base, conflict.ours, conflict.theirs)
        for conflict in unresolved
    }
    settled = {conflict: text.content for conflict, text in merged.items() if not text.conflicts}
    content = resolve(blob.content, lambda conflict: settled.get(conflict, conflict.text))
    return blob._replace(content=content), len(settled) == len(merged)


def _note(pair: Pair, merged: FileMerge, side: Side | None) -> str:
    if merged.outcome == "outdated":
        return "as it was before an earlier run; --theirs updates it, --ours keeps it"
    if side is not None and merged.outcome == "conflict":
        return "resolve it by hand: with one side's lines, the file could not be read"
    if side is not None:
        return f"resolved with {'your' if side == 'ours' else 'the generated'} lines"
    if merged.outcome == "declined":
        return "changed by you and by the generator; yours was kept"
    if pair.old is not None and pair.moved_by_user and pair.location != pair.old.moved:
        return f"you moved it here from {pair.old.path}"
    return ""
