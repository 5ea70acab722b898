"""YAML text to plain values by the core schema of YAML 1.2, with the position of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import yaml

from scaffold.errors import ScaffoldError
from scaffold.spec import MAX_BYTES, yaml_syntax
from scaffold.yaml_events import TooDeepError, shallow_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path = tuple[str | int, ...]

MAX_DEPTH: Final = 50
MAX_NODES: Final = 50_000
_LONGEST_INTEGER: Final = 400

# PyYAML counts lines by these.
LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL: Final = re.compile(r"~|null|Null|NULL|")
_TRUE: Final = re.compile(r"true|True|TRUE")
_FALSE: Final = re.compile(r"false|False|FALSE")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_OCTAL: Final = re.compile(r"0o[0-7]+")
_HEX: Final = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: Final = re.compile(r"([-+]?\.(inf|Inf|INF))|\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the text; lines and columns start at 1."""

    line: int
    column: int


class _Mark(Protocol):
    """The common part of the marks of PyYAML and of its C parser."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class YamlError(ScaffoldError):
    """The text is not YAML, or it uses a feature that specs do not allow."""

    def __init__(self, message: str, place: Place, path: Path = ()) -> None:
        self.message = message
        self.place = place
        self.path = path
        super().__init__(message)


@dataclass(slots=True)
class Yaml:
    """A parsed text: its value, its root node, and the positions of keys and values."""

    value: object = None
    root: Node | None = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    duplicates: list[tuple[Path, Place]] = field(default_factory=list)

    def place(self, path: Path, *, on_key: bool = False) -> Place:
        """Return the position of a path, or of its nearest ancestor that is written out."""
        for length in range(len(path), -1, -1):
            head = path[:length]
            whole = length == len(path)
            if whole and on_key and head in self.keys:
                return self.keys[head]
            if not whole and head in self.values and (item := self._item(head, path[length])):
                return item
            if head in self.values:
                scalar = head in self.texts
                return self.values[head] if whole or scalar else self.keys.get(head, Place(1, 1))
        return Place(1, 1)

    def written(self, path: Path) -> Path:
        """Shorten a path to its written part: in the short form, `ref(x)` is the field itself."""
        for length in range(len(path)):
            if path[:length] in self.texts:
                return path[:length]
        return path

    def _item(self, head: Path, text: str | int) -> Place | None:
        """Return the position of a list item by its text, as in `uses: {models: [video]}`."""
        position = 0
        while (*head, position) in self.values:
            if self.texts.get((*head, position)) == text:
                return self.values[(*head, position)]
            position += 1
        return None


def parse(text: str) -> Yaml:
    """Parse a YAML text; raise YamlError if it is invalid or uses a feature that is not allowed."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise YamlError("larger than 1 MiB", Place(1, 1))
    try:
        _check_events(text)
        node = yaml.compose(text, Loader=_LOADER)
    except TooDeepError as error:
        raise YamlError(f"nested more than {MAX_DEPTH} levels deep", _place(error.mark)) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(text, error) from None
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        raise _character_error(text, error) from None
    parsed = Yaml(root=node)
    if node is not None:
        parsed.value = _Constructor(parsed).value(node, ())
    return parsed


def _check_events(text: str) -> None:
    """Reject tags, and nesting that would overflow the composer's stack, before composing."""
    documents = 0
    for event in shallow_events(text, _LOADER, MAX_DEPTH):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlError("a spec must be a single YAML document", _place(event.start_mark))
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise YamlError(f"YAML tags are not allowed: {tag}", _place(event.start_mark))


class _Constructor:
    """Converts nodes to values and records positions; alias expansion is bounded."""

    def __init__(self, parsed: Yaml) -> None:
        self.parsed = parsed
        self.count = 0
        self.open: set[int] = set()

    def value(self, node: Node, path: Path) -> object:
        self.count += 1
        if self.count > MAX_NODES:
            message = f"a spec has at most {MAX_NODES} values, each alias counted as what it is"
            raise YamlError(message, _place(node.start_mark), path)
        if id(node) in self.open:
            raise YamlError("an alias contains itself", _place(node.start_mark), path)
        self.parsed.values[path] = _place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            self.parsed.texts[path] = node.value
            return _scalar(node)
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return self._sequence(node, path)
            return self._mapping(cast("MappingNode", node), path)
        finally:
            self.open.discard(id(node))

    def _sequence(self, node: SequenceNode, path: Path) -> list[object]:
        return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, item in node.value:
            place = _place(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError("a key must be a string", place, path)
            name = key.value
            if name in result:
                self.parsed.duplicates.append(((*path, name), place))
                continue
            self.parsed.keys[(*path, name)] = place
            result[name] = self.value(item, (*path, name))
        return result


def _integer(text: str, base: int) -> int | float:
    """Return an integer, or infinity for one that is too long for Python to print."""
    return int(text, base) if len(text) <= _LONGEST_INTEGER else float("inf")


def _scalar(node: ScalarNode) -> object:
    text: str = node.value
    if node.style in {"'", '"', "|", ">"}:
        return text
    for pattern, convert in _CORE_SCHEMA:
        if pattern.fullmatch(text):
            return convert(text)
    return text


_CORE_SCHEMA: Final[tuple[tuple[re.Pattern[str], Any], ...]] = (
    (_NULL, lambda _: None),
    (_TRUE, lambda _: True),
    (_FALSE, lambda _: False),
    (_INTEGER, lambda text: _integer(text, 10)),
    (_OCTAL, lambda text: _integer(text, 0)),
    (_HEX, lambda text: _integer(text, 0)),
    (_FLOAT, float),
    (_SPECIAL, lambda text: float(text.replace(".", "", 1))),
)


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _syntax_error(text: str, error: yaml.MarkedYAMLError) -> YamlError:
    problem = yaml_syntax.explain(error, LINE_BREAK.split(text))
    return YamlError(problem.message, Place(problem.line + 1, problem.column + 1))


def _character_error(text: str, error: yaml.YAMLError | UnicodeEncodeError) -> YamlError:
    """Return an error for the first character that YAML does not allow."""
    for line, column, character in _characters(text):
        code = ord(character)
        printable = character in "\t\n\r\x85" or 0x20 <= code <= 0x7E or code >= 0xA0  # noqa: PLR2004 - YAML 1.2, 5.1
        if not printable or 0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF}:  # noqa: PLR2004 - YAML 1.2, 5.1
            message = f"not YAML: the character U+{code:04X} is not allowed"
            return YamlError(message, Place(line, column))
    return YamlError(f"not YAML: {error}", Place(1, 1))


def _characters(text: str) -> Iterator[tuple[int, int, str]]:
    for line, content in enumerate(LINE_BREAK.split(text), start=1):
        for column, character in enumerate(content, start=1):
            yield line, column, character
