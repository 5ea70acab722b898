"""The operations of a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from pathlib import PurePosixPath


class Write(NamedTuple):
    """A file to write, or a symbolic link to the path in `content`; `mode` is git's."""

    path: PurePosixPath
    content: bytes
    mode: str


class Removal(NamedTuple):
    """A file to remove, together with the folders that become empty."""

    path: PurePosixPath


Operation: TypeAlias = Write | Removal
