"""Generations that are known: the same spec by the same tool gives the same files again.

Rendering takes most of the time of a run, and most runs change nothing in the spec: a person looks
whether there is anything to do, settles a conflict, or has a pipeline check for drift.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from scaffold.cache import cache_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scaffold.lock import Lock

# What changes the output or the reading of a spec, beside the tool itself.
_LIBRARIES: Final = ("inflection", "jinja2", "pydantic", "yaml")


def generation_key(spec_text: str, sources: tuple[Path, ...]) -> str:
    """What a generation follows from: the spec, the tool's files, the libraries it renders with."""
    digest = hashlib.sha256(spec_text.encode())
    files = [path for folder in sources for path in _files(str(folder))]
    libraries = [spec.origin for name in _LIBRARIES if (spec := find_spec(name)) and spec.origin]
    for path in sorted(files + libraries):
        status = os.stat(path)  # noqa: PTH116 - hundreds of them, and no Path is needed
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def is_known(key: str, lock: Lock) -> bool:
    """Whether a generation of that key has given exactly the files of a lock."""
    try:
        return _place(key).read_text(encoding="ascii") == _digest(lock)
    except (OSError, UnicodeDecodeError):
        return False


def remember(key: str, lock: Lock) -> None:
    """Note what a generation gave; where there is no cache, nothing is noted."""
    with contextlib.suppress(OSError):
        place = _place(key)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_text(_digest(lock), encoding="ascii")


def _place(key: str) -> Path:
    return cache_root() / "generations" / key[:32]


def _digest(lock: Lock) -> str:
    """The digest of all that was generated; where a person moved it does not matter."""
    digest = hashlib.sha256(lock.spec_sha.encode())
    for entry in lock.entries:
        digest.update(
            f"\0{entry.path}\0{entry.mode}\0{entry.id}\0{entry.file_class}\0{entry.sha}".encode()
        )
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
