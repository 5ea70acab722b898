"""The merge of a file's text: renamed, then by key or by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.project.merge.conflict_markers import MergedText
from scaffold.project.merge.lines import MARK, conflict, has_conflict, lines_of, merge_lines
from scaffold.project.merge.sequences import edits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.project.merge.lines import Context

    _Texts = tuple[str, str, str]

# The files whose merges are checked by reading them; all but Python's are merged by key.
READABLE: Final = (".json", ".toml", ".yaml", ".yml", ".py")


def merge(
    contents: tuple[bytes, bytes, bytes], context: Context, renames: Mapping[str, str]
) -> MergedText:
    """Return the merge of base, yours and new, in conflict only where two intents clash.

    `renames` has the identifiers that the generator renamed. With a side in the context, that side
    wins where they clash, and what the other added beside the clash stays; a conflict is left only
    if that would make the file unreadable.
    """
    base, yours, new = (content.decode(errors="surrogateescape") for content in contents)
    if renames and yours not in {base, new} and base != new:
        from scaffold.project.merge.renaming import rename  # noqa: PLC0415 - start-up time

        base, yours, new = rename(context.path, (base, yours, new), renames)
    if yours == base or new in {base, yours}:
        text = new if yours == base else yours
    else:
        text = _merge_ended((base, yours, new), context)
    content = text.replace(MARK, "").encode(errors="surrogateescape")
    return MergedText(content, conflicts=has_conflict(text))


def renamed(
    path: str, contents: tuple[bytes, bytes], renames: Mapping[str, str]
) -> tuple[bytes, bytes]:
    """Return base and yours with the names that the generator gave to identifiers."""
    from scaffold.project.merge.renaming import rename  # noqa: PLC0415 - start-up time

    base, yours = (content.decode(errors="surrogateescape") for content in contents)
    base, yours, _ = rename(path, (base, yours, ""), renames)
    return base.encode(errors="surrogateescape"), yours.encode(errors="surrogateescape")


def conflicting(yours: bytes, new: bytes, context: Context) -> MergedText:
    """Return two versions of a text as one, with a conflict wherever they differ."""
    before, after = (lines_of(content.decode(errors="surrogateescape")) for content in (yours, new))
    text: list[str] = []
    at = 0
    for edit in edits(before, after):
        text += before[at : edit.start]
        text += conflict([], before[edit.start : edit.end], after[edit.first : edit.last], context)
        at = edit.end
    whole = "".join([*text, *before[at:]])
    content = whole.replace(MARK, "").encode(errors="surrogateescape")
    return MergedText(content, conflicts=has_conflict(whole))


def _merge_ended(texts: _Texts, context: Context) -> str:
    """Merge texts of which some may lack the last line end: the one who changed that decides."""
    ends = [text[-1:] in {"\n", ""} for text in texts]
    base, yours, new = (text if end else f"{text}\n" for text, end in zip(texts, ends, strict=True))
    if context.path.endswith(READABLE):
        from scaffold.project.merge.readable import merge_readable  # noqa: PLC0415 - start-up time

        text = merge_readable((base, yours, new), context)
    else:
        text = merge_lines(base, yours, new, context)
    ended = ends[1] if ends[1] != ends[0] else ends[2]
    return text if ended or has_conflict(text) else text.removesuffix("\n")
