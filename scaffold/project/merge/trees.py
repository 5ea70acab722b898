"""Structured texts as trees that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

# A scalar is its type and its text, so that 1 and "1" differ.
Scalar: TypeAlias = tuple[str, str]
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | Scalar"


class UnreadableError(Exception):
    """A text that is not of its kind, or has a key twice."""


def distinct(pairs: Iterable[tuple[str, Tree]]) -> dict[str, Tree]:
    """Return a mapping; raise UnreadableError if a key is there twice."""
    entries = list(pairs)
    found = dict(entries)
    if len(found) < len(entries):
        raise UnreadableError("a key is there twice")
    return found
