"""The positions of a YAML text's entries, to the character, and edits at them."""

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import yaml

from scaffold.errors import ScaffoldError
from scaffold.spec import SPEC_NAME, reader, writer, yaml_text
from scaffold.spec.language import LANGUAGE, Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml.nodes import MappingNode, Node, ScalarNode

    from scaffold.spec.yaml_text import Path, Yaml

    # A key and its value.
    Pair: TypeAlias = tuple[ScalarNode, Node]
    # The start of a line, and that of the next one.
    Line: TypeAlias = tuple[int, int]

_ALIAS: Final = re.compile(r"\s*:\s+\*[^\s,\]}]+")
_COMMENT: Final = re.compile(r"[ \t]*(?=#)")


class SpecEditError(ScaffoldError):
    """An edit that does not fit the spec, or that would change more than it should."""


@dataclass(frozen=True, slots=True)
class SpecText:
    """The text of a spec to edit, the file that it is from, for messages, and its language."""

    text: str
    file: str = SPEC_NAME
    language: Language = LANGUAGE


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` up to `end`, and the text that replaces them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Layout:
    """The text of a spec, its values and the nodes that they came from."""

    text: str
    file: str
    language: Language
    parsed: Yaml
    root: MappingNode

    @classmethod
    def of(cls, source: SpecText) -> Layout:
        """Return the layout of a text; raises SpecError if it is not a mapping in YAML."""
        text, file, language = source.text, source.file, source.language
        try:
            parsed = yaml_text.parse(text)
        except yaml_text.YamlError:
            reader.parse(text, file, language)
            raise
        if not isinstance(parsed.root, yaml.MappingNode):
            reader.parse(text, file, language)
            raise SpecEditError(f"{file}: a spec is a mapping")
        return cls(text, file, language, parsed, parsed.root)

    @cached_property
    def newline(self) -> str:
        """The line ending of the text."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def document(self) -> dict[str, Any]:
        """Return a copy of the values, which are a mapping."""
        return cast("dict[str, Any]", copy.deepcopy(self.parsed.value))

    def edited(self, splices: Iterable[Splice], expected: dict[str, Any]) -> str:
        """Return the edited text; raises SpecEditError unless it has the expected values."""
        text = self.spliced(splices)
        try:
            edited = yaml_text.parse(text)
        except yaml_text.YamlError:
            edited = yaml_text.Yaml()
        if edited.value != expected or edited.duplicates:
            message = (
                "the edit would change more than it should, perhaps because of an anchor or alias"
            )
            raise SpecEditError(f"{self.file}: {message}: edit the file yourself")
        return text

    def spliced(self, splices: Iterable[Splice]) -> str:
        """Return the text with splices applied: each once, though aliased nodes repeat theirs."""
        text = self.text
        for splice in sorted(
            set(splices), key=lambda splice: (splice.start, splice.end), reverse=True
        ):
            text = text[: splice.start] + splice.text + text[splice.end :]
        return text

    def pair(self, path: Path) -> Pair:
        """Return the key and value at a path whose last part is a key."""
        here: Node = self.root
        pair: Pair | None = None
        for part in path:
            if isinstance(here, yaml.MappingNode):
                pair = next(entry for entry in here.value if entry[0].value == part)
                here = pair[1]
            else:
                here = here.value[part]
        if pair is None:
            raise KeyError(path)
        return pair

    def node(self, path: Path) -> Node:
        """Return the value at a path."""
        *parents, last = path
        if isinstance(last, str):
            return self.pair(path)[1]
        parent: Node = self.node(tuple(parents))
        item: Node = parent.value[last]
        return item

    def mapping(self, path: Path) -> MappingNode:
        """Return the mapping at a path; raises SpecEditError if it is something else."""
        node = self.node(path) if path else self.root
        if not isinstance(node, yaml.MappingNode):
            raise SpecEditError(f"{self.file}: {'.'.join(map(str, path))} is not a mapping")
        return node

    def is_bare(self, mapping: MappingNode) -> bool:
        """Return True if a mapping is `{}`, without even a comment in it."""
        start, end = self.span(mapping) if mapping.flow_style else (0, 0)
        return mapping.flow_style and not self.text[start + 1 : end - 1].strip()

    def span(self, node: Node) -> tuple[int, int]:
        """Return the start and end of a node, without comments and blank lines after it."""
        start = self._offset(node.start_mark)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return start, self.end(node.value[-1])
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return start, self.span(node.value[-1])[1]
        written = self.text[start : self._offset(node.end_mark)]
        return start, start + len(written.rstrip())

    def replaced(self, node: Node, text: str) -> Splice:
        """Return the replacement of a scalar, in the same quotes."""
        start, end = self.span(node)
        quotes = self.text[start]
        literal = f"{quotes}{text}{quotes}" if quotes in "'\"" else writer.literal(text)
        return Splice(start, end, literal)

    def value_span(self, pair: Pair) -> tuple[int, int]:
        """Return where the value of a pair is written, from behind the colon."""
        start = self.text.index(":", self.span(pair[0])[1]) + 1
        return start, max(start, self.end(pair))

    def end(self, pair: Pair) -> int:
        """Return the end of the value of a pair; an alias stands for its anchor."""
        key, value = pair
        key_end = self.span(key)[1]
        start, end = self.span(value)
        if start >= key_end:
            return end
        alias = _ALIAS.match(self.text, key_end)
        return alias.end() if alias else key_end

    def line(self, offset: int) -> Line:
        """Return the line that an offset is in."""
        position = bisect_right(self._line_starts, offset)
        following = self._line_starts[position : position + 1]
        return self._line_starts[position - 1], following[0] if following else len(self.text)

    def column(self, offset: int) -> int:
        """Return the number of characters before an offset in its line."""
        return offset - self.line(offset)[0]

    def starts_line(self, offset: int) -> bool:
        """Return True if only whitespace precedes an offset in its line."""
        return not self.text[self.line(offset)[0] : offset].strip()

    def lines_from(self, offset: int) -> list[Line]:
        """Return the lines from an offset on, where a line starts."""
        starts = [start for start in self._line_starts if start >= offset]
        return [line for line in pairwise([*starts, len(self.text)]) if line[0] < line[1]]

    def lines_before(self, offset: int) -> list[Line]:
        """Return the lines before an offset, where a line starts; the nearest first."""
        starts = [start for start in self._line_starts if start <= offset]
        return list(pairwise(starts))[::-1]

    def is_blank(self, line: Line) -> bool:
        """Return True if a line is blank."""
        return not self.text[slice(*line)].strip()

    def comment_column(self, line: Line) -> int | None:
        """Return the column of a comment that has a line of its own, or None."""
        match = _COMMENT.match(self.text[slice(*line)])
        return match.end() if match else None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in yaml_text.LINE_BREAK.finditer(self.text))]

    def _offset(self, mark: yaml.Mark | None) -> int:
        return self._line_starts[mark.line] + mark.column if mark else 0
