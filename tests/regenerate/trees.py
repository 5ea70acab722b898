"""Folders as values, to be written, changed by a transaction, and read back byte for byte."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from scaffold.project import transaction
from scaffold.project.transaction import EXECUTABLE, LINK, REGULAR, Removal, Run, Write, read_state

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


# A sync is slow on a real disk, and makes no difference to the tests.
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder is made inside


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Create a folder, in memory if the system can."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def write_tree(root: Path, tree: Tree) -> None:
    """Write a tree and a lock."""
    for name, (content, mode) in {str(LOCK): (b"first", REGULAR), **tree}.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if mode == LINK:
            place.symlink_to(content.decode())
        else:
            place.write_bytes(content)
            place.chmod(0o755 if mode == EXECUTABLE else 0o644)


def snapshot(root: Path) -> Snapshot:
    """Return everything in a folder except the transactions."""
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
    """Return a path's content and mode, as git records them."""
    if place.is_symlink():
        return os.fsencode(place.readlink()), LINK
    return place.read_bytes(), EXECUTABLE if place.stat().st_mode & 0o100 else REGULAR


def replace(root: Path, before: Tree, after: Tree, lock: bytes = b"second") -> None:
    """Commit the operations that turn a tree into another."""
    operations: list[Write | Removal] = [
        Removal(PurePosixPath(name)) for name in before if name not in after
    ]
    operations += [
        Write(PurePosixPath(name), *entry)
        for name, entry in after.items()
        if before.get(name) != entry
    ]
    last = Write(LOCK, lock, REGULAR)
    paths = [operation.path for operation in (*operations, last)]
    expected = {path: read_state(root, path) for path in paths}
    with transaction.run_lock(root):
        transaction.commit(root, operations, expected, last, Run("test"))


def recover(root: Path) -> str | None:
    """Recover like the next command."""
    with transaction.run_lock(root):
        return transaction.recover(root)


def undo(root: Path) -> transaction.UndoReport | None:
    """Undo like the command."""
    with transaction.run_lock(root):
        return transaction.undo(root)


def file(text: str, mode: str = REGULAR) -> Entry:
    """Return a file's entry."""
    return text.encode(), mode


def link(target: str) -> Entry:
    """Return a link's entry."""
    return os.fsencode(target), LINK


# Every kind of operation, in both directions between a file, a link and a folder.
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
    """Create the project before the run, with unusual permissions."""
    root.mkdir()
    write_tree(root, {**BEFORE, **OWN})
    (root / "empty").mkdir()
    (root / "update.txt").chmod(0o600)
    (root / "gone/deep").chmod(0o750)
    (root / "folder-to-file/sub").chmod(0o700)
    return snapshot(root)
