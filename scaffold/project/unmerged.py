"""A lock that git left in conflict: two branches that both regenerated, brought together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scaffold.project import git
from scaffold.project import lock as lockfile
from scaffold.project.lock import LOCK_PATH, Lock, LockEntry, LockError, sha256
from scaffold.project.reconcile import Labels, marker_line, settle
from scaffold.project.tree import Sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path, PurePosixPath

    from scaffold.project.reconcile import Merge

_LABELS = Labels()
_MARKERS = (b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> ")


def read(root: Path, merge: Merge) -> tuple[Lock, dict[PurePosixPath, Sides]]:
    """The lock of both branches together, and the generated files that are in conflict.

    Raises LockError where git does not know both branches' locks any more.
    """
    try:
        unmerged = git.unmerged(root)
    except OSError as error:
        raise LockError(f"{LOCK_PATH} is in conflict, and {error}") from error
    stages = unmerged.get(LOCK_PATH, {})
    if not {2, 3} <= stages.keys():
        message = (
            f"{LOCK_PATH} has conflict markers, and git does not know its two sides; take one,"
            f" such as by git checkout --theirs {LOCK_PATH}, and run this again"
        )
        raise LockError(message)
    before, ours, theirs = (_load(stages.get(number)) for number in (1, 2, 3))
    sides = {
        path: side
        for path, contents in unmerged.items()
        if path != LOCK_PATH and (side := _sides(root / path, path, contents, (ours, theirs)))
    }
    return unite(before, ours, theirs, merge), sides


def unite(before: Lock, ours: Lock, theirs: Lock, merge: Merge) -> Lock:
    """One lock for what git made of two branches' files, by the lock from before they parted.

    Where both generated a file anew, what was generated is merged, as git merged the file.
    """
    bases, mine, others = ({one.id: one for one in each.entries} for each in (before, ours, theirs))
    entries = (
        _united(bases.get(one), mine.get(one), others.get(one), merge)
        for one in sorted(mine.keys() | others.keys())
    )
    ordered = tuple(sorted((one for one in entries if one), key=lambda one: one.path))
    return Lock(ours.spec_sha, ordered, max(ours.tool_version, theirs.tool_version))


def _united(
    base: LockEntry | None, ours: LockEntry | None, theirs: LockEntry | None, merge: Merge
) -> LockEntry | None:
    if ours is None or theirs is None or ours == theirs:
        return ours or theirs
    if base in {ours, theirs}:
        return theirs if ours == base else ours
    moved = theirs.moved if base and ours.moved == base.moved else ours.moved
    path = theirs.path if base and ours.path == base.path else ours.path
    if ours.pristine is None or theirs.pristine is None or ours.sha == theirs.sha:
        return replace(ours, path=path, moved=moved)
    origin = base.pristine if base and base.pristine else b""
    merged = merge(origin, ours.pristine, theirs.pristine, _LABELS)
    content = settle(merged.content, "ours") if merged.conflicts else merged.content
    return replace(ours, path=path, moved=moved, pristine=content, sha=sha256(content), packed=None)


def _load(content: bytes | None) -> Lock:
    return lockfile.load(content.decode()) if content is not None else Lock("", ())


def _sides(
    file: Path, path: PurePosixPath, stages: Mapping[int, bytes], locks: Iterable[Lock]
) -> Sides | None:
    """Both sides of a generated file, if it is as git left it and nobody is settling it."""
    generated = [entry.pristine for lock in locks if (entry := lock.entry(path))]
    if len(generated) != 2 or None in generated or not {2, 3} <= stages.keys():  # noqa: PLR2004
        return None
    content = file.read_bytes() if file.is_file() else b""
    known = {line.rstrip(b"\r") for each in stages.values() for line in each.split(b"\n")}
    lines = (line.rstrip(b"\r") for line in content.split(b"\n"))
    touched = any(line not in known and not line.startswith(_MARKERS) for line in lines)
    if touched or marker_line(content) is None:
        return None
    ours, theirs = generated
    return Sides(ours or b"", stages[2], theirs or b"", stages[3])
