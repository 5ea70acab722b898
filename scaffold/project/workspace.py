"""A project's folder: reading its lock, and reading and writing its spec."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import shutil
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.errors import Diagnostic, ScaffoldError, SpecError
from scaffold.files import open_regular, read_file
from scaffold.project import git
from scaffold.project import lock as lock_file
from scaffold.project.merge.conflict_markers import UnresolvedError, marker_line
from scaffold.project.paths import LOCK_PATH
from scaffold.spec import MAX_BYTES, SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.project.lock import Lock
    from scaffold.project.tree import MergeStages


# What a lock may be instead of a file that scaffold wrote; None if the error itself says it.
_HOSTILE: Final = {
    errno.EFBIG: "too large",
    errno.EINVAL: None,
    errno.EISDIR: "a folder, not a regular file",
    errno.ELOOP: "a link, not a regular file",
}


class WorkspaceError(ScaffoldError):
    """A folder that cannot be read or written."""


class Project(NamedTuple):
    """A generated project: its folder, and the lock of the last generation.

    While a merge is unfinished, `lock` is that of both branches; `written` is the one on the disk,
    None if it is in conflict. `merge_stages` are the generated files that git merged or left in
    conflict, and that nobody touched since.
    """

    root: Path
    lock: Lock
    written: Lock | None
    merge_stages: Mapping[PurePosixPath, MergeStages] = MappingProxyType({})


def read_spec(root: Path) -> tuple[str, str]:
    """Return the text of a project's spec, and the name of its file for messages.

    Raise WorkspaceError, UnresolvedError while it has a conflict, or SpecError if it is not text.
    """
    path = root / SPEC_NAME if root.is_dir() else root
    try:
        content = read_file(path, MAX_BYTES) if root.is_dir() else _read_stream(path)
    except FileNotFoundError:
        hint = ". Run `scaffold new` to create a project" if root.is_dir() else ""
        raise WorkspaceError(f"{path}: no such file{hint}") from None
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}") from error
    if line := marker_line(content):
        message = f"{path}:{line}: unresolved conflict. Resolve it, then run this again"
        raise UnresolvedError(message)
    try:
        return content.decode("utf-8-sig"), str(path)
    except UnicodeDecodeError as error:
        raise _not_utf_8(str(path), content, error.start) from error


def _not_utf_8(file: str, content: bytes, position: int) -> SpecError:
    start = content.rfind(b"\n", 0, position) + 1
    line = content[start:].splitlines()[0].decode(errors="replace")
    diagnostic = Diagnostic(
        file=file,
        line=content.count(b"\n", 0, position) + 1,
        column=len(content[start:position].decode(errors="replace")) + 1,
        path="",
        message="not UTF-8 text: save the file as UTF-8",
        source=line,
    )
    return SpecError((diagnostic,))


def _read_stream(path: Path) -> bytes:
    """Return the content of what a person names, which may be a pipe."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def write_spec(root: Path, before: str, after: str) -> None:
    """Replace a project's spec atomically; raise WorkspaceError if it is no longer `before`.

    Keep a byte order mark, the file's mode, and a link to the file inside the project.
    """
    path = (root / SPEC_NAME if root.is_dir() else root).resolve()
    if root.is_dir() and not path.is_relative_to(root.resolve()):
        raise WorkspaceError(
            f"{root / SPEC_NAME} is a link that leads out of the project; nothing was written."
            f" To edit that file, name it: {path}"
        )
    content = new_spec_content(path, before, after)
    try:
        _replace(path, content)
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}; nothing was written") from error


def new_spec_content(path: Path, before: str, after: str) -> bytes:
    """Return the bytes of a new spec, with a byte order mark if the present one has it.

    Raise WorkspaceError if the file no longer has the text `before`.
    """
    try:
        content = read_file(path)
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}; nothing was written") from error
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    if content.removeprefix(mark) != before.encode():
        raise WorkspaceError(f"{path}: changed in the meantime; nothing was written")
    return mark + after.encode()


def _replace(path: Path, content: bytes) -> None:
    """Replace the content of a file atomically."""
    import tempfile  # noqa: PLC0415 - start-up time

    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, staged)
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def enclosing_project(folder: Path) -> Path | None:
    """Return the folder itself or the nearest one above it that is a project, or None.

    A project ends where a repository below it begins. Like git, go no further than the folders of
    the same owner: another one could have put a project of theirs above.
    """
    owner = folder.stat().st_uid if folder.is_dir() else os.getuid()
    for candidate in (folder, *folder.parents):
        if candidate.is_dir() and candidate.stat().st_uid != owner:
            return None
        if has_lock(candidate):
            return candidate
        if os.path.lexists(candidate / ".git"):
            return None
    return None


def has_lock(root: Path) -> bool:
    """Return True if a folder is a project, even one whose lock is not a file."""
    return os.path.lexists(root / LOCK_PATH)


def check_project(root: Path) -> None:
    """Raise WorkspaceError if a folder has no spec or no lock, LockError if that is not a file."""
    read_spec(root)
    check_lock(root)


def check_lock(root: Path) -> None:
    """Raise WorkspaceError if a folder has no lock, LockError if it is not a file."""
    with _lock_problems(root):
        open_regular(root / LOCK_PATH).close()


def read(root: Path) -> Project:
    """Return the project in a folder; raise WorkspaceError or LockError if its lock is unusable.

    If a git merge left the lock in conflict, both sides are read from git's index.
    """
    path = root / LOCK_PATH
    with _lock_problems(root):
        content = read_file(path, lock_file.MOST_BYTES, follow=False)
    if marker_line(content):
        return _read_unmerged(root, content, None)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise lock_file.damaged(str(path), line) from error
    written = lock_file.load(text, str(path))
    if git.is_merging(root):
        return _read_unmerged(root, content, written)
    return Project(root, written, written)


def _read_unmerged(root: Path, content: bytes, written: Lock | None) -> Project:
    """Return the project of both branches, or of one if the lock has to be no other."""
    from scaffold.project import unmerged  # noqa: PLC0415 - start-up time

    if written is not None and not unmerged.is_needed(root, content):
        return Project(root, written, written)
    lock, stages = unmerged.read(root, content)
    return Project(root, lock, written, stages)


@contextlib.contextmanager
def _lock_problems(root: Path) -> Iterator[None]:
    """Turn the error of opening the lock into one that says what is in its place."""
    path = root / LOCK_PATH
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise _not_a_project(root) from None
    except OSError as error:
        if error.errno not in _HOSTILE:
            raise WorkspaceError(f"{path}: {error.strerror}") from error
        nature = _HOSTILE[error.errno] or error.strerror
        raise lock_file.LockError(f"{path}: the lock is {nature}. Restore it with git") from error


def _not_a_project(root: Path) -> WorkspaceError:
    if root.is_file():
        return WorkspaceError(f"{root} is a file: name the folder of the project")
    path, spec = root / LOCK_PATH, root / SPEC_NAME
    return WorkspaceError(
        f"{path}: no such file, so {root} is not a scaffold project. If it was one, restore the"
        f" file, for example with git checkout -- {path}. To create a project, run `scaffold new"
        f" DIR --spec {spec}`"
    )
