"""Two branches that both regenerated: their locks, which git left in conflict, merged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.files import read_file
from scaffold.project import git
from scaffold.project import lock as lock_file
from scaffold.project.lock import Lock, LockEntry, LockError, sha256
from scaffold.project.merge.conflict_markers import marker_line
from scaffold.project.paths import LOCK_PATH
from scaffold.project.tree import MergeStages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path, PurePosixPath


_MARKERS: Final = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ")


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
    merge_stages = {
        path: file_stages
        for path, contents in unmerged.items()
        if path != LOCK_PATH
        and (file_stages := _merge_stages(root / path, path, contents, (ours, theirs)))
    }
    return merge_locks(base, ours, theirs), merge_stages


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
    entries = (
        _merge_entries(bases.get(id_), mine.get(id_), others.get(id_))
        for id_ in sorted(mine.keys() | others.keys())
    )
    ordered = tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.path))
    return Lock(
        spec_sha=ours.spec_sha,
        entries=ordered,
        tool_version=max(ours.tool_version, theirs.tool_version),
        extensions={**theirs.extensions, **ours.extensions},
    )


def _merge_entries(
    base: LockEntry | None, ours: LockEntry | None, theirs: LockEntry | None
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
    from scaffold.project.merge.texts import merge  # noqa: PLC0415 - start-up time

    context = Context(str(ours.path), side="ours")
    merged = merge((origin, ours.pristine, theirs.pristine), context, {})
    content = ours.pristine if merged.conflicts else merged.content
    return replace(united, pristine=content, sha=sha256(content), packed=None)


def _load(content: bytes | None) -> Lock:
    return lock_file.load(content.decode()) if content is not None else Lock("", ())


def _merge_stages(
    file: Path, path: PurePosixPath, stages: Mapping[int, bytes], locks: Iterable[Lock]
) -> MergeStages | None:
    """Return the merge stages of a generated file, or None once someone began to resolve it."""
    generated = [entry.pristine for lock in locks if (entry := lock.entry(path))]
    if len(generated) != 2 or None in generated or not {2, 3} <= stages.keys():  # noqa: PLR2004
        return None
    content = read_file(file) if file.is_file() else b""
    known = {line.rstrip(b"\r") for stage in stages.values() for line in stage.split(b"\n")}
    lines = (line.rstrip(b"\r") for line in content.split(b"\n"))
    touched = any(line not in known and not line.startswith(_MARKERS) for line in lines)
    if touched or marker_line(content) is None:
        return None
    ours, theirs = generated
    return MergeStages(ours or b"", stages[2], theirs or b"", stages[3])
