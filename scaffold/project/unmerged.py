"""Two branches, merged: their locks, and the generated files that git merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.files import read_file
from scaffold.project import git
from scaffold.project import lock as lock_file
from scaffold.project.lock import Lock, LockEntry, LockError, sha256
from scaffold.project.merge.conflict_markers import marker_line, marker_of, resolve
from scaffold.project.paths import LOCK_PATH
from scaffold.project.reconcile.matching import match
from scaffold.project.reconcile.renames import find_renames
from scaffold.project.tree import MergeStages, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path, PurePosixPath

    from scaffold.project.merge.conflict_markers import Conflict

_NESTED: Final = b"<" * 8
# Git's stages of an unmerged file.
_NUMBERS: Final = {"base": 1, "ours": 2, "theirs": 3}


def read(root: Path, content: bytes) -> tuple[Lock, dict[PurePosixPath, MergeStages]]:
    """Return the merged lock of both branches, and the generated files that git merged.

    Those are in conflict, or both branches generated them anew, and nobody touched them since.
    `content` is the lock on the disk. Raise LockError if that is in conflict and git's index no
    longer has both sides.
    """
    try:
        unmerged = git.unmerged(root)
    except OSError as error:
        raise LockError(f"{LOCK_PATH} is in conflict, and {error}") from error
    commits = git.merged_commits(root)
    is_in_conflict = marker_line(content) is not None
    stages = {} if is_in_conflict else _lock_stages(root, unmerged, commits)
    stages = unmerged.get(LOCK_PATH, stages)
    if not {2, 3} <= stages.keys():
        message = (
            f"{LOCK_PATH} has conflict markers, and git's index does not have both sides. Restore"
            f" them with git checkout --merge -- {LOCK_PATH}, then run this again"
        )
        raise LockError(message)
    if "theirs" in commits and git.content_at(root, commits["theirs"], LOCK_PATH) != stages[3]:
        commits = {"ours": commits["ours"]}  # not what was merged
    base, ours, theirs = (_load(stages.get(number)) for number in (1, 2, 3))
    lock = merge_locks(base, ours, theirs)
    locations = {entry.location for entry in lock.entries}
    return lock, dict(_GitMerge(root, unmerged, commits, locations).merged_files(lock))


def is_needed(root: Path, content: bytes) -> bool:
    """Return True if an unfinished merge has files of both branches, but the lock of one.

    Someone took one branch's lock, or only one branch regenerated what the other edited.
    """
    try:
        unmerged = git.unmerged(root)
        stages = _lock_stages(root, unmerged, git.merged_commits(root))
    except OSError:
        return False
    ours, theirs = stages.get(2), stages.get(3)
    is_of_both = bool(unmerged) and None not in {ours, theirs} and ours != theirs
    return is_of_both and content in {ours, theirs}


def _lock_stages(
    root: Path, unmerged: Mapping[PurePosixPath, Mapping[int, bytes]], commits: Mapping[str, str]
) -> Mapping[int, bytes]:
    """Return the locks of the base, ours and theirs, by the numbers of git's stages."""
    if LOCK_PATH in unmerged:
        return unmerged[LOCK_PATH]
    found = {
        _NUMBERS[side]: git.content_at(root, commit, LOCK_PATH) for side, commit in commits.items()
    }
    return {number: content for number, content in found.items() if content is not None}


def merge_locks(base: Lock, ours: Lock, theirs: Lock) -> Lock:
    """Return the lock for the files as git merged them.

    If both branches generated a file anew, its generated texts are merged as git merged the file.
    """
    bases, mine, others = (
        {entry.id: entry for entry in lock.entries} for lock in (base, ours, theirs)
    )
    renames = find_renames(match(base, ours)) | find_renames(match(base, theirs))
    entries = (
        _merge_entries(bases.get(id_), mine.get(id_), others.get(id_), renames)
        for id_ in sorted(mine.keys() | others.keys())
    )
    apart = _apart([entry for entry in entries if entry], mine)
    ordered = tuple(sorted(apart, key=lambda entry: entry.path))
    return Lock(
        spec_sha=ours.spec_sha,
        entries=ordered,
        tool_version=max(ours.tool_version, theirs.tool_version),
        extensions={**theirs.extensions, **ours.extensions},
        branches=(ours, theirs, base),
    )


def _apart(entries: list[LockEntry], ours: Mapping[str, LockEntry]) -> list[LockEntry]:
    """Return the entries with a path of its own each: ours, where it is shared.

    Two branches may give the same name to two entities.
    """
    shared = _shared_paths(entries)
    movable = [entry for entry in entries if entry.path in shared and entry.id in ours]
    paths = {entry.id: ours[entry.id].path for entry in movable}
    if all(entry.path == paths[entry.id] for entry in movable):
        return entries
    return _apart([replace(entry, path=paths.get(entry.id, entry.path)) for entry in entries], ours)


def _shared_paths(entries: Iterable[LockEntry]) -> set[PurePosixPath]:
    """Return the paths of more than one file."""
    counts = Counter(entry.path for entry in entries)
    return {path for path, count in counts.items() if count > 1}


def _merge_entries(
    base: LockEntry | None,
    ours: LockEntry | None,
    theirs: LockEntry | None,
    renames: Mapping[str, str],
) -> LockEntry | None:
    if ours is None or theirs is None or ours == theirs:
        return ours or theirs
    if base in {ours, theirs}:
        return theirs if ours == base else ours
    united = replace(
        ours,
        path=theirs.path if base and ours.path == base.path else ours.path,
        moved=theirs.moved if base and ours.moved == base.moved else ours.moved,
        extensions={**theirs.extensions, **ours.extensions},
    )
    if ours.pristine is None or theirs.pristine is None or ours.sha == theirs.sha:
        return united
    origin = base.pristine if base and base.pristine else b""
    from scaffold.project.merge.lines import Context  # noqa: PLC0415 - start-up time
    from scaffold.project.merge.texts import merge, renamed  # noqa: PLC0415 - start-up time

    context = Context(str(ours.path), side="ours")
    sides = [
        renamed(context.path, (origin, side.pristine or b""), renames) for side in (ours, theirs)
    ]
    (common, mine), (_, other) = sides
    merged = merge((common, mine, other), context, {})
    content = ours.pristine if merged.conflicts else merged.content
    return replace(united, pristine=content, sha=sha256(content), packed=None)


def _load(content: bytes | None) -> Lock:
    return lock_file.load(content.decode()) if content is not None else Lock("", ())


@dataclass(frozen=True, slots=True)
class _GitMerge:
    """A merge that git left unfinished: the folder, and the stages of each unmerged file.

    `locations` are where the merged lock has its files.
    """

    root: Path
    stages: Mapping[PurePosixPath, Mapping[int, bytes]]
    commits: Mapping[str, str]
    locations: AbstractSet[PurePosixPath]

    def merged_files(self, lock: Lock) -> Iterator[tuple[PurePosixPath, MergeStages]]:
        """Yield the generated files that git merged, unless a person has touched them since.

        A file is the same on both branches by its ID, whatever each of them calls it.
        """
        ours, theirs, bases = (
            {entry.id: entry for entry in branch.entries} for branch in lock.branches
        )
        for entry in lock.entries:
            mine, other = ours.get(entry.id), theirs.get(entry.id)
            if mine and other:
                stages = self._on_both(entry.location, mine, other, bases.get(entry.id))
            elif mine:
                stages = self._on_one(entry, "ours", _alike(theirs, entry))
            else:
                stages = self._on_one(entry, "theirs", _alike(ours, entry))
            if stages is not None:
                yield entry.location, stages

    def _on_both(
        self, kept: PurePosixPath, mine: LockEntry, other: LockEntry, base: LockEntry | None
    ) -> MergeStages | None:
        """Return the versions of a file that both branches have, if git merged it.

        If it has two names, git may have taken it for two files, or another file for it, or lost it
        to another file that has one of them.
        """
        superseded = next((each.location for each in (mine, other) if each.location != kept), None)
        is_clean = self._is_merged_cleanly(kept, mine, other, base)
        if superseded is None and kept not in self.stages and not is_clean:
            return None
        ours, theirs = self._stage(mine, "ours"), self._stage(other, "theirs")
        if ours is None or theirs is None:
            return None
        contents = ours.content, theirs.content
        is_separate = superseded is not None and self._present(kept) in contents
        is_another = superseded in self.locations
        is_lost = is_another and not (mine.absent or other.absent or (self.root / kept).exists())
        if not (is_clean or is_separate or is_lost or self._is_in_conflict(kept, contents)):
            return None
        former = None if is_another else superseded
        return MergeStages(ours, theirs, self._stage(base, "base") if base else None, former)

    def _on_one(
        self, entry: LockEntry, side: str, others: Iterable[LockEntry]
    ) -> MergeStages | None:
        """Return the file of one branch that git has taken for one of the other's, and merged."""
        present = self._present(entry.location)
        stage = self._stage(entry, side)
        if stage is None or present in {b"", stage.content}:
            return None
        other_side = "theirs" if side == "ours" else "ours"
        contents = [other.content for each in others if (other := self._stage(each, other_side))]
        known = (stage.content, *contents, *self.stages.get(entry.location, {}).values())
        return None if _has_other_lines(present, known) else MergeStages(stage, stage)

    def _is_merged_cleanly(
        self, path: PurePosixPath, mine: LockEntry, other: LockEntry, base: LockEntry | None
    ) -> bool:
        """Return True for a file of two generated texts that is still as git merged it.

        Only git knows how it merges them: measured by any other merge of both, lines that the
        generator wrote would look like a person's.
        """
        versions = [entry.sha for entry in (mine, other, base) if entry]
        is_of_both = len(set(versions)) == len(versions)
        is_current = mine.is_kept_up_to_date and other.is_kept_up_to_date
        if path in self.stages or "theirs" not in self.commits or not (is_of_both and is_current):
            return False
        merged = git.content_at(self.root, git.AUTO_MERGE, path)
        # Markers that were added to the index are a person's to resolve.
        is_clean = merged is not None and marker_line(merged) is None
        return is_clean and _unix(merged or b"") == _unix(self._present(path))

    def _is_in_conflict(self, path: PurePosixPath, contents: tuple[bytes, ...]) -> bool:
        """Return True for a file with markers that has no line but those of the merge."""
        stages = self.stages.get(path)
        present = self._present(path)
        if not stages or marker_line(present) is None:
            return False
        return not _has_other_lines(present, (*contents, *stages.values()))

    def _stage(self, entry: LockEntry, side: str) -> Stage | None:
        """Return a file as it was on a side of the merge.

        After a squash it is in git's stages, which may be merges themselves.
        """
        path, commit = entry.location, self.commits.get(side)
        content = git.content_at(self.root, commit, path) if commit else None
        if content is None:
            staged = self.stages.get(path, {}).get(_NUMBERS[side])
            if staged is None and side != "base":
                staged = self._present(path)
            content = _chosen(staged, side) if staged is not None else None
        if content is None or entry.pristine is None:
            return None
        return Stage(content, entry.pristine)

    def _present(self, path: PurePosixPath) -> bytes:
        file = self.root / path
        return read_file(file) if file.is_file() else b""


def _alike(entries: Mapping[str, LockEntry], entry: LockEntry) -> list[LockEntry]:
    """Return the files of the same template, which git may take for one another."""
    template, entity, _ = entry.id.rpartition(" ")
    found = entries.values() if entity else ()
    return [other for other in found if other.id.rpartition(" ")[0] == template]


def _chosen(content: bytes, side: str) -> bytes:
    """Return one side of the conflicts in a merge that git merged again."""

    def choose(conflict: Conflict) -> bytes:
        if not conflict.text.startswith(_NESTED):
            return conflict.text
        return conflict.ours if side == "ours" else conflict.theirs

    return resolve(content, choose)


def _unix(content: bytes) -> bytes:
    """Return a text with the line ends that git stores, whichever it writes on this computer."""
    return content.replace(b"\r\n", b"\n")


def _has_other_lines(content: bytes, stages: Iterable[bytes]) -> bool:
    """Return True if a file has lines that no stage has, besides conflict markers."""
    known = {line.rstrip(b"\r") for stage in stages for line in stage.split(b"\n")}
    lines = (line.rstrip(b"\r") for line in content.split(b"\n"))
    return any(line not in known and not marker_of(line) for line in lines)
