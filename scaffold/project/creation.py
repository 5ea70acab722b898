"""Creating a project's folder: whole, or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.project.workspace import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MOST_LINES: Final = 10


def check_free(root: Path, paths: frozenset[PurePosixPath]) -> None:
    """Raise WorkspaceError, naming each clash, if a new project would overwrite files."""
    if root.exists() and not root.is_dir():
        raise WorkspaceError(f"{root} is a file. Choose a folder that is empty or does not exist")
    if not root.exists():
        return
    clashes = sorted({str(clash) for path in paths if (clash := _clash(root, path))})
    if clashes:
        shown = "\n".join(f"  {clash}" for clash in clashes[:_MOST_LINES])
        rest = len(clashes) - _MOST_LINES
        more = f"\n  and {rest} more" if rest > 0 else ""
        message = f"{root} has files of the same names. Choose another folder:\n{shown}{more}"
        raise WorkspaceError(message)


def create(
    root: Path,
    contents: Mapping[PurePosixPath, bytes],
    finish: Callable[[Path], None] = lambda _: None,
) -> None:
    """Write a whole new project, or leave the folder unchanged.

    `finish` runs on the complete tree: in a staging folder if `root` is new, so that its failure
    leaves nothing behind, else in `root` itself.
    """
    check_free(root, frozenset(contents))
    created = _missing_parents(root.parent)
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
        _remove_empty(created)
        if isinstance(error, OSError):
            name = error.filename or root
            raise WorkspaceError(
                f"{name}: {error.strerror or error}; nothing was written"
            ) from error
        raise


def _clash(root: Path, path: PurePosixPath) -> PurePosixPath | None:
    """Return the existing path that blocks a file: itself, a link, or a file for a folder."""
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
    """Move staged files into a folder that has others; take them out again on any failure."""
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
    """Return a folder and its parents that do not exist yet, outermost first."""
    return [folder for folder in (*reversed(path.parents), path) if not folder.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _umask() -> int:
    """Return the umask as a new file shows it: os.umask can read it only by changing it."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe"
        probe.touch(0o666)
        return 0o666 & ~probe.stat().st_mode
