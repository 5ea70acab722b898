"""Errors a user can act on: what, where, what to do."""

from __future__ import annotations

from dataclasses import dataclass


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
        if not self.source.strip():
            return head
        margin = " " * len(str(self.line))
        indent = "".join("\t" if c == "\t" else " " for c in self.source[: self.column - 1])
        return f"{head}\n  {self.line} | {self.source}\n  {margin} | {indent}^"


class SpecError(ScaffoldError):
    """The spec cannot be used; carries every problem found in it, in file order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(map(str, diagnostics)))
