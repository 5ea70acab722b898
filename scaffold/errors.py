"""Errors that a user can act on: what happened, where, and what to do next."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final, NamedTuple

# The characters of a long line that are shown on either side of the caret.
_BEFORE: Final = 70
_AFTER: Final = 40


# What a terminal may interpret: everything but plain ASCII is looked at.
_SUSPECT: Final = re.compile(r"[^\t\n\x20-\x7e]")
# Controls, invisible characters and those that reorder text, halves of characters, line separators.
_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Joins emoji, and letters of some scripts.
_JOINERS: Final = "\u200c\u200d"


class ScaffoldError(Exception):
    """The base class of all errors that the command line reports without a traceback."""

    exit_code = 2


class Problem(NamedTuple):
    """A problem in a spec, at a path such as `("models", "video", "fields")`."""

    path: tuple[str | int, ...]
    message: str
    on_key: bool = False


class Diagnostic(NamedTuple):
    """A problem with its position in the file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str
    source: str

    def __str__(self) -> str:
        """Return the message, the source line, and a caret under the column."""
        where = f"{self.path}: " if self.path else ""
        head = f"{self.file}:{self.line}:{self.column}: error: {where}{self.message}"
        head = visible(head).replace("\n", "\\n")
        if not self.source.strip():
            return head
        before, after = _excerpt(self.source, self.column - 1)
        margin = " " * len(str(self.line))
        return f"{head}\n  {self.line} | {before}{after}\n  {margin} | {_indent(before)}^"


def visible(text: str) -> str:
    """Return a text in which everything that a terminal would obey is escaped.

    Lines and tabs stay. Names of files, logs, and specs may come from anybody.
    """
    return _SUSPECT.sub(lambda match: _escaped(match[0]), text)


def visible_json(text: str) -> str:
    """Return a JSON text that has the same meaning, with the same characters escaped."""
    return _SUSPECT.sub(
        lambda match: json.dumps(match[0])[1:-1] if _is_obeyed(match[0]) else match[0], text
    )


def _excerpt(source: str, position: int) -> tuple[str, str]:
    """Return a line before and after a position, cut to fit in a terminal."""
    before, after = source[:position], source[position:]
    if len(before) > _BEFORE:
        before = f"…{before[1 - _BEFORE :]}"
    if len(after) > _AFTER:
        after = f"{after[: _AFTER - 1]}…"
    return _printable(before), _printable(after)


def _escaped(character: str) -> str:
    """Return a character, escaped if a terminal would interpret it."""
    if not _is_obeyed(character):
        return character
    return character.encode("unicode_escape").decode()


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in _OBEYED and character not in _JOINERS


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character == "\t" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def _indent(text: str) -> str:
    """Return spaces as wide as the text."""
    if text.isascii() and text.isprintable():
        return " " * len(text)
    return "".join(map(_blank, text))


def _blank(character: str) -> str:
    """Return spaces as wide as the character."""
    if character == "\t" or unicodedata.combining(character):
        return "\t" if character == "\t" else ""
    return "  " if unicodedata.east_asian_width(character) in {"W", "F"} else " "


class SpecError(ScaffoldError):
    """An invalid spec; `diagnostics` has every problem, in file order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        """Return every problem as a compiler shows it."""
        return "\n".join(map(str, self.diagnostics))
