"""Conflict markers, as git writes them: writing, finding and resolving them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Side: TypeAlias = Literal["ours", "theirs"]

_OURS: Final = b"<<<<<<< "
_THEIRS: Final = b">>>>>>> "
# Where git merges what it has merged before, its markers are longer.
_MARKER: Final = re.compile(rb"(<{7,}|>{7,}|\|{7,}) |(={7,})\r?$")


class UnresolvedError(ScaffoldError):
    """Unresolved conflicts of an earlier run or of a git merge."""

    exit_code = 3


class Labels(NamedTuple):
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


class MergedText(NamedTuple):
    """The result of a three-way merge; with `conflicts`, the text has markers."""

    content: bytes
    conflicts: bool


class Conflict(NamedTuple):
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


def marker_of(line: bytes) -> bytes:
    """Return the marker that a line is, without its label, or nothing."""
    found = _MARKER.match(line)
    return found[1] or found[2] if found else b""


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
    size = 0
    for number, line in enumerate(lines):
        marker = marker_of(line)
        if marker[:1] == b"<" and (start is None or len(marker) <= size):
            start, base, middle, size = number, None, None, len(marker)
        elif start is None or len(marker) != size:
            continue
        elif marker[:1] == b"|" and middle is None:
            base = number
        elif marker[:1] == b"=":
            middle = number
        elif marker[:1] == b">" and middle is not None:
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
