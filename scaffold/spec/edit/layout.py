"""Where the entries of a YAML text stand, to the character, and pieces put in or taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from scaffold.errors import ScaffoldError
from scaffold.spec import reader, yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.nodes import MappingNode, Node, ScalarNode

    from scaffold.spec.yaml_text import Path, Yaml

    # A key and its value.
    Pair: TypeAlias = tuple[ScalarNode, Node]
    # Where a line starts, and where the next one does.
    Line: TypeAlias = tuple[int, int]

_ALIAS: Final = re.compile(r"\s*:\s+\*[^\s,\]}]+")
_COMMENT: Final = re.compile(r"[ \t]*(?=#)")


class SpecEditError(ScaffoldError):
    """An edit that the spec has no room for, or that would not leave the rest alone."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` up to `end`, and what comes in their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Layout:
    """A YAML text, its values and the nodes that they came from; `file` is for messages."""

    text: str
    file: str
    parsed: Yaml
    root: MappingNode

    @classmethod
    def of(cls, text: str, file: str) -> Layout:
        """The layout of a text; raises SpecError for what is no mapping in YAML."""
        try:
            parsed = yaml_text.parse(text)
        except yaml_text.YamlError:
            reader.parse(text, file)
            raise
        if not isinstance(parsed.root, yaml.MappingNode):
            reader.parse(text, file)
            raise SpecEditError(f"{file}: a spec is a mapping")
        return cls(text, file, parsed, parsed.root)

    @cached_property
    def newline(self) -> str:
        """How the text ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def spliced(self, splices: Iterable[Splice]) -> str:
        """The text with pieces exchanged; those of aliased nodes, which come twice, once."""
        text = self.text
        for one in sorted(set(splices), key=lambda one: (one.start, one.end), reverse=True):
            text = text[: one.start] + one.text + text[one.end :]
        return text

    def pair(self, path: Path) -> Pair:
        """The key and value at a path, the last part of which is a key."""
        here: Node = self.root
        pair: Pair | None = None
        for part in path:
            if isinstance(here, yaml.MappingNode):
                pair = next(one for one in here.value if one[0].value == part)
                here = pair[1]
            else:
                here = here.value[part]
        if pair is None:
            raise KeyError(path)
        return pair

    def node(self, path: Path) -> Node:
        """The value at a path."""
        *parents, last = path
        if isinstance(last, str):
            return self.pair(path)[1]
        parent: Node = self.node(tuple(parents))
        item: Node = parent.value[last]
        return item

    def mapping(self, path: Path) -> MappingNode:
        """The mapping at a path; raises for what is none."""
        node = self.node(path) if path else self.root
        if not isinstance(node, yaml.MappingNode):
            raise SpecEditError(f"{self.file}: {'.'.join(map(str, path))} is no mapping")
        return node

    def is_bare(self, mapping: MappingNode) -> bool:
        """Whether a mapping is `{}`, without so much as a comment in it."""
        start, end = self.span(mapping) if mapping.flow_style else (0, 0)
        return mapping.flow_style and not self.text[start + 1 : end - 1].strip()

    def span(self, node: Node) -> tuple[int, int]:
        """From a node's first character up to its last: no comment, no blank line after it."""
        start = self._offset(node.start_mark)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return start, self.end(node.value[-1])
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return start, self.span(node.value[-1])[1]
        written = self.text[start : self._offset(node.end_mark)]
        return start, start + len(written.rstrip())

    def end(self, pair: Pair) -> int:
        """Where the value of a pair has its last character; an alias stands for its anchor."""
        key, value = pair
        key_end = self.span(key)[1]
        start, end = self.span(value)
        if start >= key_end:
            return end
        alias = _ALIAS.match(self.text, key_end)
        return alias.end() if alias else key_end

    def line(self, offset: int) -> Line:
        """The line that an offset is in."""
        position = bisect_right(self._line_starts, offset)
        following = self._line_starts[position : position + 1]
        return self._line_starts[position - 1], following[0] if following else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand before an offset in its line."""
        return offset - self.line(offset)[0]

    def starts_line(self, offset: int) -> bool:
        """Whether nothing but blanks stands before an offset in its line."""
        return not self.text[self.line(offset)[0] : offset].strip()

    def lines_from(self, offset: int) -> list[Line]:
        """The lines from an offset on, which is where one starts."""
        starts = [start for start in self._line_starts if start >= offset]
        return [one for one in pairwise([*starts, len(self.text)]) if one[0] < one[1]]

    def lines_before(self, offset: int) -> list[Line]:
        """The lines before an offset, which is where one starts; the nearest first."""
        starts = [start for start in self._line_starts if start <= offset]
        return list(pairwise(starts))[::-1]

    def is_blank(self, line: Line) -> bool:
        """Whether a line has nothing in it."""
        return not self.text[slice(*line)].strip()

    def comment_column(self, line: Line) -> int | None:
        """How far in a comment stands that has its line for itself."""
        match = _COMMENT.match(self.text[slice(*line)])
        return match.end() if match else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in yaml_text.LINE_BREAK.finditer(self.text))]

    def _offset(self, mark: yaml.Mark | None) -> int:
        return self._line_starts[mark.line] + mark.column if mark else 0
