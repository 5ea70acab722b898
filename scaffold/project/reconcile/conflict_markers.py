"""Conflict markers: finding them in a text, and resolving them with one side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Side: TypeAlias = Literal["ours", "theirs"]

_OURS: Final = b"<<<<<<< "
_BASE: Final = b"||||||| "
_MIDDLE: Final = b"======="
_THEIRS: Final = b">>>>>>> "


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the three sides beside a conflict's markers."""

    ours: str = "yours"
    base: str = "generated before"
    theirs: str = "generated now"


@dataclass(frozen=True, slots=True)
class MergedText:
    """The result of a three-way merge; with `conflicts`, the text has markers."""

    content: bytes
    conflicts: bool


class Merge(Protocol):
    """A three-way merge of texts."""

    def __call__(self, base: bytes, ours: bytes, theirs: bytes, labels: Labels, /) -> MergedText:
        """Merge two texts that have a common base."""


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Indexes of the lines with a conflict's markers; some merge styles have no base."""

    start: int
    base: int | None
    middle: int
    end: int


def marker_line(content: bytes) -> int | None:
    """Return the line number of the first complete conflict, or None."""
    if _OURS not in content:
        return None
    return next((conflict.start + 1 for conflict in _conflicts(content.split(b"\n"))), None)


def resolve(content: bytes, side: Side) -> bytes:
    """Return the text with every conflict replaced by one side of it."""
    lines = content.split(b"\n")
    kept: list[bytes] = []
    position = 0
    for conflict in _conflicts(lines):
        kept += lines[position : conflict.start]
        if side == "ours":
            end = conflict.middle if conflict.base is None else conflict.base
            kept += lines[conflict.start + 1 : end]
        else:
            kept += lines[conflict.middle + 1 : conflict.end]
        position = conflict.end + 1
    return b"\n".join(kept + lines[position:])


def _conflicts(lines: list[bytes]) -> Iterator[_Conflict]:
    """Yield every complete conflict; markers out of order are ordinary text."""
    start = base = middle = None
    for number, line in enumerate(lines):
        if line.startswith(_OURS):
            start, base, middle = number, None, None
        elif start is not None and middle is None and line.startswith(_BASE):
            base = number
        elif start is not None and line.rstrip(b"\r") == _MIDDLE:
            middle = number
        elif start is not None and middle is not None and line.startswith(_THEIRS):
            yield _Conflict(start, base, middle, number)
            start = base = middle = None
