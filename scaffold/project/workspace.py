"""A project's folder: reading it, and the only code that writes to it."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.project import lock as lockfile
from scaffold.project import unmerged
from scaffold.project.reconcile import marker_line
from scaffold.project.text_merge import merge
from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.project.tree import Sides


class WorkspaceError(ScaffoldError):
    """A folder that cannot be read or written as asked."""


@dataclass(frozen=True, slots=True)
class Project:
    """A generated project: its folder, and the lock of the last generation.

    After a merge of branches, `sides` has the generated files that git left in conflict.
    """

    root: Path
    lock: lockfile.Lock
    sides: Mapping[PurePosixPath, Sides] = field(default_factory=dict)


def read_spec(root: Path) -> tuple[str, str]:
    """The text of a project's spec, and how to call the file in messages."""
    path = root / SPEC_NAME if root.is_dir() else root
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        hint = "; run scaffold new to make a project" if root.is_dir() else ""
        raise WorkspaceError(f"{path}: no such file{hint}") from None
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig"), str(path)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"{path}:{line}:{column}: error: not UTF-8 text; save the file as UTF-8"
        raise WorkspaceError(message) from error


def write_spec(root: Path, before: str, after: str) -> None:
    """Put another text in the place of a project's spec, whole; raise if it is no longer `before`.

    A byte order mark, the file's mode, and a link to the file stay.
    """
    path = (root / SPEC_NAME if root.is_dir() else root).resolve()
    try:
        content = path.read_bytes()
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        if content.removeprefix(mark) != before.encode():
            raise WorkspaceError(f"{path}: has changed meanwhile; nothing was written")
        _replace(path, mark + after.encode())
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}; nothing was written") from error


def _replace(path: Path, content: bytes) -> None:
    """Exchange the content of a file in one step."""
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


def check_project(root: Path) -> None:
    """Raise where a folder has no spec or no lock."""
    read_spec(root)
    if not (root / lockfile.LOCK_PATH).is_file():
        raise _no_project(root)


def read(root: Path) -> Project:
    """The project in a folder; raises where there is no lock or a damaged one.

    A lock that git left in conflict is read from git's two sides of it.
    """
    path = root / lockfile.LOCK_PATH
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _no_project(root) from None
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror}") from error
    if marker_line(content):
        return Project(root, *unmerged.read(root, merge))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise lockfile.damaged(str(path), line) from error
    return Project(root, lockfile.load(text, str(path)))


def _no_project(root: Path) -> WorkspaceError:
    path, spec = root / lockfile.LOCK_PATH, root / SPEC_NAME
    return WorkspaceError(
        f"{path}: no such file; {root} is not a project made by scaffold. If it was one, take the"
        f" file back, such as by git checkout -- {path}; scaffold new DIR --spec {spec} makes a"
        " new one"
    )


def check_free(root: Path, paths: frozenset[PurePosixPath]) -> None:
    """Raise, with every clash, where a new project would land on what is there."""
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root} is a file; name a folder that is empty or not there yet")
    if not root.exists():
        return
    clashes = sorted({str(clash) for path in paths if (clash := _clash(root, path))})
    if clashes:
        shown = "\n".join(f"  {clash}" for clash in clashes[:10])
        more = f"\n  and {len(clashes) - 10} more" if len(clashes) > 10 else ""  # noqa: PLR2004 - a screen
        message = f"{root} has files of the same names; choose another folder:\n{shown}{more}"
        raise WorkspaceError(message)


def create(
    root: Path,
    contents: Mapping[PurePosixPath, bytes],
    finish: Callable[[Path], None] = lambda _: None,
) -> None:
    """Write a new project whole, or leave the folder as it was.

    `finish` runs on the complete tree: in the staging folder where `root` is new, so that its
    failure leaves nothing either, else in `root` itself.
    """
    check_free(root, frozenset(contents))
    made = _missing_parents(root.parent)
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with _staging(root.parent) as stage:
            for path, content in contents.items():
                _write(stage / path, content)
            if not root.exists() or not any(root.iterdir()):
                finish(stage)
                stage.chmod(0o777 & ~_umask())
                stage.rename(root)
            else:
                _move_in(stage, root, sorted(contents), finish)
    except BaseException as error:
        _remove_empty(made)
        if isinstance(error, OSError):
            name = error.filename or root
            raise WorkspaceError(
                f"{name}: {error.strerror or error}; nothing was written"
            ) from error
        raise


def _clash(root: Path, path: PurePosixPath) -> PurePosixPath | None:
    """What stands in the way of a file: itself, a file for a folder, a link out of the project."""
    for part in (*reversed(path.parents), path):
        place = root / part
        if part == PurePosixPath():
            continue
        if place.is_symlink() or (place.exists() and (part == path or not place.is_dir())):
            return part
    return None


@contextlib.contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    stage = Path(tempfile.mkdtemp(prefix=".scaffold-new-", dir=parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _move_in(
    stage: Path, root: Path, paths: list[PurePosixPath], finish: Callable[[Path], None]
) -> None:
    """Move staged files beside those that are there, and take them back on any failure."""
    placed: list[Path] = []
    folders: list[Path] = []
    git = root / ".git"
    had_git = git.exists()
    try:
        for path in paths:
            target = root / path
            folders += _missing_parents(target.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            placed.append(target)
            (stage / path).rename(target)
        finish(root)
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        _remove_empty(folders)
        if not had_git:
            shutil.rmtree(git, ignore_errors=True)
        raise


def _missing_parents(path: Path) -> list[Path]:
    """The folders that do not exist yet, the outermost first."""
    return [folder for folder in (*reversed(path.parents), path) if not folder.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _umask() -> int:
    """The umask, as a freshly made file shows it: reading it by os.umask would change it."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe"
        probe.touch(0o666)
        return 0o666 & ~probe.stat().st_mode
