"""Explanations of YAML syntax errors, with what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

# Positions as the parser counts: lines and columns start at 0.
Position = tuple[int, int]

# What a plain value ends with: a comma or bracket around it, or a comment.
_VALUE: Final = re.compile(r"[^,\[\]{}#\s]+")
_LONGEST_QUOTE: Final = 40


class SyntaxProblem(NamedTuple):
    """A message, and the position that it is about."""

    message: str
    line: int
    column: int


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> SyntaxProblem:
    """Return what the parser's error means for somebody who writes a spec."""
    found = _position(error.problem_mark)
    start = _position(error.context_mark) if error.context_mark else found
    problem, context = error.problem or "", error.context or ""
    for words, explanation in _EXPLANATIONS:
        if words in f"{context}: {problem}":
            message, (line, column) = explanation(_Place(lines, start, found))
            return SyntaxProblem(message, line, column)
    return SyntaxProblem(f"not YAML: {', '.join(filter(None, (context, problem)))}", *found)


class _Place(NamedTuple):
    """The text, where what the parser was reading starts, and where it stopped."""

    lines: list[str]
    start: Position
    found: Position

    def after(self, position: Position) -> str:
        line, column = position
        return self.lines[line][column:] if line < len(self.lines) else ""


def _character(place: _Place) -> tuple[str, Position]:
    rest = place.after(place.found)
    if rest.startswith("\t"):
        return "YAML does not allow tabs here: indent with spaces", place.found
    return f'a value cannot start with "{rest[:1]}": write {_quoted(rest)}', place.found


def _alias(place: _Place) -> tuple[str, Position]:
    rest = place.after(place.start)
    return f'a value that starts with "{rest[:1]}" needs quotes: write {_quoted(rest)}', place.start


def _no_colon(place: _Place) -> tuple[str, Position]:
    line = place.after(place.start).strip()
    key, _, value = line.partition(" ")
    return f"a colon is missing: write {_cropped(f'{key}: {value}'.rstrip())}", place.start


def _second_colon(place: _Place) -> tuple[str, Position]:
    line, column = place.found
    before = place.lines[line][:column]
    _, colon, value = before.partition(": ")
    if not colon:
        indent = len(before) - len(before.lstrip())
        too_far = "this line is indented too far, or " if indent else ""
        return f"{too_far}the line above lacks a colon", (line, indent)
    whole = f"{value}{place.after(place.found)}".strip()
    position = (line, len(before) - len(value.lstrip()))
    return f"a value that contains a colon needs quotes: write {_in_quotes(whole)}", position


def _open_quote(place: _Place) -> tuple[str, Position]:
    quote = place.after(place.start)[:1]
    return f"this quote is never closed: write another {quote} where the text ends", place.start


def _open_bracket(place: _Place) -> tuple[str, Position]:
    bracket = place.after(place.start)[:1]
    closing = {"[": "]", "{": "}"}.get(bracket, bracket)
    if place.start[0] == place.found[0]:
        return f"write a comma or {closing} here", place.found
    return f'this "{bracket}" is never closed: write a {closing} after the last value', place.start


def _key(place: _Place) -> tuple[str, Position]:
    line, column = place.found
    if place.lines[line][:column].strip():
        return "text after the end of a value: put the whole value in quotes", place.found
    return "indent this line as far as the lines that it belongs to", place.found


def _escape(place: _Place) -> tuple[str, Position]:
    return r"write \\ for a backslash, or put the text in single quotes", place.found


def _nothing(place: _Place) -> tuple[str, Position]:
    rest = place.after(place.found)
    if rest[:1] in {"]", "}"}:
        return f'"{rest[0]}" closes nothing: take it out', place.found
    return "a value is missing: write it, and close every [ and {", place.found


def _item(place: _Place) -> tuple[str, Position]:
    return 'indent this line less, or start it with "- " like the items above', place.found


_EXPLANATIONS: Final[tuple[tuple[str, Callable[[_Place], tuple[str, Position]]], ...]] = (
    ("cannot start any token", _character),
    ("scanning an alias", _alias),
    ("scanning an anchor", _alias),
    ("undefined alias", _alias),
    ("unknown escape character", _escape),
    ("did not find expected node content", _nothing),
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _second_colon),
    ("scanning a quoted scalar", _open_quote),
    ("parsing a flow", _open_bracket),
    ("parsing a block mapping: did not find expected key", _key),
    ("expected '-' indicator", _item),
)


def _position(mark: yaml.Mark | None) -> Position:
    return (mark.line, mark.column) if mark else (0, 0)


def _quoted(rest: str) -> str:
    """Return the value that a text starts with, in quotes."""
    match = _VALUE.match(rest)
    return _in_quotes(match[0] if match else rest.strip())


def _in_quotes(text: str) -> str:
    quote = "'" if '"' in text else '"'
    return _cropped(f"{quote}{text}{quote}")


def _cropped(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
