"""A project in memory, with a person's edits, for tests of `reconcile`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scaffold.project.lock import Lock, LockEntry, sha256
from scaffold.project.reconcile import Changes, Choices, reconcile
from scaffold.project.tree import REGULAR, Blob, MergeStages, Tree, folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.generate.catalog import FileClass

Files = dict[PurePosixPath, Blob]
POEM = "roses\nviolets\nsugar\nhoney\nand so\nare you\n"


@dataclass
class Project:
    """A folder and its lock."""

    lock: Lock
    files: Files = field(default_factory=dict)

    @classmethod
    def generated(cls, *entries: LockEntry) -> Project:
        """Return a freshly generated project."""
        return cls(lock(*entries), {entry.path: entry.blob for entry in entries})

    def write(self, path: str, text: str | bytes, mode: str = REGULAR) -> None:
        """Write a file, as an editor does."""
        content = text.encode() if isinstance(text, str) else text
        self.files[PurePosixPath(path)] = Blob(content, mode)

    def remove(self, path: str) -> Blob:
        """Remove a file, as rm does."""
        return self.files.pop(PurePosixPath(path))

    def move(self, source: str, target: str) -> None:
        """Move a file, as mv does."""
        self.files[PurePosixPath(target)] = self.remove(source)

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return self.files[PurePosixPath(path)].content.decode()

    def paths(self) -> list[str]:
        """Return the paths of all files."""
        return sorted(map(str, self.files))

    def plan(self, *entries: LockEntry, choices: Choices | None = None) -> Changes:
        """Return the changes of a regeneration."""
        new = lock(*entries)
        tree = observed(self.files, self.lock, new)
        return reconcile(self.lock, tree, new, choices or Choices())

    def regenerate(self, *entries: LockEntry, choices: Choices | None = None) -> Changes:
        """Regenerate; return the changes."""
        changes = self.plan(*entries, choices=choices)
        for path in changes.removals():
            del self.files[path]
        self.files |= dict(changes.writes())
        inside_files = {folder for path in self.files for folder in folders_of(path)} & {
            *self.files
        }
        assert not inside_files, f"files in files: {inside_files}"
        self.lock = changes.lock
        return changes


def entry(
    path: str,
    text: str | bytes,
    identity: str = "",
    file_class: FileClass = "merged",
    mode: str = REGULAR,
) -> LockEntry:
    """Return the entry of a generated file; its ID is its path by default."""
    content = text.encode() if isinstance(text, str) else text
    return LockEntry(
        path=PurePosixPath(path),
        mode=mode,
        id=identity or path,
        file_class=file_class,
        moved=None,
        sha=sha256(content),
        pristine=content,
    )


def lock(*entries: LockEntry) -> Lock:
    """Return the lock of a generation."""
    return Lock("", tuple(sorted(entries, key=lambda entry: entry.path)))


def observed(
    files: Mapping[PurePosixPath, Blob],
    old: Lock,
    new: Lock,
    merge_stages: Mapping[PurePosixPath, MergeStages] | None = None,
) -> Tree:
    """Return the part of a folder that a run would read."""
    relevant = {path for entry in _entries(old, new) for path in (entry.path, entry.moved) if path}
    folders = {folder for path in files for folder in folders_of(path)}
    taken = {folder for folder in folders if folder in relevant or ".scaffold-new" in folder.name}
    blobs = {
        path: blob
        for path, blob in files.items()
        if path in relevant or taken & set(path.parents) or ".scaffold-new" in str(path)
    }
    above = {folder for path in relevant for folder in folders_of(path)}
    return Tree(
        blobs=blobs,
        folders=frozenset(taken),
        obstructions=frozenset(above & files.keys()),
        move_candidates={path: blob for path, blob in files.items() if path not in blobs},
        merge_stages=merge_stages or {},
    )


def _entries(*locks: Lock) -> Iterable[LockEntry]:
    return (entry for lock in locks for entry in lock.entries)


def actions(changes: Changes) -> dict[str, str]:
    """Return the action of each pending change, by path."""
    return {str(change.path): change.action for change in changes.pending}
