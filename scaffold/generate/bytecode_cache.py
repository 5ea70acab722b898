"""A cache of compiled templates in one file: opening 500 takes longer than rendering them."""

from __future__ import annotations

import hashlib
import marshal
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Final, TypeAlias

import jinja2

from scaffold.cache import cache_root, store

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket

# A template's key -> the checksum of its source, and its code.
_Codes: TypeAlias = dict[str, tuple[str, bytes]]
_FOLDER: Final = "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """The compiled templates of a Jinja environment, read from the user's cache."""

    def __init__(self, identity: str) -> None:
        """Read the cache; `identity` is what the code depends on besides the templates."""
        digest = hashlib.sha256(MAGIC_NUMBER + identity.encode()).hexdigest()
        self._path = cache_root() / _FOLDER / digest[:16]
        self._codes = _read(self._path)
        self._changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code if it was compiled from this source."""
        checksum, code = self._codes.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.code = marshal.loads(code)  # noqa: S302 - in the user's own cache

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Add a compiled template."""
        self._codes[bucket.key] = (bucket.checksum, marshal.dumps(bucket.code))
        self._changed = True

    def save(self) -> None:
        """Write the cache if templates were compiled."""
        if self._changed:
            store(self._path, marshal.dumps(self._codes))


def _read(path: Path) -> _Codes:
    try:
        cached: object = marshal.loads(path.read_bytes())  # noqa: S302 - in the user's own cache
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return cached if isinstance(cached, dict) else {}
