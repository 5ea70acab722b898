"""Reading a working tree, as it is, for a regeneration."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.project.lock import LOCK_PATH
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR, Blob, Tree
from scaffold.project.workspace import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.project.lock import Lock, LockEntry
    from scaffold.project.workspace import Project

# Where nobody moves a source file to, and where there are thousands of others.
_SKIPPED: Final = frozenset(
    {".git", ".scaffold", "node_modules", ".venv", "venv", "dist", "build", "coverage", ".aws-sam"}
    | {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".idea"}
)
# Larger than any source file.
_LARGEST_STRAY: Final = 1 << 20
_BESIDE: Final = ".scaffold-new"


def read_tree(project: Project, new: Lock) -> Tree:
    """What is at every path of the last generation and of this one, and what may have been there.

    The whole project is looked through only if a generated file is not where the last run left it.
    """
    reader = _Reader(project.root)
    entries = (*project.lock.entries, *new.entries)
    found = (path for entry in entries for path in (entry.path, entry.moved) if path)
    paths = dict.fromkeys((*found, LOCK_PATH))
    try:
        for path in paths:
            reader.read(path)
        seen = reader.blobs.keys()
        missing = [
            one
            for one in project.lock.entries
            if not one.absent and not {one.path, one.moved} & seen
        ]
        strays = dict(_strays(project.root, missing, seen | paths.keys())) if missing else {}
        for path in strays:
            reader.read_beside(path)
    except OSError as error:
        raise WorkspaceError(f"{error.filename}: {error.strerror}; nothing was written") from error
    return Tree(
        blobs=reader.blobs,
        folders=frozenset(reader.folders),
        walls=frozenset(reader.walls),
        strays=strays,
        sides=project.sides,
    )


@dataclass(slots=True)
class _Reader:
    """Reads paths, listing each folder once and following no links."""

    root: Path
    blobs: dict[PurePosixPath, Blob] = field(default_factory=dict)
    folders: set[PurePosixPath] = field(default_factory=set)
    walls: set[PurePosixPath] = field(default_factory=set)
    listings: dict[PurePosixPath, Mapping[str, os.DirEntry[str]]] = field(default_factory=dict)

    def read(self, path: PurePosixPath) -> None:
        """Take in what is at a path, a folder with everything in it."""
        entry = self._listing(path.parent).get(path.name)
        if entry is not None:
            self._take(path, entry)

    def read_beside(self, path: PurePosixPath) -> None:
        """Take in what earlier runs wrote beside the files of a folder."""
        self._listing(path.parent)

    def _take(self, path: PurePosixPath, entry: os.DirEntry[str]) -> None:
        if entry.is_dir(follow_symlinks=False):
            self.folders.add(path)
            for name, inner in _list(self.root / path).items():
                self._take(path / name, inner)
        elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
            self.blobs[path] = _blob(entry)
        else:
            self.walls.add(path)

    def _listing(self, folder: PurePosixPath) -> Mapping[str, os.DirEntry[str]]:
        known = self.listings.get(folder)
        if known is None:
            known = self.listings[folder] = self._opened(folder)
            for name in known:
                if _BESIDE in name:
                    self._take(folder / name, known[name])
        return known

    def _opened(self, folder: PurePosixPath) -> Mapping[str, os.DirEntry[str]]:
        if not folder.name:
            return _list(self.root)
        entry = self._listing(folder.parent).get(folder.name)
        if entry is None:
            return {}
        if entry.is_dir(follow_symlinks=False):
            return _list(self.root / folder)
        self.walls.add(folder)
        return {}


def _list(folder: Path) -> dict[str, os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}


def _blob(entry: os.DirEntry[str]) -> Blob:
    if entry.is_symlink():
        return Blob(os.fsencode(Path(entry.path).readlink()), LINK)
    mode = EXECUTABLE if entry.stat().st_mode & stat.S_IXUSR else REGULAR
    return Blob(Path(entry.path).read_bytes(), mode)


def _is_unicode(name: str) -> bool:
    """Whether the lock, which is UTF-8, can have a name."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _strays(
    root: Path, missing: list[LockEntry], known: set[PurePosixPath]
) -> Iterator[tuple[PurePosixPath, Blob]]:
    """Files that nobody generated and that may be the missing ones: of their kind, not large."""
    suffixes = {entry.path.suffix for entry in missing}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if name not in _SKIPPED]
        inside = PurePosixPath(Path(folder).relative_to(root).as_posix())
        for name in files:
            path = inside / name
            place = Path(folder, name)
            if path.suffix not in suffixes or path in known or place.is_symlink():
                continue
            if not _is_unicode(str(path)):
                continue
            status = place.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_STRAY:
                mode = EXECUTABLE if status.st_mode & stat.S_IXUSR else REGULAR
                yield path, Blob(place.read_bytes(), mode)
