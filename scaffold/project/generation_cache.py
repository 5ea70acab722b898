"""Which files a spec is known to generate.

Most runs change nothing in the spec: someone checks whether the project is up to date, resolves a
conflict, runs `--check` in a pipeline, or regenerates what `plan` has just shown.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scaffold.cache import cache_root, store

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.project.lock import Lock


def is_known(key: str, lock: Lock) -> bool:
    """Return True if generating under this fingerprint gives exactly the files of the lock."""
    try:
        return _path(key).read_text(encoding="utf-8") == _digest(lock)
    except (OSError, UnicodeDecodeError):
        return False


def remember(key: str, lock: Lock) -> None:
    """Record what was generated under a fingerprint."""
    store(_path(key), _digest(lock).encode())


def _path(key: str) -> Path:
    return cache_root() / "generations" / key[:32]


def _digest(lock: Lock) -> str:
    """Digest everything that was generated, wherever a person has moved it."""
    digest = hashlib.sha256(lock.spec_sha.encode())
    for entry in lock.entries:
        digest.update(
            f"\0{entry.path}\0{entry.mode}\0{entry.id}\0{entry.file_class}\0{entry.sha}".encode()
        )
    return digest.hexdigest()
