"""Where a user's caches are."""

from __future__ import annotations

import os
from pathlib import Path


def cache_root() -> Path:
    """The folder for what may be deleted at any time; it may not be there yet."""
    if override := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return Path(override)
    from platformdirs import user_cache_path  # noqa: PLC0415 - start-up time

    return user_cache_path("scaffold")
