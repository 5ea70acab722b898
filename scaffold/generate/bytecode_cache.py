"""Compiled templates, kept in one file: opening five hundred takes longer than rendering them."""

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
    """The compiled templates of one environment; where they cannot be kept, they are compiled."""

    def __init__(self, identity: str) -> None:
        """`identity` is all that the code follows from, but for the templates' own texts."""
        digest = hashlib.sha256(MAGIC_NUMBER + identity.encode()).hexdigest()
        self._place = cache_root() / _FOLDER / digest[:16]
        self._codes = _read(self._place)
        self._grown = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is of this source."""
        checksum, code = self._codes.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.code = marshal.loads(code)  # noqa: S302 - in the user's own cache

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take in a template that has been compiled."""
        self._codes[bucket.key] = (bucket.checksum, marshal.dumps(bucket.code))
        self._grown = True

    def save(self) -> None:
        """Keep what has been compiled for the next time."""
        if self._grown:
            store(self._place, marshal.dumps(self._codes))


def _read(place: Path) -> _Codes:
    try:
        kept: object = marshal.loads(place.read_bytes())  # noqa: S302 - in the user's own cache
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}
