"""Where what can be made again is kept, outside every project."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def cache_root() -> Path:
    """The user's cache folder for scaffold, or `SCAFFOLD_CACHE_DIR`."""
    if override := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return Path(override)
    from platformdirs import user_cache_path  # noqa: PLC0415 - start-up time

    return user_cache_path("scaffold")


def keep(place: Path, content: bytes) -> None:
    """Keep a file in the cache, whole; where that cannot be, nothing is kept."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            draft.replace(place)
        except OSError:
            draft.unlink(missing_ok=True)
