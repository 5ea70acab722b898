"""What the paths of a project hold."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from scaffold.project.lock import sha256
from scaffold.project.transaction.errors import naming
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

# A socket, a pipe, a device: nothing that was planned for.
_SPECIAL: Final = "special"

Signature: TypeAlias = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """The digest of a file's content, or of a link's target, and git's mode."""

    digest: str
    mode: str

    @classmethod
    def of(cls, content: bytes, mode: str) -> Found:
        """What a path holds after these bytes were written to it."""
        return cls(sha256(content), mode)


def look(root: Path, path: PurePosixPath) -> Found | None:
    """What a path holds; nothing where it is a folder, or absent under exactly this spelling."""
    with naming(path):
        return _found(root / path)


def _found(place: Path) -> Found | None:
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(status.st_mode) or not _spelled_so(place):
        return None
    if stat.S_ISLNK(status.st_mode):
        return Found.of(os.fsencode(place.readlink()), LINK)
    if not stat.S_ISREG(status.st_mode):
        return Found("", _SPECIAL)
    mode = EXECUTABLE if status.st_mode & stat.S_IXUSR else REGULAR
    return Found.of(place.read_bytes(), mode)


def signature(place: Path) -> Signature | None:
    """What changes whenever a file is saved, without reading it; nothing for a folder."""
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    return status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns


def is_folder(place: Path) -> bool:
    """Whether a path is a folder itself, not a link to one."""
    return place.is_dir() and not place.is_symlink()


def _spelled_so(place: Path) -> bool:
    """Whether a file that is there has this name: where case is ignored, `A` answers for `a`."""
    other = place.with_name(place.name.swapcase())
    alike = other != place and os.path.lexists(other)
    return not alike or place in place.parent.iterdir()
