"""Where what can be made again is kept, outside every project."""

from __future__ import annotations

import os
from pathlib import Path


def cache_root() -> Path:
    """The user's cache folder for scaffold, or `SCAFFOLD_CACHE_DIR`."""
    if override := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return Path(override)
    from platformdirs import user_cache_path  # noqa: PLC0415 - start-up time

    return user_cache_path("scaffold")
