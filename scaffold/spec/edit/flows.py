"""Edits of entries between braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.spec import writer
from scaffold.spec.edit.layout import Splice

if TYPE_CHECKING:
    from yaml.nodes import MappingNode

    from scaffold.spec.edit.layout import Layout, Pair


def inserted(layout: Layout, mapping: MappingNode, name: str, value: object) -> list[Splice]:
    """Return the insertion of an entry at the end: on its own line if the last entry has one."""
    entry = writer.flow_entry(name, value)
    brace = layout.span(mapping)[1] - 1
    if not mapping.value:
        return [Splice(brace, brace, entry)]
    last: Pair = mapping.value[-1]
    end = layout.end(last)
    comma = "" if _comma_after(layout, end) else ","
    key = layout.span(last[0])[0]
    if layout.line(end)[1] > brace or not layout.starts_line(key):
        behind = end + len(_comma_after(layout, end))
        return [Splice(behind, behind, f"{comma} {entry}")]
    margin = " " * layout.column(key)
    following = layout.line(end)[1]
    return [
        Splice(end, end, comma),
        Splice(following, following, f"{margin}{entry}{layout.newline}"),
    ]


def removal(layout: Layout, pairs: list[Pair], position: int) -> Splice:
    """Return the removal of an entry and a comma beside it; of whole lines if it has its own."""
    key = layout.span(pairs[position][0])[0]
    end = layout.end(pairs[position])
    end += len(_comma_after(layout, end))
    line_end = layout.line(end)[1]
    rest = layout.text[end:line_end].strip()
    if layout.starts_line(key) and (not rest or rest.startswith("#")):
        return Splice(layout.line(key)[0], line_end, "")
    if position + 1 < len(pairs):
        return Splice(key, layout.span(pairs[position + 1][0])[0], "")
    if position:
        return Splice(layout.end(pairs[position - 1]), end, "")
    return Splice(key, end, "")


def _comma_after(layout: Layout, end: int) -> str:
    """Return the whitespace and the comma right after an entry, or an empty string."""
    rest = layout.text[end:]
    behind = rest.lstrip()
    return rest[: len(rest) - len(behind) + 1] if behind.startswith(",") else ""
