"""Entries between braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.spec import writer
from scaffold.spec.edit.layout import Splice

if TYPE_CHECKING:
    from yaml.nodes import MappingNode

    from scaffold.spec.edit.layout import Layout, Pair


def inserted(layout: Layout, mapping: MappingNode, name: str, value: object) -> list[Splice]:
    """An entry more at the end: on a line of its own where the last one has one."""
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
    """An entry and one of the commas beside it; whole lines where it has them for itself."""
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
    """The blanks and the comma right behind an entry, or nothing."""
    rest = layout.text[end:]
    behind = rest.lstrip()
    return rest[: len(rest) - len(behind) + 1] if behind.startswith(",") else ""
