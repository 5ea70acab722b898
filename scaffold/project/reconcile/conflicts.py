"""Conflict markers: finding them in a text, and settling them by taking one side."""

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
    """What the three sides of a conflict are called beside its markers."""

    ours: str = "yours"
    base: str = "generated before"
    theirs: str = "generated now"


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a three-way merge of texts; with conflicts it has markers."""

    content: bytes
    conflicts: bool


class Merge(Protocol):
    """A three-way merge of texts."""

    def __call__(self, base: bytes, ours: bytes, theirs: bytes, labels: Labels, /) -> Merged:
        """The merge of two texts that come from one."""


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Indexes of the lines that hold a conflict's markers; not every style has a base."""

    start: int
    base: int | None
    middle: int
    end: int


def marker_line(content: bytes) -> int | None:
    """The number of the first line of the first conflict, if there is a whole one."""
    if _OURS not in content:
        return None
    return next((one.start + 1 for one in _conflicts(content.split(b"\n"))), None)


def settle(content: bytes, side: Side) -> bytes:
    """The text with every conflict replaced by one side of it."""
    lines = content.split(b"\n")
    kept: list[bytes] = []
    position = 0
    for one in _conflicts(lines):
        kept += lines[position : one.start]
        if side == "ours":
            kept += lines[one.start + 1 : one.middle if one.base is None else one.base]
        else:
            kept += lines[one.middle + 1 : one.end]
        position = one.end + 1
    return b"\n".join(kept + lines[position:])


def _conflicts(lines: list[bytes]) -> Iterator[_Conflict]:
    """Every whole conflict; markers that are out of order belong to a text about markers."""
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
