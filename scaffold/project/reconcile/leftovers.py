"""Generated files that wait beside a person's own, until they are merged or one side is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.project.reconcile.changes import FileChange
from scaffold.project.reconcile.file_merge import is_pristine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from scaffold.project.lock import LockEntry
    from scaffold.project.merge.conflict_markers import Side
    from scaffold.project.tree import Blob

_FORMER: Final = ".scaffold-old"


def waiting(new: LockEntry, beside: PurePosixPath, blob: Blob, side: Side | None) -> FileChange:
    """Return the change of a generated file that waits beside a person's own.

    It stays until that is merged; if the person's was chosen, only its edits are worth keeping.
    """
    note = f"merge it into {new.path.name} and remove it, or choose a side for {new.path.name}"
    change = FileChange(
        new.id, beside, "conflict", new.file_class, before=blob, beside=new.path, note=note
    )
    if side == "ours" and is_pristine(new, blob):
        return change._replace(action="delete", note="")
    return change


def exchange(
    new: LockEntry, yours: Blob, beside: PurePosixPath, blob: Blob
) -> Iterator[FileChange]:
    """Yield the changes that put the generated file in place, and a person's own beside it."""
    former = new.path.with_name(new.path.name + _FORMER)
    in_place = FileChange(new.id, new.path, "update", new.file_class, before=yours, after=blob)
    yield in_place._replace(note=f"the generated version; yours is now {former.name}")
    yield in_place._replace(path=former, action="kept", before=None, after=yours, beside=new.path)
    yield waiting(new, beside, blob, None)._replace(action="delete", note="")
