"""A working tree as plain values: files and links with their modes, as git sees them."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

REGULAR: Final = "100644"
EXECUTABLE: Final = "100755"
LINK: Final = "120000"

# git takes a file for binary if it finds a NUL in as many bytes.
_SNIFFED: Final = 8000

_ROOT: Final = PurePosixPath()


class Blob(NamedTuple):
    """A file or, if the mode says so, a symbolic link and its target."""

    content: bytes
    mode: str = REGULAR

    @property
    def is_text(self) -> bool:
        """True for a file whose lines can be merged."""
        return self.mode != LINK and b"\0" not in self.content[:_SNIFFED]


class Stage(NamedTuple):
    """A file's content in a commit, and the text that was generated there."""

    content: bytes
    generated: bytes


class MergeStages(NamedTuple):
    """A generated file that git merged or left in conflict: on both branches, and before them.

    If one branch renamed the file and git took both for different files, `superseded` is the former
    path, where the other branch's content still is.
    """

    ours: Stage
    theirs: Stage
    base: Stage | None = None
    superseded: PurePosixPath | None = None

    @property
    def is_pristine(self) -> bool:
        """True if no person edited the file on either branch."""
        return all(stage.content == stage.generated for stage in (self.ours, self.theirs))


class Tree(NamedTuple):
    """The part of a working tree that a regeneration reads.

    - `blobs`: the files at the paths of both generations, and in folders at such a path
    - `obstructions`: files and links at the paths of folders, which are neither read nor written
      through, and whatever is neither file nor folder
    - `move_candidates`: other files, which may be generated ones that a person has moved
    - `rolled_back`: the files with a content that an earlier run replaced, each with the text that
      was generated before that run
    - `nested_projects`: the obstructions that are repositories or applications of their own
    - `merge_stages`: the files that git merged or left in conflict, which nobody touched since
    - `unmerged`: the files that git's index has in conflict, if they have markers, with the digests
      of those regions that looked like conflicts on either side
    """

    blobs: Mapping[PurePosixPath, Blob]
    folders: frozenset[PurePosixPath] = frozenset()
    obstructions: frozenset[PurePosixPath] = frozenset()
    nested_projects: frozenset[PurePosixPath] = frozenset()
    rolled_back: Mapping[PurePosixPath, bytes] = MappingProxyType({})
    move_candidates: Mapping[PurePosixPath, Blob] = MappingProxyType({})
    merge_stages: Mapping[PurePosixPath, MergeStages] = MappingProxyType({})
    unmerged: Mapping[PurePosixPath, frozenset[str]] = MappingProxyType({})

    def obstruction_above(self, path: PurePosixPath) -> PurePosixPath | None:
        """Return the topmost existing path that blocks creating `path`'s parent directories."""
        if not self.obstructions:
            return None
        outermost_first = reversed(path.parents)
        return next((parent for parent in outermost_first if parent in self.obstructions), None)

    def at(self, path: PurePosixPath) -> Blob | None:
        """Return the file at a path, also if it is only a move candidate."""
        return self.blobs.get(path) or self.move_candidates.get(path)


def folders_of(path: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """Return the parent folders of a path, innermost first, without the root."""
    return tuple(folder for folder in path.parents if folder != _ROOT)
