"""Merging one file: a person's version with the one generated now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scaffold.project.lock import sha256
from scaffold.project.merge.conflict_markers import BRANCHES, GENERATED
from scaffold.project.reconcile.changes import IndexStages
from scaffold.project.tree import LINK, Blob

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.project.lock import LockEntry
    from scaffold.project.merge.conflict_markers import Labels, MergedText, Side
    from scaffold.project.tree import MergeStages

MergeOutcome: TypeAlias = Literal[
    "unchanged", "update", "merge", "conflict", "unmergeable", "declined", "outdated"
]


class FileMerge(NamedTuple):
    """The merged file, or the person's own where nothing is merged.

    `unmergeable` files have no lines, and both sides changed them: `stages` has the versions.
    `declined` is a generated change to a lockfile that a person, too, has changed. An `outdated`
    file has a content that an earlier run replaced: a person may have lost the changes since.
    """

    outcome: MergeOutcome
    blob: Blob
    stages: IndexStages | None = None


class Merger(NamedTuple):
    """Merges the texts of a file; `find_renames` returns the identifiers that were renamed.

    With a side, that side wins where both clash.
    """

    path: str
    find_renames: Callable[[], Mapping[str, str]]
    side: Side | None = None

    def generated(self, base: bytes, yours: bytes, new: bytes) -> MergedText:
        """Merge a person's text with the generated one."""
        return self._merge((base, yours, new), GENERATED, self.side)

    def branches(self, base: bytes, ours: bytes, theirs: bytes) -> MergedText:
        """Merge the texts of two branches."""
        return self._merge((base, ours, theirs), BRANCHES, self.side)

    def clashing(self, yours: bytes, new: bytes) -> MergedText:
        """Return two versions of a person's text, in conflict wherever they differ."""
        from scaffold.project.merge.lines import Context  # noqa: PLC0415 - start-up time
        from scaffold.project.merge.texts import conflicting  # noqa: PLC0415 - start-up time

        return conflicting(yours, new, Context(self.path, GENERATED))

    def _merge(
        self, contents: tuple[bytes, bytes, bytes], labels: Labels, side: Side | None
    ) -> MergedText:
        from scaffold.project.merge.lines import Context  # noqa: PLC0415 - start-up time
        from scaffold.project.merge.texts import merge  # noqa: PLC0415 - start-up time

        return merge(contents, Context(self.path, labels, side), self.find_renames())


def merge_file(old: LockEntry | None, yours: Blob, new: LockEntry, merger: Merger) -> FileMerge:
    """Merge a person's file with the generated one; `old` is the base.

    Without a base, both were added independently.
    """
    generated = new.blob
    undisputed = _undisputed(old, yours, new)
    if undisputed is not None:
        return undisputed
    base = None if old is None or old.pristine is None else old.blob
    stages = IndexStages(base, yours, generated)
    if not all(blob.is_text for blob in (base, yours, generated) if blob is not None):
        return FileMerge("unmergeable", yours, stages)
    merged = merger.generated(
        base.content if base else b"", _comparable(yours, generated), generated.content
    )
    after = _with_line_ends_of(yours, Blob(merged.content, _mode(old, yours, new)))
    if merged.conflicts:
        return FileMerge("conflict", after, stages)
    return FileMerge("unchanged" if after == yours else "merge", after)


def merge_branches(
    stages: MergeStages, yours: Blob, new: LockEntry, mergers: BranchMergers
) -> FileMerge:
    """Apply both branches' edits to the file generated now, instead of git's merge of the files."""
    generated = new.blob
    united = mergers.unite(stages, generated.content)
    after = _with_line_ends_of(yours, Blob(united.content, yours.mode))
    if not united.conflicts:
        changed: MergeOutcome = "update" if stages.is_pristine else "merge"
        return FileMerge("unchanged" if after == yours else changed, after)
    ours, theirs = (yours._replace(content=each.content) for each in (stages.ours, stages.theirs))
    left = IndexStages(generated, ours, theirs)
    return FileMerge("conflict", after, left)


class BranchMergers(NamedTuple):
    """Merges the texts of a file on two branches, each with the renames since its generation."""

    merger: Merger
    ours: Merger
    theirs: Merger
    base: Merger

    def unite(self, stages: MergeStages, generated: bytes) -> MergedText:
        """Return the generated text with the edits of both branches.

        Where an edit clashes with what is generated, both are shown as a conflict.
        """
        edited = self._both(stages, generated, "ours")
        kept = self._both(stages, generated, "theirs")
        if edited.conflicts or edited.content == kept.content:
            return edited
        if self.merger.side:
            return edited if self.merger.side == "ours" else kept
        return self.merger.clashing(edited.content, kept.content)

    def _both(self, stages: MergeStages, generated: bytes, side: Side) -> MergedText:
        """Return both branches' edits, of which one side wins against what is generated."""
        base, ours, theirs = (
            merger._replace(side=side).generated(stage.generated, stage.content, generated).content
            if stage
            else generated
            for merger, stage in (
                (self.base, stages.base),
                (self.ours, stages.ours),
                (self.theirs, stages.theirs),
            )
        )
        return self.merger.branches(base, ours, theirs)


def is_pristine(entry: LockEntry, yours: Blob) -> bool:
    """Return True if a file is as it was generated, apart from line ends and executable bit."""
    if (yours.mode == LINK) != (entry.mode == LINK):
        return False
    content = _with_unix_line_ends(yours.content)
    return entry.sha in {sha256(yours.content), sha256(content)}


def _undisputed(old: LockEntry | None, yours: Blob, new: LockEntry) -> FileMerge | None:
    """Return the result if at most one side changed the file, or only one side may."""
    regenerated_same = old is not None and (old.sha, old.mode) == (new.sha, new.mode)
    if old is not None and not regenerated_same and is_pristine(old, yours):
        after = _with_line_ends_of(yours, new.blob._replace(mode=_mode(old, yours, new)))
        return FileMerge("unchanged" if after == yours else "update", after)
    create_only = new.file_class == "create-only" and (old is None or old.path == new.path)
    if regenerated_same or create_only or _is_same(yours, new.blob):
        return FileMerge("unchanged", yours)
    return FileMerge("declined", yours) if new.file_class == "lockfile" else None


def _is_same(yours: Blob, generated: Blob) -> bool:
    """Return True if a person made the same change; they keep their mode."""
    contents = {yours.content, _with_unix_line_ends(yours.content)}
    return generated.content in contents and (yours.mode == LINK) == (generated.mode == LINK)


def _mode(old: LockEntry | None, yours: Blob, new: LockEntry) -> str:
    """Return the mode that one side changed; the person's if both did."""
    return new.mode if old is not None and yours.mode == old.mode else yours.mode


def _comparable(yours: Blob, generated: Blob) -> bytes:
    """Return a person's text with the line ends of the generated one."""
    if b"\r" in generated.content:
        return yours.content
    return _with_unix_line_ends(yours.content)


def _with_unix_line_ends(content: bytes) -> bytes:
    """Return the content with LF line ends if all of its line ends are CRLF."""
    return content.replace(b"\r\n", b"\n") if _uses_crlf(content) else content


def _uses_crlf(content: bytes) -> bool:
    count = content.count(b"\r\n")
    return 0 < count == content.count(b"\n") == content.count(b"\r")


def _with_line_ends_of(yours: Blob, generated: Blob) -> Blob:
    """Return the generated file with the line ends of the person's file."""
    if not _uses_crlf(yours.content) or b"\r" in generated.content or not generated.is_text:
        return generated
    return generated._replace(content=generated.content.replace(b"\n", b"\r\n"))
