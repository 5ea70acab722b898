"""Specs that were validated before: reading one again takes most of a run's time."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from scaffold.cache import cache_root, store

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold.spec.resolved import Spec


def load_spec(key: str) -> Spec | None:
    """Return the spec stored under a fingerprint, or None."""
    try:
        spec: Spec = pickle.loads(_path(key).read_bytes())  # noqa: S301 - in the user's own cache
    except Exception:  # noqa: BLE001 - whatever is wrong with the cache, the text can be read
        return None
    return spec


def store_spec(key: str, spec: Spec) -> None:
    """Store a spec under the fingerprint of its text."""
    store(_path(key), pickle.dumps(spec))


def _path(key: str) -> Path:
    return cache_root() / "specs" / key[:32]
