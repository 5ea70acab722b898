"""The file operations of a transaction."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING, Final

from scaffold.project.transaction.errors import naming
from scaffold.project.transaction.file_state import is_folder
from scaffold.project.tree import EXECUTABLE, LINK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path, PurePosixPath

_THREADS: Final = 16
# So few are on the disk before threads for them would have started.
_FEW: Final = 3


def remove(root: Path, path: PurePosixPath) -> None:
    """Remove a file."""
    with naming(path):
        (root / path).unlink()


def move_into_place(root: Path, path: PurePosixPath, source: Path) -> None:
    """Move a staged file into place, over a file or a folder that contains no file."""
    place = root / path
    with naming(path):
        for folder in reversed(path.parents[:-1]):
            if not (root / folder).is_dir():
                (root / folder).mkdir()
        if is_folder(place):
            _remove_empty_tree(place)
        source.replace(place)


def restore_permissions(root: Path, permissions: Mapping[PurePosixPath, int]) -> None:
    """Restore the permissions of folders that were created again."""
    for folder, mode in permissions.items():
        place = root / folder
        if is_folder(place) and stat.S_IMODE(place.stat().st_mode) != mode:
            with naming(folder):
                place.chmod(mode)


def _remove_empty_tree(folder: Path) -> None:
    for inner in filter(is_folder, folder.iterdir()):
        _remove_empty_tree(inner)
    folder.rmdir()


def remove_empty(root: Path, folders: Iterable[PurePosixPath]) -> None:
    """Remove the folders that are empty."""
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with naming(folder):
            if is_folder(root / folder) and not any((root / folder).iterdir()):
                (root / folder).rmdir()


def write_file(place: Path, content: bytes, mode: str, like: Path) -> None:
    """Write a new file or link with the permissions of `like`, apart from the executable bits."""
    if mode == LINK:
        place.symlink_to(os.fsdecode(content))
        return
    with place.open("xb") as file:
        file.write(content)
        has_model = like.is_file() and not like.is_symlink()
        model = like.stat() if has_model else os.fstat(file.fileno())
        permissions = stat.S_IMODE(model.st_mode) & ~0o111
        if mode == EXECUTABLE:
            permissions |= stat.S_IXUSR | (permissions & 0o044) >> 2
        os.fchmod(file.fileno(), permissions)


def link_or_copy(source: Path, place: Path) -> None:
    """Hard-link a file; copy it if the file system cannot."""
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)
        if not place.is_symlink():
            sync(place)


def sync(place: Path) -> None:
    """Flush a file, or a folder's entries, to the disk."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot sync folders
            raise
    finally:
        os.close(descriptor)


def sync_all(places: Iterable[Path]) -> None:
    """Flush many places concurrently, which is several times as fast as one by one."""
    waiting = tuple(places)
    if len(waiting) <= _FEW:
        for place in waiting:
            sync(place)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up time

    with ThreadPoolExecutor(_THREADS) as pool:
        for _ in pool.map(sync, waiting):
            pass


def sync_folders(root: Path, paths: Iterable[PurePosixPath]) -> None:
    """Flush the entries of the folders that contain these paths and still exist."""
    folders = {(root / path).parent for path in paths}
    sync_all(folder for folder in folders if folder.is_dir())
