"""Folders as values: written, changed by a transaction, and read back byte for byte."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from scaffold.project import transaction
from scaffold.project.transaction import EXECUTABLE, LINK, REGULAR, Removal, Write, read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

STORE = PurePosixPath(".scaffold/transaction")
LOCK = PurePosixPath(".scaffold/lock")

# A file's content, or a link's target, and its mode.
Entry: TypeAlias = tuple[bytes, str]
Tree: TypeAlias = "Mapping[str, Entry]"
Expected: TypeAlias = "Mapping[PurePosixPath, transaction.FileState | None]"
Edit: TypeAlias = "Callable[[Path], object]"
# Permissions and content of everything, folders too.
Snapshot: TypeAlias = "dict[str, tuple[int, bytes | str | None]]"


# A sync costs on a real disk, and makes no difference to what is seen.
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder is made inside


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder in memory where the system has one."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def write_tree(root: Path, tree: Tree) -> None:
    """Write a tree as a person would, and the lock of a first generation."""
    for name, (content, mode) in {str(LOCK): (b"first", REGULAR), **tree}.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if mode == LINK:
            place.symlink_to(content.decode())
        else:
            place.write_bytes(content)
            place.chmod(0o755 if mode == EXECUTABLE else 0o644)


def snapshot(root: Path) -> Snapshot:
    """Everything in a folder but what transactions keep for themselves."""
    found: Snapshot = {}
    for place in sorted(root.rglob("*")):
        name = place.relative_to(root)
        if PurePosixPath(name).is_relative_to(STORE):
            continue
        mode = place.lstat().st_mode
        content: bytes | str | None = None
        if place.is_symlink():
            content = str(place.readlink())
        elif place.is_file():
            content = place.read_bytes()
        found[str(name)] = (stat.S_IMODE(mode), content)
    return found


def entry(place: Path) -> Entry:
    """A path's content and mode, as git would record it."""
    if place.is_symlink():
        return os.fsencode(place.readlink()), LINK
    return place.read_bytes(), EXECUTABLE if place.stat().st_mode & 0o100 else REGULAR


def replace(root: Path, before: Tree, after: Tree, lock: bytes = b"second") -> None:
    """Commit what leads from one tree to another."""
    operations: list[Write | Removal] = [
        Removal(PurePosixPath(name)) for name in before if name not in after
    ]
    operations += [
        Write(PurePosixPath(name), *entry)
        for name, entry in after.items()
        if before.get(name) != entry
    ]
    last = Write(LOCK, lock, REGULAR)
    expected = {one.path: read_state(root, one.path) for one in (*operations, last)}
    with transaction.run_lock(root):
        transaction.commit(root, operations, expected, last)


def recover(root: Path) -> str | None:
    """Recover as the next command does."""
    with transaction.run_lock(root):
        return transaction.recover(root)


def undo(root: Path) -> transaction.UndoReport | None:
    """Undo as the command does."""
    with transaction.run_lock(root):
        return transaction.undo(root)


def file(text: str, mode: str = REGULAR) -> Entry:
    """A file's entry."""
    return text.encode(), mode


def link(target: str) -> Entry:
    """A link's entry."""
    return os.fsencode(target), LINK


# One of everything that a run can do, in both directions between a file, a link and a folder.
BEFORE: Tree = {
    "same.txt": file("same"),
    "update.txt": file("old"),
    "gains-bit.sh": file("run", REGULAR),
    "loses-bit.sh": file("run", EXECUTABLE),
    "gone/deep/only.txt": file("gone"),
    "shared/generated.txt": file("generated"),
    "old/name.py": file("moved"),
    "link": link("same.txt"),
    "link-to-file": link("same.txt"),
    "file-to-link": file("file"),
    "link-to-folder": link("shared"),
    "file-to-folder": file("file"),
    "folder-to-file/one.txt": file("1"),
    "folder-to-file/sub/two.txt": file("2"),
}
OWN: Tree = {"shared/own.txt": file("the user's")}
AFTER: Tree = {
    "same.txt": file("same"),
    "update.txt": file("new"),
    "gains-bit.sh": file("run", EXECUTABLE),
    "loses-bit.sh": file("run", REGULAR),
    "new/place/name.py": file("moved"),
    "added.txt": file("added"),
    "link": link("update.txt"),
    "link-to-file": file("file now"),
    "file-to-link": link("nowhere"),
    "link-to-folder/inner.txt": file("inner"),
    "file-to-folder/inner.txt": file("inner"),
    "folder-to-file": file("file now"),
}


def make_before(root: Path) -> Snapshot:
    """The project before the run, with permissions of its user's own."""
    root.mkdir()
    write_tree(root, {**BEFORE, **OWN})
    (root / "empty").mkdir()
    (root / "update.txt").chmod(0o600)
    (root / "gone/deep").chmod(0o750)
    (root / "folder-to-file/sub").chmod(0o700)
    return snapshot(root)
