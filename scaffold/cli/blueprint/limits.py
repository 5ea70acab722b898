"""The limits of a blueprint: of its files, and of the process that renders it."""

from __future__ import annotations

import contextlib
import os
import resource
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB: Final = 2**20
FORBIDDEN: Final = "which a blueprint must not contain"
_GIT: Final = ".git"


class BlueprintError(ScaffoldError):
    """A blueprint that cannot be fetched, filled in or used."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a blueprint may use: far more than any needs, and less than any computer has.

    `memory` and `seconds` of processor time are those of rendering; a person who takes time to
    answer uses none. git, which fetches, gets `fetch_memory`. `file` is the size of a file, in the
    blueprint or rendered; `folder` and `entries` are all that is fetched and rendered, `rendered`
    and `rendered_files` what joins the project.
    """

    memory: int = 1024 * MIB
    fetch_memory: int = 4096 * MIB
    seconds: int = 30
    file: int = 64 * MIB
    folder: int = 2048 * MIB
    entries: int = 100_000
    rendered: int = 256 * MIB
    rendered_files: int = 5000


LIMITS: Final = Limits()


def limit_fetching(limits: Limits) -> None:
    """Limit the memory of this process, and of each that it starts."""
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_AS", limits.fetch_memory)


def limit_rendering(limits: Limits) -> None:
    """Limit what this process may use from now on; macOS does not hold it to the memory."""
    _limit("RLIMIT_AS", limits.memory)
    _limit("RLIMIT_CPU", int(time.process_time()) + limits.seconds)
    _limit("RLIMIT_FSIZE", limits.file)


def lift_limits() -> None:
    """Let this process use what it could before."""
    for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE"):
        _limit(name, None)


def _limit(name: str, value: int | None) -> None:
    """Set a soft limit, or lift it; a system may not have it."""
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if value is None or (hard != resource.RLIM_INFINITY and hard < value):
        value = hard
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(kind, (value, hard))


def check_files(folder: Path, limits: Limits) -> None:
    """Raise BlueprintError if a folder has a file that may block its reader, or is too large."""
    for path in _files_outside_git(folder):
        status = path.lstat()
        name = path.relative_to(folder)
        if stat.S_ISLNK(status.st_mode):
            if _leads_out_of(folder, path):
                raise BlueprintError(f"{name} is a symbolic link, {FORBIDDEN}")
        elif not stat.S_ISREG(status.st_mode):
            raise BlueprintError(f"{name} is not a regular file, {FORBIDDEN}")
        elif status.st_size > limits.file:
            raise BlueprintError(f"{name} is larger than {limits.file // MIB} MiB")


def _leads_out_of(folder: Path, link: Path) -> bool:
    """Return True for a link that Copier might read, although it would not copy what is there."""
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(folder))


def _files_outside_git(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != _GIT]
        links = (name for name in folders if Path(parent, name).is_symlink())
        yield from (Path(parent, name) for name in (*files, *links))


def is_within(folder: Path, size: int, entries: int) -> bool:
    """Return False if a folder, which may be changing, has more bytes or entries than these."""
    for parent, folders, files in os.walk(folder):
        entries -= len(folders) + len(files)
        for name in files:
            with contextlib.suppress(OSError):  # it is gone
                size -= Path(parent, name).lstat().st_size
        if size < 0 or entries < 0:
            return False
    return True
