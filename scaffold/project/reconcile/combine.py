"""One file: what a person made of it and what is generated now, brought together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scaffold.project.lock import sha256
from scaffold.project.reconcile.changes import Stages
from scaffold.project.reconcile.conflicts import Labels
from scaffold.project.tree import LINK, Blob

if TYPE_CHECKING:
    from scaffold.project.lock import LockEntry
    from scaffold.project.reconcile.conflicts import Merge
    from scaffold.project.tree import Sides

Outcome: TypeAlias = Literal["unchanged", "update", "merge", "conflict", "clash", "declined"]

_GENERATED: Final = Labels()
_BRANCHES: Final = Labels(ours="ours", base="generated now", theirs="theirs")


@dataclass(frozen=True, slots=True)
class Combined:
    """A file's content afterwards.

    A clash is what has no lines to merge: `blob` is yours then, and the sides are in `stages`.
    Declined is what the generator changed in a file that is not its own any more.
    """

    outcome: Outcome
    blob: Blob
    stages: Stages | None = None


def combine(old: LockEntry | None, yours: Blob, new: LockEntry, merge: Merge) -> Combined:
    """A person's file and the generated one, with the last generated one between them.

    Without that one, both were added independently of each other.
    """
    generated = new.blob
    undisputed = _undisputed(old, yours, new)
    if undisputed is not None:
        return undisputed
    base = None if old is None or old.pristine is None else old.blob
    stages = Stages(base, yours, generated)
    if not all(one.is_text for one in (base, yours, generated) if one is not None):
        return Combined("clash", yours, stages)
    merged = merge(*_unified(base, yours, generated), _GENERATED)
    after = _like(yours, Blob(merged.content, _mode(old, yours, new)))
    if merged.conflicts:
        return Combined("conflict", after, stages)
    return Combined("unchanged" if after == yours else "merge", after)


def _undisputed(old: LockEntry | None, yours: Blob, new: LockEntry) -> Combined | None:
    """The outcome where only one side changed anything, or both the same, or only one may."""
    as_before = old is not None and (old.sha, old.mode) == (new.sha, new.mode)
    if old is not None and not as_before and is_pristine(old, yours):
        after = _like(yours, replace(new.blob, mode=_mode(old, yours, new)))
        return Combined("unchanged" if after == yours else "update", after)
    made_once = new.file_class == "once" and (old is None or old.path == new.path)
    if as_before or made_once or _same(yours, new.blob):
        return Combined("unchanged", yours)
    return Combined("declined", yours) if new.file_class == "derived" else None


def combine_sides(sides: Sides, yours: Blob, new: LockEntry, merge: Merge) -> Combined:
    """Both branches' edits on what is generated now, after a merge that git left in conflict."""
    generated = new.blob
    ours = merge(sides.our_base, sides.ours, generated.content, _GENERATED)
    theirs = merge(sides.their_base, sides.theirs, generated.content, _GENERATED)
    if ours.conflicts or theirs.conflicts:
        both = merge(generated.content, sides.ours, sides.theirs, _BRANCHES)
    else:
        both = merge(generated.content, ours.content, theirs.content, _BRANCHES)
    after = _like(yours, Blob(both.content, yours.mode))
    if not both.conflicts:
        return Combined("merge", after)
    stages = Stages(
        generated, replace(yours, content=sides.ours), replace(yours, content=sides.theirs)
    )
    return Combined("conflict", after, stages)


def is_pristine(entry: LockEntry, yours: Blob) -> bool:
    """Whether nobody has edited a file since it was generated; line ends and the mode aside."""
    if (yours.mode == LINK) != (entry.mode == LINK):
        return False
    content = _with_newlines(yours.content)
    return entry.sha in {sha256(yours.content), sha256(content)}


def _same(yours: Blob, generated: Blob) -> bool:
    """Whether a person made the same change; the mode stays theirs."""
    contents = {yours.content, _with_newlines(yours.content)}
    return generated.content in contents and (yours.mode == LINK) == (generated.mode == LINK)


def _mode(old: LockEntry | None, yours: Blob, new: LockEntry) -> str:
    """The mode that one side changed; a person's, where both did."""
    return new.mode if old is not None and yours.mode == old.mode else yours.mode


def _unified(base: Blob | None, yours: Blob, generated: Blob) -> tuple[bytes, bytes, bytes]:
    """The texts to merge, with the line ends of the generated one."""
    content = base.content if base else b""
    return content, _comparable(yours, generated), generated.content


def _comparable(yours: Blob, generated: Blob) -> bytes:
    if b"\r" in generated.content:
        return yours.content
    return _with_newlines(yours.content)


def _with_newlines(content: bytes) -> bytes:
    """The content, its line ends changed where all of them are Windows'."""
    return content.replace(b"\r\n", b"\n") if _uses_crlf(content) else content


def _uses_crlf(content: bytes) -> bool:
    count = content.count(b"\r\n")
    return 0 < count == content.count(b"\n") == content.count(b"\r")


def _like(yours: Blob, generated: Blob) -> Blob:
    """The generated text with the line ends that a person's file has."""
    if not _uses_crlf(yours.content) or b"\r" in generated.content or not generated.is_text:
        return generated
    return replace(generated, content=generated.content.replace(b"\n", b"\r\n"))
