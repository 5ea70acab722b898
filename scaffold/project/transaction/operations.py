"""The operations of a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Write:
    """A file to write, or a symbolic link to the path in `content`; `mode` is git's."""

    path: PurePosixPath
    content: bytes
    mode: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A file to remove, together with the folders that become empty."""

    path: PurePosixPath


Operation: TypeAlias = Write | Removal
