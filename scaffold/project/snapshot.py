"""Reading the working tree, uncommitted edits included, for a regeneration."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.files import irregular, read_file
from scaffold.project import git
from scaffold.project.lock import LockError, load, sha256
from scaffold.project.merge.conflict_markers import digests, marker_line
from scaffold.project.paths import LOCK_PATH, MOST_FOLDERS, personal
from scaffold.project.reconcile import MovedFolders
from scaffold.project.transaction import History, RefusedError
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR, Blob, Tree
from scaffold.project.workspace import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.workspace import Project

# Folders to which nobody moves a source file, and which hold thousands of others.
_SKIPPED: Final = frozenset(
    {".git", ".scaffold", "node_modules", ".venv", "venv", "dist", "build", "coverage", ".aws-sam"}
    | {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".idea"}
)
# Larger than any source file.
_LARGEST_CANDIDATE: Final = 1 << 20
# What a run keeps in memory of the files in a project, and of those that may be moved ones.
_MOST_BYTES: Final = 512 * 2**20
_MOST_CANDIDATES: Final = 256 * 2**20
_BESIDE: Final = ".scaffold-new"
# A folder with either is a repository or an application of its own.
_PROJECT_MARKS: Final = frozenset({".git", ".scaffold"})


def read_tree(project: Project, new: Lock) -> Tree:
    """Return the tree at the paths of the last generation and of this one.

    Search the whole project for moved files only if a generated file is missing. The project ends
    where another one begins: a repository or an application below it is not read.
    """
    reader = _Reader(project.root)
    entries = (*project.lock.entries, *new.entries)
    found = [path for entry in entries for path in (entry.path, entry.moved) if path]
    present = (entry for entry in project.lock.entries if not entry.absent)
    moved = MovedFolders((entry.path, entry.location) for entry in present)
    found += [moved.relocate(entry.path) for entry in new.entries]
    found += [each.superseded for each in project.merge_stages.values() if each.superseded]
    paths = dict.fromkeys((*found, LOCK_PATH))
    try:
        for path in paths:
            reader.read(path)
        reader.leave_alone(_private(project, new, reader.blobs))
        seen = reader.blobs.keys()
        missing = [
            entry
            for entry in project.lock.entries
            if not entry.absent and not {entry.path, entry.moved} & seen
        ]
        known = seen | paths.keys()
        candidates = dict(_move_candidates(project.root, missing, known)) if missing else {}
        for path in candidates:
            reader.read_beside(path)
    except OSError as error:
        raise WorkspaceError(f"{error.filename}: {error.strerror}; nothing was written") from error
    return Tree(
        blobs=reader.blobs,
        rolled_back=dict(_rolled_back(project, reader.blobs)),
        folders=frozenset(reader.folders),
        obstructions=frozenset(reader.obstructions | reader.nested_projects),
        nested_projects=frozenset(reader.nested_projects),
        move_candidates=candidates,
        merge_stages=project.merge_stages,
        unmerged=_unmerged(project, reader.blobs),
    )


def _unmerged(
    project: Project, blobs: Mapping[PurePosixPath, Blob]
) -> Mapping[PurePosixPath, frozenset[str]]:
    """Return the files that a git merge left in conflict; git is asked only if any has markers.

    Markers that were added to the index by mistake count until the merge is finished.
    """
    marked = {path for path, blob in blobs.items() if blob.is_text and marker_line(blob.content)}
    if not marked - {LOCK_PATH}:
        return {}
    try:
        stages = git.unmerged(project.root)
    except OSError as error:
        raise WorkspaceError(f"{error.strerror}; nothing was written") from error
    added = marked - {LOCK_PATH} - stages.keys() if git.is_merging(project.root) else frozenset()
    return dict.fromkeys(added, frozenset[str]()) | {
        path: frozenset().union(*map(digests, stages[path].values()))
        for path in marked & stages.keys()
    }


@dataclass(slots=True)
class _Reader:
    """Reads paths, listing each folder only once and following no links."""

    root: Path
    blobs: dict[PurePosixPath, Blob] = field(default_factory=dict)
    folders: set[PurePosixPath] = field(default_factory=set)
    obstructions: set[PurePosixPath] = field(default_factory=set)
    nested_projects: set[PurePosixPath] = field(default_factory=set)
    listings: dict[PurePosixPath, Mapping[str, os.DirEntry[str]]] = field(default_factory=dict)
    left: int = _MOST_BYTES

    def read(self, path: PurePosixPath) -> None:
        """Read the file at a path, or the folder with everything in it.

        Raise OSError for what is neither, such as a pipe.
        """
        entry = self._listing(path.parent).get(path.name)
        if entry is not None:
            _check_usual(entry)
            self._add(path, entry)

    def leave_alone(self, paths: Iterable[PurePosixPath]) -> None:
        """Have files neither read nor written."""
        for path in paths:
            del self.blobs[path]
            self.obstructions.add(path)

    def read_beside(self, path: PurePosixPath) -> None:
        """Read what earlier runs wrote next to the file at a path."""
        self._listing(path.parent)

    def _add(self, path: PurePosixPath, entry: os.DirEntry[str]) -> None:
        if entry.is_dir(follow_symlinks=False):
            inside = _scan(self.root / path)
            if not _PROJECT_MARKS.isdisjoint(inside):
                self.nested_projects.add(path)
                return
            self.folders.add(path)
            if len(path.parts) > MOST_FOLDERS:
                message = f"nested more than {MOST_FOLDERS} folders deep"
                raise OSError(errno.ENAMETOOLONG, message, entry.path)
            for name, inner in inside.items():
                self._add(path / name, inner)
        elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
            self.blobs[path] = blob = _blob(entry)
            self.left -= len(blob.content)
            if self.left < 0:
                message = "the files at generated paths are too large to read"
                raise OSError(errno.EFBIG, message, entry.path)
        else:
            self.obstructions.add(path)

    def _listing(self, folder: PurePosixPath) -> Mapping[str, os.DirEntry[str]]:
        known = self.listings.get(folder)
        if known is None:
            known = self.listings[folder] = self._list(folder)
            for name, entry in known.items():
                if _BESIDE in name:
                    self._add(folder / name, entry)
        return known

    def _list(self, folder: PurePosixPath) -> Mapping[str, os.DirEntry[str]]:
        if not folder.name:
            return _scan(self.root)
        entry = self._listing(folder.parent).get(folder.name)
        if entry is None:
            return {}
        if not entry.is_dir(follow_symlinks=False):
            _check_usual(entry)
            self.obstructions.add(folder)
            return {}
        inside = _scan(self.root / folder)
        if _PROJECT_MARKS.isdisjoint(inside):
            return inside
        self.nested_projects.add(folder)
        return {}


def _scan(folder: Path) -> dict[str, os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}


def _check_usual(entry: os.DirEntry[str]) -> None:
    """Raise OSError for anything but a file, a folder, or a link: git has nothing else."""
    mode = entry.stat(follow_symlinks=False).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode)):
        raise irregular(Path(entry.path), mode)


def _blob(entry: os.DirEntry[str]) -> Blob:
    if entry.is_symlink():
        return Blob(os.fsencode(Path(entry.path).readlink()), LINK)
    mode = EXECUTABLE if entry.stat().st_mode & stat.S_IXUSR else REGULAR
    return Blob(read_file(Path(entry.path), follow=False), mode)


def _private(
    project: Project, new: Lock, blobs: Mapping[PurePosixPath, Blob]
) -> Collection[PurePosixPath]:
    """Return the files at paths of the last generation that are a person's own.

    A lock may name any file, and a run moves or removes what is generated elsewhere now, or no
    longer. What git ignores, only this computer has, and it was not generated if the text differs.
    """
    generated = {entry.path for entry in new.entries}
    recorded = {path: entry for entry in project.lock.entries for path in _recorded(entry)}
    other = [
        path
        for path, entry in recorded.items()
        if path not in generated and path in blobs and sha256(blobs[path].content) != entry.sha
    ]
    return git.ignored(project.root, other)


def _recorded(entry: LockEntry) -> list[PurePosixPath]:
    return [path for path in (entry.path, entry.moved) if path]


def _rolled_back(
    project: Project, blobs: Mapping[PurePosixPath, Blob]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the edited files that an earlier run has replaced, with what was generated before it.

    A file that a person keeps that way on purpose does not count.
    """
    edited = {}
    for entry in project.lock.entries:
        path = entry.location
        if not entry.is_kept_up_to_date or path not in blobs or entry.absent:
            continue
        content = blobs[path].content
        if content != entry.pristine and sha256(content) not in {entry.sha, entry.accepted}:
            edited[path] = entry
    history = _history(project.root) if edited else History(())
    for path, entry in edited.items():
        lock = history.lock_before(path, sha256(blobs[path].content))
        former = _entry(lock, path) if lock is not None else None
        # With the same text in both locks, it is they that changed: on another branch, say.
        if former and former.pristine is not None and former.pristine != entry.pristine:
            yield path, former.pristine


def _entry(lock: bytes, path: PurePosixPath) -> LockEntry | None:
    """Return the entry of a file in a former lock, None if that was in conflict."""
    try:
        return load(lock.decode()).entry(path)
    except LockError:
        return None


def _history(root: Path) -> History:
    """Return the runs that can be undone: none if another computer recorded them."""
    try:
        return History.read(root)
    except RefusedError:
        return History(())


def _is_project(folder: str, name: str) -> bool:
    """Return True if a folder is a repository or an application of its own."""
    return any(os.path.lexists(Path(folder, name, mark)) for mark in _PROJECT_MARKS)


def _is_unicode(name: str) -> bool:
    """Return True if a path can be stored in the lock, which is UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _move_candidates(
    root: Path, missing: list[LockEntry], known: set[PurePosixPath]
) -> Iterator[tuple[PurePosixPath, Blob]]:
    """Yield the files that may be missing ones: not generated, with the same suffix, not large."""
    suffixes = {entry.path.suffix for entry in missing}
    unignored = git.unignored_files(root)
    left = _MOST_CANDIDATES
    for folder, names, files in os.walk(root):
        names[:] = [
            name for name in names if name not in _SKIPPED and not _is_project(folder, name)
        ]
        inside = PurePosixPath(Path(folder).relative_to(root).as_posix())
        if len(inside.parts) >= MOST_FOLDERS:
            names.clear()
        for name in files:
            path = inside / name
            place = Path(folder, name)
            if path.suffix not in suffixes or path in known or personal(path):
                continue
            if place.is_symlink():
                continue
            if not _is_unicode(str(path)) or (unignored is not None and path not in unignored):
                continue
            status = place.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_CANDIDATE:
                left -= status.st_size
                if left < 0:
                    return
                mode = EXECUTABLE if status.st_mode & stat.S_IXUSR else REGULAR
                yield path, Blob(read_file(place, _LARGEST_CANDIDATE, follow=False), mode)
