"""Folders that a person moved as a whole: what is generated in them follows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from scaffold.project.tree import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

# One file may have been moved for itself.
_FEWEST_FILES: Final = 2


class MovedFolders:
    """The folders of which every generated file is elsewhere, in the same place below."""

    def __init__(self, locations: Iterable[tuple[PurePosixPath, PurePosixPath]]) -> None:
        """Find them from where each file was generated and where it is."""
        found = [*locations]
        targets: dict[PurePosixPath, list[PurePosixPath | None]] = defaultdict(list)
        for path, location in found if any(path != here for path, here in found) else ():
            for folder in folders_of(path):
                targets[folder].append(_target(folder, path, location))
        self._moved = {
            folder: first
            for folder, (first, *others) in targets.items()
            if first not in {None, folder}
            and len(others) + 1 >= _FEWEST_FILES
            and set(others) <= {first}
        }

    def relocate(self, path: PurePosixPath) -> PurePosixPath:
        """Return where a file belongs that is generated at a path."""
        for folder in folders_of(path) if self._moved else ():
            moved = self._moved.get(folder)
            if moved is not None:
                return moved / path.relative_to(folder)
        return path


def _target(
    folder: PurePosixPath, path: PurePosixPath, location: PurePosixPath
) -> PurePosixPath | None:
    """Return the folder in which a file is as it was in another, or None."""
    below = path.relative_to(folder).parts
    if location.parts[-len(below) :] != below or len(location.parts) == len(below):
        return None
    return location.parents[len(below) - 1]
