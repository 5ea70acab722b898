"""The states of a project's files, for noticing changes."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scaffold.files import read_file
from scaffold.project.lock import sha256
from scaffold.project.transaction.errors import naming
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

# A socket, a pipe, a device: never what a plan expects.
_SPECIAL: Final = "special"

Signature: TypeAlias = tuple[int, int, int, int, int]


class FileState(NamedTuple):
    """The digest of a file's content, or of a link's target, and git's mode."""

    digest: str
    mode: str

    @classmethod
    def of(cls, content: bytes, mode: str) -> FileState:
        """Return the state of a path after these bytes are written to it."""
        return cls(sha256(content), mode)


def read_state(root: Path, path: PurePosixPath) -> FileState | None:
    """Return the state of a path; None for a folder, or if nothing has exactly this spelling."""
    with naming(path):
        return _read_state(root / path)


def _read_state(place: Path) -> FileState | None:
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(status.st_mode) or not _has_this_spelling(place):
        return None
    if stat.S_ISLNK(status.st_mode):
        return FileState.of(os.fsencode(place.readlink()), LINK)
    if not stat.S_ISREG(status.st_mode):
        return FileState("", _SPECIAL)
    mode = EXECUTABLE if status.st_mode & stat.S_IXUSR else REGULAR
    return FileState.of(read_file(place, follow=False), mode)


def signature(place: Path) -> Signature | None:
    """Return metadata that changes whenever a file is saved; None for a folder or no file."""
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    return status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns


def is_folder(place: Path) -> bool:
    """Return True for a folder, False for a link to one."""
    return place.is_dir() and not place.is_symlink()


def _has_this_spelling(place: Path) -> bool:
    """Return False if a case-insensitive file system finds the file under another spelling."""
    other = place.with_name(place.name.swapcase())
    may_be_other = other != place and os.path.lexists(other)
    return not may_be_other or place in place.parent.iterdir()
