"""What a folder holds, as plain values: files and links with their modes, as git sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

REGULAR: Final = "100644"
EXECUTABLE: Final = "100755"
LINK: Final = "120000"

# How far git looks for a NUL before it takes a file for text.
_SNIFFED: Final = 8000

_ROOT: Final = PurePosixPath()


@dataclass(frozen=True, slots=True)
class Blob:
    """A file or, where the mode says so, a link and its target."""

    content: bytes
    mode: str = REGULAR

    @property
    def is_text(self) -> bool:
        """Whether it is a file whose lines can be merged."""
        return self.mode != LINK and b"\0" not in self.content[:_SNIFFED]


@dataclass(frozen=True, slots=True)
class Sides:
    """A file that a merge of two branches left in conflict.

    Each branch has its content, and what had been generated there.
    """

    our_base: bytes
    ours: bytes
    their_base: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class Tree:
    """The part of a working tree that a regeneration reads.

    `blobs` has the files at every path that matters, and those in folders that stand at such a
    path. `walls` are the places of folders that are taken by a file, or by a link, through which
    nothing is read or written, and the places of files that are taken by neither file nor folder.
    `strays` are other files of the project that may be generated ones that a person has moved;
    `sides` are the files that a merge of branches left in conflict.
    """

    blobs: Mapping[PurePosixPath, Blob]
    folders: frozenset[PurePosixPath] = frozenset()
    walls: frozenset[PurePosixPath] = frozenset()
    strays: Mapping[PurePosixPath, Blob] = field(default_factory=dict)
    sides: Mapping[PurePosixPath, Sides] = field(default_factory=dict)

    def wall_above(self, path: PurePosixPath) -> PurePosixPath | None:
        """The outermost thing that stands where a folder of the path should be."""
        if not self.walls:
            return None
        return next((one for one in reversed(path.parents) if one in self.walls), None)

    def at(self, path: PurePosixPath) -> Blob | None:
        """The file at a path, a stray one too."""
        return self.blobs.get(path) or self.strays.get(path)


def folders_of(path: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """The folders that a path is in, the innermost first, the root left out."""
    return tuple(one for one in path.parents if one != _ROOT)
