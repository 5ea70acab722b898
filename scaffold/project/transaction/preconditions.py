"""The checks before a transaction writes anything."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scaffold.project.paths import PathError, project_path
from scaffold.project.transaction.errors import RefusedError, listing
from scaffold.project.transaction.file_state import FileState, is_folder, read_state
from scaffold.project.transaction.journal import OWN_FILES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scaffold.project.transaction.journal import Step


def check_paths(paths: Collection[PurePosixPath]) -> None:
    """Raise RefusedError for a path outside the project, or one with two operations."""
    for path in paths:
        try:
            project_path(str(path), OWN_FILES)
        except PathError as error:
            message = f"{path} is not a file of the project; nothing was written"
            raise RefusedError(message) from error
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
    for folder in sorted({folder for path in paths for folder in path.parents[:-1]}):
        place = root / folder
        if removed & {folder, *folder.parents} or not os.path.lexists(place):
            continue
        if problem := link_problem(root, folder):
            yield problem
        elif not place.is_dir():
            yield f"{folder} is not a folder"


def link_problem(root: Path, folder: PurePosixPath) -> str | None:
    """Return a message if a folder is, by links, outside the project, git's, or scaffold's own."""
    place, inside = Path(os.path.realpath(root / folder)), Path(os.path.realpath(root))
    if not place.is_relative_to(inside):
        return f"{folder} is a link that leads out of the project"
    leads_to = PurePosixPath(place.relative_to(inside).as_posix())
    if leads_to in {folder, PurePosixPath()}:
        return None
    try:
        project_path(str(leads_to), ())
    except PathError:
        return f"{folder} is a link that leads to {leads_to}"
    return None


def _remaining(
    root: Path, path: PurePosixPath, removed: set[PurePosixPath]
) -> Iterator[PurePosixPath]:
    """Yield the contents of a folder that would remain after the removals."""
    vanishing = removed | {folder for file in removed for folder in file.parents}
    for place in sorted((root / path).rglob("*")):
        inner = PurePosixPath(place.relative_to(root).as_posix())
        if inner not in vanishing:
            yield inner
