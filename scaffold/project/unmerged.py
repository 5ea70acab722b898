"""Two branches that both regenerated: their locks, which git left in conflict, merged."""

from __future__ import annotations

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
    from pathlib import Path, PurePosixPath

    from scaffold.project.merge.conflict_markers import Conflict, Side

_NESTED: Final = b"<" * 8


def read(root: Path) -> tuple[Lock, dict[PurePosixPath, MergeStages]]:
    """Return the merged lock of both branches, and the generated files in conflict.

    Raise LockError if git's index no longer has both locks.
    """
    try:
        unmerged = git.unmerged(root)
    except OSError as error:
        raise LockError(f"{LOCK_PATH} is in conflict, and {error}") from error
    stages = unmerged.get(LOCK_PATH, {})
    if not {2, 3} <= stages.keys():
        message = (
            f"{LOCK_PATH} has conflict markers, and git's index does not have both sides. Restore"
            f" them with git checkout --merge -- {LOCK_PATH}, then run this again"
        )
        raise LockError(message)
    base, ours, theirs = (_load(stages.get(number)) for number in (1, 2, 3))
    lock = merge_locks(base, ours, theirs)
    return lock, dict(_GitMerge(root, unmerged).conflicts(lock))


def is_one_side(root: Path, content: bytes) -> bool:
    """Return True if a merge is unfinished, and someone took one branch's lock for it.

    The files are then of both branches, and so has to be the lock.
    """
    if not git.is_merging(root):
        return False
    try:
        stages = git.unmerged(root).get(LOCK_PATH, {})
    except OSError:
        return False
    return {2, 3} <= stages.keys() and content in {stages[2], stages[3]}


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
    ordered = tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.path))
    return Lock(
        spec_sha=ours.spec_sha,
        entries=ordered,
        tool_version=max(ours.tool_version, theirs.tool_version),
        extensions={**theirs.extensions, **ours.extensions},
        branches=(ours, theirs, base),
    )


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
    """A merge that git left unfinished: the folder, and the stages of each unmerged file."""

    root: Path
    stages: Mapping[PurePosixPath, Mapping[int, bytes]]

    def conflicts(self, lock: Lock) -> Iterator[tuple[PurePosixPath, MergeStages]]:
        """Yield the generated files in conflict that nobody has begun to resolve.

        A file is the same on both branches by its ID, whatever each of them calls it.
        """
        ours, theirs, bases = (
            {entry.id: entry for entry in branch.entries} for branch in lock.branches
        )
        for entry in lock.entries:
            mine, other, base = (each.get(entry.id) for each in (ours, theirs, bases))
            if mine is None or other is None or mine.pristine is None or other.pristine is None:
                continue
            paths = mine.location, other.location
            merged = self._together(entry.location) or self._separate(entry.location, paths)
            if merged is None:
                continue
            (content, other_content), superseded = merged
            stages = MergeStages(
                ours=Stage(content, mine.pristine),
                theirs=Stage(other_content, other.pristine),
                base=self._base(base, (entry.location, *paths)),
                superseded=superseded,
            )
            yield entry.location, stages

    def _together(self, path: PurePosixPath) -> tuple[tuple[bytes, bytes], None] | None:
        """Return both branches' contents of a file that git has merged with conflicts."""
        stages = self.stages.get(path, {})
        if not {2, 3} <= stages.keys():
            return None
        content = self._present(path)
        touched = marker_line(content) is None or _has_other_lines(content, stages.values())
        return None if touched else ((stages[2], stages[3]), None)

    def _separate(
        self, kept: PurePosixPath, paths: tuple[PurePosixPath, PurePosixPath]
    ) -> tuple[tuple[bytes, bytes], PurePosixPath] | None:
        """Return both branches' contents of a file that git took for two, and the former path.

        Once that is gone, the conflict is resolved.
        """
        superseded = next((path for path in paths if path != kept), None)
        if superseded is None or superseded not in self.stages:
            return None
        if not (self.root / superseded).is_file():
            return None
        ours, theirs = (self.stages.get(path, {}) for path in paths)
        contents = (
            _side(ours.get(2, self._present(paths[0])), "ours"),
            _side(theirs.get(3, self._present(paths[1])), "theirs"),
        )
        known = (*contents, *ours.values(), *theirs.values())
        touched = _has_other_lines(self._present(kept), known)
        return None if touched else (contents, superseded)

    def _base(self, entry: LockEntry | None, paths: tuple[PurePosixPath, ...]) -> Stage | None:
        """Return the file before both branches, from where git has put it."""
        if entry is None or entry.pristine is None:
            return None
        found = (self.stages.get(path, {}).get(1) for path in (entry.location, *paths))
        content = next((each for each in found if each is not None), None)
        return None if content is None else Stage(content, entry.pristine)

    def _present(self, path: PurePosixPath) -> bytes:
        file = self.root / path
        return read_file(file) if file.is_file() else b""


def _side(content: bytes, side: Side) -> bytes:
    """Return the content of one branch: with two new names, git's stages are merges themselves."""

    def choose(conflict: Conflict) -> bytes:
        if not conflict.text.startswith(_NESTED):
            return conflict.text
        return conflict.ours if side == "ours" else conflict.theirs

    return resolve(content, choose)


def _has_other_lines(content: bytes, stages: Iterable[bytes]) -> bool:
    """Return True if a file has lines that no stage has, besides conflict markers."""
    known = {line.rstrip(b"\r") for stage in stages for line in stage.split(b"\n")}
    lines = (line.rstrip(b"\r") for line in content.split(b"\n"))
    return any(line not in known and not marker_of(line) for line in lines)
