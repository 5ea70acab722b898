"""The file operations of a transaction."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING, Final

from scaffold.project.transaction.errors import naming
from scaffold.project.transaction.states import is_folder
from scaffold.project.tree import EXECUTABLE, LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path, PurePosixPath

_AT_ONCE: Final = 16
# As many are on the disk before the threads for them have started.
_FEW: Final = 3


def remove(root: Path, path: PurePosixPath) -> None:
    """Take a file away."""
    with naming(path):
        (root / path).unlink()


def put(root: Path, path: PurePosixPath, source: Path) -> None:
    """Move a staged file into place, over a file or over a folder with no file in it."""
    place = root / path
    with naming(path):
        for folder in reversed(path.parents[:-1]):
            if not (root / folder).is_dir():
                (root / folder).mkdir()
        if is_folder(place):
            _remove_empty(place)
        source.replace(place)


def permit(root: Path, permissions: Mapping[PurePosixPath, int]) -> None:
    """Give folders that were made again the permissions that they had."""
    for folder, mode in permissions.items():
        place = root / folder
        if is_folder(place) and stat.S_IMODE(place.stat().st_mode) != mode:
            with naming(folder):
                place.chmod(mode)


def _remove_empty(folder: Path) -> None:
    for inner in filter(is_folder, folder.iterdir()):
        _remove_empty(inner)
    folder.rmdir()


def prune(root: Path, folders: Iterable[PurePosixPath]) -> None:
    """Remove those folders that are empty."""
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with naming(folder):
            if is_folder(root / folder) and not any((root / folder).iterdir()):
                (root / folder).rmdir()


def write_file(place: Path, content: bytes, mode: str, like: Path) -> None:
    """Write a new file or link; its permissions, but for execution, are those of `like`."""
    if mode == LINK:
        place.symlink_to(os.fsdecode(content))
        return
    with place.open("xb") as file:
        file.write(content)
        known = like.is_file() and not like.is_symlink()
        model = like.stat() if known else os.fstat(file.fileno())
        permissions = stat.S_IMODE(model.st_mode) & ~0o111
        if mode == EXECUTABLE:
            permissions |= stat.S_IXUSR | (permissions & 0o044) >> 2
        os.fchmod(file.fileno(), permissions)


def link_or_copy(source: Path, place: Path) -> None:
    """The same file under another name, where the file system can; else its copy."""
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)
        if not place.is_symlink():
            sync(place)


def sync(place: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot do that to folders
            raise
    finally:
        os.close(descriptor)


def sync_all(places: Iterable[Path]) -> None:
    """Wait for many at once, which a disk does several times as fast as one by one."""
    waiting = tuple(places)
    if len(waiting) <= _FEW:
        for place in waiting:
            sync(place)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up time

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(sync, waiting):
            pass


def sync_folders(root: Path, paths: Iterable[PurePosixPath]) -> None:
    """Wait until the names of files are on the disk, for the folders that are left."""
    folders = {(root / path).parent for path in paths}
    sync_all(folder for folder in folders if folder.is_dir())
