"""The checks before a transaction writes anything."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scaffold.project.transaction.errors import RefusedError, listing
from scaffold.project.transaction.file_state import FileState, is_folder, read_state
from scaffold.project.transaction.journal import STORE_PATH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scaffold.project.transaction.journal import Step


def check_paths(paths: Collection[PurePosixPath]) -> None:
    """Raise RefusedError for a path outside the project, or one with two operations."""
    for path in paths:
        outside = path.is_absolute() or ".." in path.parts or not path.name
        if outside or path.parts[0] == ".git" or path.is_relative_to(STORE_PATH):
            raise RefusedError(f"{path} is not a file of the project; nothing was written")
    duplicates = [path for path, count in Counter(paths).items() if count > 1]
    if duplicates:
        raise RefusedError(f"planned twice; nothing was written:{listing(duplicates)}")


def check_expected(root: Path, expected: Mapping[PurePosixPath, FileState | None]) -> None:
    """Raise RefusedError if files have changed since the plan was made."""
    changed = [path for path, state in expected.items() if read_state(root, path) != state]
    if changed:
        message = "files changed while scaffold was planning; nothing was written. Run it again"
        raise RefusedError(f"{message}:{listing(changed)}")


def check_unedited(root: Path, left: Mapping[PurePosixPath, FileState | None]) -> None:
    """Raise RefusedError if files are not as the last run left them."""
    edited = [path for path, state in left.items() if read_state(root, path) != state]
    if edited:
        message = (
            "files were edited since the last run; nothing was undone. Restore single files with"
            " git instead"
        )
        raise RefusedError(f"{message}:{listing(edited)}")


def check_unobstructed(root: Path, steps: Iterable[Step]) -> None:
    """Raise RefusedError, naming each, if folders or links obstruct a write."""
    ordered = list(steps)
    removed = {step.path for step in ordered if step.after is None}
    reasons = list(_folder_problems(root, {step.path for step in ordered}, removed))
    for step in ordered:
        if step.after and is_folder(root / step.path):
            reasons += [f"{path} is in the way" for path in _remaining(root, step.path, removed)]
    if reasons:
        raise RefusedError(f"nothing was written:{listing(reasons)}")


def _folder_problems(
    root: Path, paths: Iterable[PurePosixPath], removed: set[PurePosixPath]
) -> Iterator[str]:
    """Yield a message for each parent folder of the paths that cannot be written through."""
    inside = Path(os.path.realpath(root))
    for folder in sorted({folder for path in paths for folder in path.parents[:-1]}):
        place = root / folder
        if removed & {folder, *folder.parents} or not os.path.lexists(place):
            continue
        if not Path(os.path.realpath(place)).is_relative_to(inside):
            yield f"{folder} is a link that leads out of the project"
        elif not place.is_dir():
            yield f"{folder} is not a folder"


def _remaining(
    root: Path, path: PurePosixPath, removed: set[PurePosixPath]
) -> Iterator[PurePosixPath]:
    """Yield the contents of a folder that would remain after the removals."""
    vanishing = removed | {folder for file in removed for folder in file.parents}
    for place in sorted((root / path).rglob("*")):
        inner = PurePosixPath(place.relative_to(root).as_posix())
        if inner not in vanishing:
            yield inner
