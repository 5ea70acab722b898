"""A project in memory: what was generated, what a person made of it, what is generated now."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from regenerate import diff3

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
    """A folder and its lock; regenerating replaces both."""

    lock: Lock
    files: Files = field(default_factory=dict)

    @classmethod
    def generated(cls, *entries: LockEntry) -> Project:
        """A fresh one."""
        return cls(lock(*entries), {entry.path: entry.blob for entry in entries})

    def write(self, path: str, text: str | bytes, mode: str = REGULAR) -> None:
        """What a person's editor does."""
        content = text.encode() if isinstance(text, str) else text
        self.files[PurePosixPath(path)] = Blob(content, mode)

    def remove(self, path: str) -> Blob:
        """What a person's rm does."""
        return self.files.pop(PurePosixPath(path))

    def move(self, source: str, target: str) -> None:
        """What a person's mv does."""
        self.files[PurePosixPath(target)] = self.remove(source)

    def text(self, path: str) -> str:
        """What is in a file."""
        return self.files[PurePosixPath(path)].content.decode()

    def paths(self) -> list[str]:
        """Everything that is there."""
        return sorted(map(str, self.files))

    def plan(self, *entries: LockEntry, choices: Choices | None = None) -> Changes:
        """What regenerating would do."""
        new = lock(*entries)
        tree = observed(self.files, self.lock, new)
        return reconcile(self.lock, tree, new, diff3.merge, choices or Choices())

    def regenerate(self, *entries: LockEntry, choices: Choices | None = None) -> Changes:
        """Do it."""
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
    """A generated file; its identity is its path unless it has moved."""
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
    """The lock of a generation."""
    return Lock("", tuple(sorted(entries, key=lambda one: one.path)))


def observed(
    files: Mapping[PurePosixPath, Blob],
    old: Lock,
    new: Lock,
    merge_stages: Mapping[PurePosixPath, MergeStages] | None = None,
) -> Tree:
    """What a run would see of a folder."""
    relevant = {path for one in _entries(old, new) for path in (one.path, one.moved) if path}
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
    return (one for each in locks for one in each.entries)


def actions(changes: Changes) -> dict[str, str]:
    """What becomes of each file that changes, by path."""
    return {str(one.path): one.action for one in changes.pending}
