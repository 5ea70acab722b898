"""What is known: the same text by the same tool gives the same spec, and the same files, again.

Reading a spec and rendering take most of the time of a run, and most runs change nothing in the
spec: a person looks whether there is anything to do, settles a conflict, has a pipeline check for
drift, or regenerates what `plan` has just shown.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from scaffold.cache import cache_root, keep
from scaffold.walk import files_within

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scaffold.lock import Lock
    from scaffold.spec.model import Spec

# What changes the output or the reading of a spec, beside the tool itself.
_LIBRARIES: Final = ("inflection", "jinja2", "pydantic", "yaml")


def key_of(spec_text: str, sources: Iterable[Path]) -> str:
    """What a result follows from: the spec, files and folders of the tool, and its libraries."""
    digest = hashlib.sha256(spec_text.encode())
    files = [path for source in sources for path in _files(source)]
    libraries = [spec.origin for name in _LIBRARIES if (spec := find_spec(name)) and spec.origin]
    for path in sorted(files + libraries):
        status = os.stat(path)  # noqa: PTH116 - hundreds of them, and no Path is needed
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def is_known(key: str, lock: Lock) -> bool:
    """Whether a generation of that key has given exactly the files of a lock."""
    try:
        return _place(key).read_text(encoding="utf-8") == _digest(lock)
    except (OSError, UnicodeDecodeError):
        return False


def remember(key: str, lock: Lock) -> None:
    """Note what a generation gave."""
    keep(_place(key), _digest(lock).encode())


def recall_spec(key: str) -> Spec | None:
    """The spec that a text of that key was, if it was read before."""
    try:
        spec: Spec = pickle.loads(_spec_place(key).read_bytes())  # noqa: S301 - in the user's cache
    except Exception:  # noqa: BLE001 - whatever is wrong with the cache, the text can be read
        return None
    return spec


def remember_spec(key: str, spec: Spec) -> None:
    """Keep a spec for the next time."""
    keep(_spec_place(key), pickle.dumps(spec))


def _place(key: str) -> Path:
    return cache_root() / "generations" / key[:32]


def _spec_place(key: str) -> Path:
    return cache_root() / "specs" / key[:32]


def _digest(lock: Lock) -> str:
    """The digest of all that was generated; where a person moved it does not matter."""
    digest = hashlib.sha256(lock.spec_sha.encode())
    for entry in lock.entries:
        digest.update(
            f"\0{entry.path}\0{entry.mode}\0{entry.id}\0{entry.file_class}\0{entry.sha}".encode()
        )
    return digest.hexdigest()


def _files(source: Path) -> Iterable[str]:
    return [str(source)] if source.is_file() else files_within(str(source))
