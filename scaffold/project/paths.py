"""The gate that every path from a file of a project passes before it becomes a file operation.

Locks, journals, and blueprints come with a repository, so their paths are hostile until proven
otherwise.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Collection

# The files in scaffold's own folder that a run writes: one is generated, the other is the lock.
SCHEMA_PATH: Final = PurePosixPath(".scaffold/schema.json")
LOCK_PATH: Final = PurePosixPath(".scaffold/lock")

# The limit of Linux and macOS, and more folders than any project nests.
_MOST_BYTES_OF_A_NAME: Final = 255
MOST_FOLDERS: Final = 100
# The short name of .git on Windows.
_GIT: Final = frozenset({".git", "git~1"})
_OWN: Final = ".scaffold"
# Every generated .gitignore names these files and their variants.
_SECRETS: Final = ".env"


class PathError(ValueError):
    """A path that no file of a project may have."""


def project_path(text: object, own: Collection[PurePosixPath] = (SCHEMA_PATH,)) -> PurePosixPath:
    """Return a path as a lock, a journal, or a blueprint gives it.

    Raise PathError unless it leads to a file inside the project that is neither git's nor, apart
    from `own`, scaffold's.
    """
    if not isinstance(text, str):
        raise PathError("a path must be a string")
    path = PurePosixPath(text)
    reason = _problem(text, path)
    if reason is None and path not in own and _folded(path.parts[0]) == _OWN:
        reason = "belongs to scaffold"
    if reason is not None:
        raise PathError(f"{text[:_MOST_BYTES_OF_A_NAME]!r} {reason}")
    return path


def generated_path(text: object) -> PurePosixPath:
    """Return the path of a generated file, as a lock gives it.

    Raise PathError unless a file of the project may have it, and also for those files that a person
    writes and scaffold only reads: a run moves and removes what the lock names.
    """
    path = project_path(text)
    if problem := personal(path):
        raise PathError(f"{str(path)!r} {problem}")
    return path


def personal(path: PurePosixPath) -> str | None:
    """Return why a path cannot be that of a generated file, wherever a person moves it."""
    name = _folded(path.name)
    if name == SPEC_NAME and len(path.parts) == 1:
        return "is the spec"
    if name == _SECRETS or name.startswith(f"{_SECRETS}."):
        return "is for personal secrets"
    return None


def is_git(name: str) -> bool:
    """Return True if a file system may take a name for `.git`."""
    return _folded(name) in _GIT


def _problem(text: str, path: PurePosixPath) -> str | None:
    if not text or "\0" in text or str(path) != text:
        return "is not a path in its plain form"
    if path.is_absolute() or ".." in path.parts or text == ".":
        return "is outside the project"
    if any(map(is_git, path.parts)):
        return "belongs to git"
    if len(path.parts) > MOST_FOLDERS or max(map(_size, path.parts)) > _MOST_BYTES_OF_A_NAME:
        return "is too long"
    return None


def _size(name: str) -> int:
    return len(name) if name.isascii() else len(name.encode("utf-8", "surrogateescape"))


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Return a name as file systems compare it.

    Some ignore case, others invisible characters, or dots and spaces at the end; Windows takes what
    follows a colon for a stream of the same file.
    """
    if not name.isascii():
        visible = "".join(char for char in name if unicodedata.category(char) != "Cf")
        name = unicodedata.normalize("NFKC", visible)
    return name.casefold().partition(":")[0].rstrip(". ")
