"""Edits of entries that have lines of their own."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from scaffold.spec import writer
from scaffold.spec.edit.layout import Splice

if TYPE_CHECKING:
    from yaml.nodes import MappingNode

    from scaffold.spec.edit.layout import Layout, Line, Pair
    from scaffold.spec.kinds.kind import Kind


def inserted(layout: Layout, mapping: MappingNode, kind: Kind, name: str, value: object) -> Splice:
    """Return the insertion of an entity into a section, spaced as the others are."""
    return _appended(layout, mapping, writer.entry(kind, name, value, column(layout, mapping)))


def key_inserted(layout: Layout, mapping: MappingNode, key: str, value: object) -> Splice:
    """Return the insertion of a key at the end of an entry."""
    margin = " " * column(layout, mapping)
    line = f"{margin}{writer.flow_entry(key, value)}"
    return _insertion(layout, _end(layout, mapping.value[-1]), [line])


def first_entry(layout: Layout, pair: Pair, kind: Kind, name: str, value: object) -> list[Splice]:
    """Return the insertion of an entity into an empty section: `models:` or `models: {}`."""
    key, node = pair
    start, end = layout.span(node)
    behind_colon = layout.text.index(":", layout.span(key)[1]) + 1
    lines = writer.entry(kind, name, value, 2)
    return [
        Splice(behind_colon, max(start, end), ""),
        _insertion(layout, layout.line(max(start, end))[1], lines),
    ]


def new_section(layout: Layout, kind: Kind, name: str, value: object) -> Splice:
    """Return the insertion of a section with one entity, in the order of the language."""
    return _top_level(
        layout, kind.section, [f"{kind.section}:", *writer.entry(kind, name, value, 2)]
    )


def new_key(layout: Layout, key: str, value: object) -> Splice:
    """Return the insertion of a key of the spec, in the order of the language."""
    return _top_level(layout, key, writer.top_level_entry(key, value, layout.language.kinds))


def _top_level(layout: Layout, key: str, lines: list[str]) -> Splice:
    order = writer.key_order(layout.language.kinds)
    position = order.index(key) if key in order else len(order)
    earlier = [pair for pair in layout.root.value if pair[0].value in order[:position]]
    offset = _end(layout, (earlier or layout.root.value)[-1])
    if key in writer.HEAD_KEYS:
        return _insertion(layout, offset, lines)
    following = layout.lines_from(offset)
    apart = layout.is_blank(following[0]) if following else _is_spread(layout)
    return _insertion(layout, offset, ["", *lines] if apart else lines)


def removal(layout: Layout, mapping: MappingNode, pair: Pair) -> Splice:
    """Return the removal of an entry, its comments, and the blank lines that it would leave."""
    start, end = _start(layout, pair), _end(layout, pair)
    above = _blanks(layout, layout.lines_before(start))
    below = _blanks(layout, layout.lines_from(end))
    is_first, is_last = mapping.value[0] is pair, mapping.value[-1] is pair
    if above and (len(above) <= len(below) or (is_last and not below)):
        return Splice(above[-1][0], end, "")
    if below and (above or is_first):
        return Splice(start, below[-1][1], "")
    return Splice(start, end, "")


def _start(layout: Layout, pair: Pair) -> int:
    """Return the start of an entry's first line: its key's, or that of the comment above it."""
    column = _column(layout, pair)
    start = layout.line(layout.span(pair[0])[0])[0]
    for line in layout.lines_before(start):
        # A comment at the start of the file is about the file.
        if layout.comment_column(line) != column or line[0] == 0:
            break
        start = line[0]
    return start


def _end(layout: Layout, pair: Pair) -> int:
    """Return the start of the line after an entry and the comments indented more than it."""
    column = _column(layout, pair)
    end = layout.line(layout.end(pair) - 1)[1]
    for line in layout.lines_from(end):
        comment = layout.comment_column(line)
        if comment is not None and comment > column:
            end = line[1]
        elif not layout.is_blank(line):
            break
    return end


def column(layout: Layout, mapping: MappingNode) -> int:
    """Return the indent of the entries of a mapping."""
    return _column(layout, mapping.value[0])


def _appended(layout: Layout, mapping: MappingNode, lines: list[str]) -> Splice:
    """Return the insertion of lines after the last entry, spaced as the others are."""
    first, last = mapping.value[0], mapping.value[-1]
    apart = first is not last and _has_blank_before(layout, last)
    return _insertion(layout, _end(layout, last), ["", *lines] if apart else lines)


def _column(layout: Layout, pair: Pair) -> int:
    """Return the indent of an entry."""
    return layout.column(layout.span(pair[0])[0])


def _insertion(layout: Layout, offset: int, lines: list[str]) -> Splice:
    """Return the insertion of lines; a text without a final line ending stays without one."""
    text = layout.newline.join(lines)
    unended = offset == len(layout.text) and not layout.text.endswith(("\n", "\r"))
    piece = f"{layout.newline}{text}" if unended else f"{text}{layout.newline}"
    return Splice(offset, offset, piece)


def _has_blank_before(layout: Layout, pair: Pair) -> bool:
    return bool(_blanks(layout, layout.lines_before(_start(layout, pair))))


def _blanks(layout: Layout, lines: list[Line]) -> list[Line]:
    """Return the blank lines that come first."""
    return list(takewhile(layout.is_blank, lines))


def _is_spread(layout: Layout) -> bool:
    """Return True if blank lines separate the sections, or there is none yet."""
    sections = [pair for pair in layout.root.value if pair[0].value not in writer.HEAD_KEYS]
    return not sections or any(_has_blank_before(layout, pair) for pair in sections)
