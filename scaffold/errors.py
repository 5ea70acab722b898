"""Errors a user can act on: what, where, what to do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

# How much of a long line is shown on either side of the caret.
_BEFORE: Final = 70
_AFTER: Final = 40


class ScaffoldError(Exception):
    """The base of everything that the command line reports without a traceback."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a spec, at a path such as `("models", "video", "fields")`."""

    path: tuple[str | int, ...]
    message: str
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem with its place in the file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str
    source: str

    def __str__(self) -> str:
        """Lay out the message, the source line and a caret under the column."""
        where = f"{self.path}: " if self.path else ""
        head = f"{self.file}:{self.line}:{self.column}: error: {where}{self.message}"
        head = "".join(map(_escaped, head))
        if not self.source.strip():
            return head
        before, after = _excerpt(self.source, self.column - 1)
        margin = " " * len(str(self.line))
        indent = "".join(map(_blank, before))
        return f"{head}\n  {self.line} | {before}{after}\n  {margin} | {indent}^"


def _excerpt(source: str, position: int) -> tuple[str, str]:
    """The line before and after a position, as much of it as fits in a terminal."""
    before, after = source[:position], source[position:]
    if len(before) > _BEFORE:
        before = f"…{before[1 - _BEFORE :]}"
    if len(after) > _AFTER:
        after = f"{after[: _AFTER - 1]}…"
    return "".join(map(_shown, before)), "".join(map(_shown, after))


def _escaped(character: str) -> str:
    """What a terminal would act on instead of showing it."""
    seen = character.isprintable() or character == "\t"
    return character if seen else character.encode("unicode_escape").decode()


def _shown(character: str) -> str:
    return (
        character if character.isprintable() or character == "\t" else "\N{REPLACEMENT CHARACTER}"
    )


def _blank(character: str) -> str:
    """As many cells as the character takes."""
    if character == "\t" or unicodedata.combining(character):
        return "\t" if character == "\t" else ""
    return "  " if unicodedata.east_asian_width(character) in {"W", "F"} else " "


class SpecError(ScaffoldError):
    """The spec cannot be used; carries every problem found in it, in file order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(map(str, diagnostics)))
