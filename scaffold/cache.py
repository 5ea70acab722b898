"""The user's cache folder: results that can be computed again, kept outside every project."""

from __future__ import annotations

import contextlib
import hashlib
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scaffold.files import files_within

if TYPE_CHECKING:
    from collections.abc import Iterable

# Libraries that affect how a spec is read or rendered.
_LIBRARIES: Final = ("jinja2", "pluralizer", "pydantic", "yaml")


def cache_root() -> Path:
    """Return the user's cache folder for scaffold, or `SCAFFOLD_CACHE_DIR`."""
    if override := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return Path(override)
    from platformdirs import user_cache_path  # noqa: PLC0415 - start-up time

    return user_cache_path("scaffold")


def store(path: Path, content: bytes) -> None:
    """Write a cache file atomically; a cache that cannot be written is skipped."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)


def fingerprint(text: str, sources: Iterable[Path]) -> str:
    """Return a cache key for a text, the tool's files and folders in `sources`, and its libraries.

    Files count by path, size, and modification time.
    """
    digest = hashlib.sha256(text.encode())
    files = [path for source in sources for path in _files(source)]
    libraries = [spec.origin for name in _LIBRARIES if (spec := find_spec(name)) and spec.origin]
    for path in sorted(files + libraries):
        status = os.stat(path)  # noqa: PTH116 - hundreds of them, and no Path is needed
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _files(source: Path) -> Iterable[str]:
    return [str(source)] if source.is_file() else files_within(str(source))
