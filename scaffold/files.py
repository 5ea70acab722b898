"""Files on disk: a fast recursive listing of the tool's own, and careful reading of others'."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Larger than any file that a person edits.
MOST_BYTES: Final = 64 * 2**20
# What is read at once of a file that is larger than its size says.
_MORE: Final = 2**16

# Opening a named pipe waits for its writer, unless told not to. Windows has none of the flags.
_CAREFUL: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK: Final = _CAREFUL | getattr(os, "O_NOFOLLOW", 0)

_SPECIAL: Final = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def files_within(folder: str) -> Iterator[str]:
    """Yield the path of every file below a folder, except bytecode; links are not followed."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    yield entry.path
                elif entry.name != "__pycache__":
                    folders.append(entry.path)


def read_file(path: Path, limit: int = MOST_BYTES, *, follow: bool = True) -> bytes:
    """Return the content of a file that may be hostile.

    Raise OSError if it is too large, no regular file or, unless `follow` is set, a link.
    """
    descriptor = _open_regular(path, follow=follow)
    try:
        content = _read(descriptor, limit + 1)
    finally:
        os.close(descriptor)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit >> 20} MiB", str(path))
    return content


def open_regular(path: Path, *, follow: bool = False) -> BinaryIO:
    """Open a file for reading; raise OSError if it is no regular file or a link."""
    return open(_open_regular(path, follow=follow), "rb")


def _open_regular(path: Path, *, follow: bool) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | (_CAREFUL if follow else _NO_LINK))
    except OSError as error:
        if error.errno in {errno.ENXIO, errno.EOPNOTSUPP}:  # Linux and macOS, for a socket
            raise irregular(path, stat.S_IFSOCK) from error
        raise
    try:
        _check_regular(path, descriptor)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _read(descriptor: int, most: int) -> bytes:
    """Return the content of an open file, up to a size.

    A buffer of the whole limit for each of thousands of small files would take as long as reading.
    """
    size = min(os.fstat(descriptor).st_size + 1, most)
    parts = []
    while size > 0 and (part := os.read(descriptor, size)):
        parts.append(part)
        most -= len(part)
        size = min(_MORE, most)
    return b"".join(parts)


def irregular(path: Path, mode: int) -> OSError:
    """Return the error for a path with a pipe, socket, or device in the place of a file."""
    kind = _SPECIAL.get(stat.S_IFMT(mode), "a special file")
    return OSError(errno.EINVAL, f"{kind}, not a regular file", str(path))


def open_private(path: Path, flags: int) -> int:
    """Open a file of scaffold's own that nobody else may read, and return its descriptor.

    Create it if it is missing; raise OSError if a link or something else is in its place.
    """
    descriptor = os.open(path, (flags & ~os.O_TRUNC) | os.O_CREAT | _NO_LINK, 0o600)
    try:
        _check_regular(path, descriptor, names=1)
        if flags & os.O_TRUNC:
            os.ftruncate(descriptor, 0)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o600)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _check_regular(path: Path, descriptor: int, names: int | None = None) -> None:
    """Raise OSError unless an open file is a regular one, with at most this many hard links."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise irregular(path, status.st_mode)
    if names is not None and status.st_nlink > names:
        raise OSError(errno.EMLINK, "has a second name elsewhere", str(path))
