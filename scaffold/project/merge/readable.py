"""The merge of files that can be read, so that what a merge says can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.project.merge.by_key import ClashError, KeyMerge, splitter
from scaffold.project.merge.lines import conflict, has_conflict, lines_of, merge_lines
from scaffold.project.merge.meaning import is_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.project.merge.lines import Context

    _Texts = tuple[str, str, str]


def merge_readable(texts: _Texts, context: Context) -> str:
    """Return the merge of base, yours and new that settles most and says what they say."""
    for attempt in _attempts(texts, context):
        if has_conflict(attempt) or _is_right(texts, attempt, context):
            return attempt
    if context.side:
        return merge_readable(texts, context._replace(side=None))
    base, yours, new = map(lines_of, texts)
    return "".join(conflict(base, yours, new, context))


def _is_right(texts: _Texts, merged: str, context: Context) -> bool:
    try:
        return is_right(splitter(context.path), texts, merged, context)
    except RecursionError:
        return False


def _attempts(texts: _Texts, context: Context) -> Iterator[str]:
    """Yield merges, from the one that settles most to the most careful one."""
    split = splitter(context.path)
    for key_merge in (KeyMerge(context), KeyMerge(context, strict=True)) if split else ():
        try:
            yield key_merge.merge(split, texts)
        except (ClashError, RecursionError):
            continue
    base, yours, new = texts
    yield merge_lines(base, yours, new, context)
