"""Conflict markers, as git writes them: writing, finding and resolving them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Side: TypeAlias = Literal["ours", "theirs"]

_OURS: Final = b"<<<<<<< "
_BASE: Final = b"||||||| "
_MIDDLE: Final = b"======="
_THEIRS: Final = b">>>>>>> "


class UnresolvedError(ScaffoldError):
    """Unresolved conflicts of an earlier run or of a git merge."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the three sides beside a conflict's markers."""

    ours: str = "yours"
    base: str = "generated before"
    theirs: str = "generated now"


GENERATED: Final = Labels()
BRANCHES: Final = Labels(ours="ours", base="generated now", theirs="theirs")
_WRITTEN: Final = {
    (_OURS + labels.ours.encode(), _THEIRS + labels.theirs.encode())
    for labels in (GENERATED, BRANCHES)
}


@dataclass(frozen=True, slots=True)
class MergedText:
    """The result of a three-way merge; with `conflicts`, the text has markers."""

    content: bytes
    conflicts: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A region between markers; some merge styles write no base. `line` is that of its start."""

    line: int
    text: bytes
    ours: bytes
    base: bytes
    theirs: bytes

    @property
    def digest(self) -> str:
        """A short digest of the region, to recognize it."""
        return hashlib.sha256(self.text).hexdigest()[:16]

    @property
    def is_written(self) -> bool:
        """True if its markers are those that regenerating writes."""
        lines = self.text.rstrip(b"\r\n").split(b"\n")
        return (lines[0].rstrip(b"\r"), lines[-1]) in _WRITTEN


def marker_line(content: bytes) -> int | None:
    """Return the line number of the first complete conflict, or None."""
    return next((conflict.line for conflict in conflicts(content)), None)


def resolve(content: bytes, choose: Callable[[Conflict], bytes]) -> bytes:
    """Return the text with every conflict replaced by what was chosen for it."""
    lines = content.split(b"\n")
    kept: list[bytes] = []
    position = 0
    for start, end, conflict in _regions(lines):
        kept.append(_joined(lines[position:start]))
        kept.append(choose(conflict))
        position = end
    return b"".join(kept) + b"\n".join(lines[position:])


def conflicts(content: bytes) -> Iterator[Conflict]:
    """Yield every complete conflict; markers out of order are ordinary text."""
    if _OURS in content:
        yield from (conflict for _, _, conflict in _regions(content.split(b"\n")))


def digests(content: bytes) -> frozenset[str]:
    """Return the digests of the regions in a text that look like conflicts."""
    return frozenset(conflict.digest for conflict in conflicts(content))


def _regions(lines: list[bytes]) -> Iterator[tuple[int, int, Conflict]]:
    """Yield where each complete conflict starts and ends, and the conflict."""
    start = base = middle = None
    for number, line in enumerate(lines):
        if line.startswith(_OURS):
            start, base, middle = number, None, None
        elif start is not None and middle is None and line.startswith(_BASE):
            base = number
        elif start is not None and line.rstrip(b"\r") == _MIDDLE:
            middle = number
        elif start is not None and middle is not None and line.startswith(_THEIRS):
            yield start, number + 1, _conflict(lines, start, base or middle, middle, number)
            start = base = middle = None


def _conflict(lines: list[bytes], start: int, base: int, middle: int, end: int) -> Conflict:
    """Return the conflict whose markers are at four lines."""
    return Conflict(
        line=start + 1,
        text=_joined(lines[start : end + 1]),
        ours=_joined(lines[start + 1 : base]),
        base=_joined(lines[base + 1 : middle]),
        theirs=_joined(lines[middle + 1 : end]),
    )


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)
