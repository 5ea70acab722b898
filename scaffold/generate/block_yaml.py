"""A fast reader for the YAML that the templates write: block style, one line per scalar.

PyYAML takes ten times as long, which every `new` and `regenerate` would pay.
"""

from __future__ import annotations

import json
import re
from typing import Final, TypeAlias

from scaffold.errors import ScaffoldError

Node: TypeAlias = "str | int | float | bool | list[Node] | dict[str, Node] | None"
_Line: TypeAlias = tuple[int, str]

_ENTRY: Final = re.compile(r'(?:"([^"\\]*)"|([^\s"\[{#][^\s]*?)):(?: (.+))?')
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_WORDS: Final[dict[str, Node]] = {"true": True, "false": False, "null": None, "{}": {}, "[]": []}


class BlockYamlError(ScaffoldError):
    """A template wrote YAML outside of the subset: a defect of scaffold."""

    exit_code = 70


def parse(text: str) -> Node:
    """Return the document in a text; raise BlockYamlError for anything but the subset."""
    lines = [
        (len(line) - len(stripped), stripped)
        for line in text.split("\n")
        if (stripped := line.lstrip(" ")) and stripped != "---"
    ]
    lines.append((-1, ""))
    node, end = _node(lines, 0)
    if end != len(lines) - 1:
        raise BlockYamlError(f"unexpected indentation: {lines[end][1]}")
    return node


def _node(lines: list[_Line], start: int) -> tuple[Node, int]:
    """Return the node that starts at a line, and the index of the line after it."""
    return (_sequence if lines[start][1].startswith("- ") else _mapping)(lines, start)


def _mapping(lines: list[_Line], start: int) -> tuple[Node, int]:
    found: dict[str, Node] = {}
    depth = lines[start][0]
    while lines[start][0] == depth and not lines[start][1].startswith("- "):
        text = lines[start][1]
        entry = _ENTRY.fullmatch(text)
        if entry is None:
            raise BlockYamlError(f"not an entry of a mapping: {text}")
        start += 1
        if entry[3] is not None:
            value = _scalar(entry[3])
        elif lines[start][0] > depth:
            value, start = _node(lines, start)
        else:
            value = None
        found[entry[2] if entry[1] is None else entry[1]] = value
    return found, start


def _sequence(lines: list[_Line], start: int) -> tuple[Node, int]:
    found: list[Node] = []
    depth = lines[start][0]
    while lines[start][0] == depth:
        text = lines[start][1].removeprefix("- ")
        if _ENTRY.fullmatch(text):
            lines[start] = depth + 2, text
            value, start = _mapping(lines, start)
        else:
            value, start = _scalar(text), start + 1
        found.append(value)
    return found, start


def _scalar(text: str) -> Node:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] == '"':
        decoded: str = json.loads(text)
        return decoded
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    if text[0] == "[":
        return [_scalar(item) for item in text[1:-1].split(", ")]
    if number := _NUMBER.fullmatch(text):
        return float(text) if number[1] else int(text)
    return text
