"""What is refused before anything is written."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from scaffold.project.transaction.errors import RefusedError, listing
from scaffold.project.transaction.journal import STORE_PATH
from scaffold.project.transaction.states import Found, is_folder, look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scaffold.project.transaction.journal import Step


@dataclass(frozen=True, slots=True)
class Write:
    """A file to be there: "100644" or "100755", or "120000" for a link to what the content says."""

    path: PurePosixPath
    content: bytes
    mode: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A file to be gone, and the folders that are empty without it."""

    path: PurePosixPath


Operation: TypeAlias = Write | Removal


def check_paths(paths: Collection[PurePosixPath]) -> None:
    """Refuse paths that are not a project's, and two operations on one."""
    for path in paths:
        outside = path.is_absolute() or ".." in path.parts or not path.name
        if outside or path.parts[0] == ".git" or path.is_relative_to(STORE_PATH):
            raise RefusedError(f"{path} is not a file of the project; nothing was written")
    twice = [path for path, count in Counter(paths).items() if count > 1]
    if twice:
        raise RefusedError(f"planned twice; nothing was written:{listing(twice)}")


def check_expected(root: Path, expected: Mapping[PurePosixPath, Found | None]) -> None:
    """Refuse to go on from a plan whose files have changed since it was made."""
    changed = [path for path, found in expected.items() if look(root, path) != found]
    if changed:
        message = "changed while scaffold was planning, so nothing was written; run it again"
        raise RefusedError(f"{message}:{listing(changed)}")


def check_unedited(root: Path, left: Mapping[PurePosixPath, Found | None]) -> None:
    """Refuse to take back files that are not as the last run left them."""
    edited = [path for path, found in left.items() if look(root, path) != found]
    if edited:
        message = "edited since the last run, so nothing was undone; git can take back the others"
        raise RefusedError(f"{message}:{listing(edited)}")


def check_way(root: Path, steps: Iterable[Step]) -> None:
    """Refuse to write where folders or links are in the way, each named."""
    ordered = list(steps)
    gone = {step.path for step in ordered if step.after is None}
    reasons = list(_folder_reasons(root, {step.path for step in ordered}, gone))
    for step in ordered:
        if step.after and is_folder(root / step.path):
            reasons += [f"{path} is in the way" for path in _contents(root, step.path, gone)]
    if reasons:
        raise RefusedError(f"nothing was written:{listing(reasons)}")


def _folder_reasons(
    root: Path, paths: Iterable[PurePosixPath], gone: set[PurePosixPath]
) -> Iterator[str]:
    """What is wrong with the folders on the way to files."""
    inside = Path(os.path.realpath(root))
    for folder in sorted({folder for path in paths for folder in path.parents[:-1]}):
        place = root / folder
        if gone & {folder, *folder.parents} or not os.path.lexists(place):
            continue
        if not Path(os.path.realpath(place)).is_relative_to(inside):
            yield f"{folder} is a link that leads out of the project"
        elif not place.is_dir():
            yield f"{folder} is not a folder"


def _contents(root: Path, path: PurePosixPath, gone: set[PurePosixPath]) -> Iterator[PurePosixPath]:
    """What a folder has that does not go with the files that go."""
    going = gone | {folder for file in gone for folder in file.parents}
    for place in sorted((root / path).rglob("*")):
        inner = PurePosixPath(place.relative_to(root).as_posix())
        if inner not in going:
            yield inner
