"""Finding a file that was moved, by its content: only where the answer is clear."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

# The share of lines that an edited file still has in common with its former version.
_SIMILAR: Final = 0.6
# The margin by which the best candidate must lead.
_LEAD: Final = 0.2


def find_moved(
    path: PurePosixPath, content: bytes, candidates: Mapping[PurePosixPath, bytes]
) -> PurePosixPath | None:
    """Return the candidate with the same content or, if there is a clear one, similar content.

    Blank files are all the same, so none of them is found.
    """
    if not content.strip():
        return None
    exact = [place for place, other in candidates.items() if other == content]
    if exact:
        return _closest(path, exact)
    return _most_similar(path, content, candidates)


def _similarity(lines: Counter[bytes], others: Counter[bytes]) -> float:
    """Return the share of lines that two texts have in common, 0 if it cannot be large."""
    sizes = lines.total(), others.total()
    if 2 * min(sizes) < _SIMILAR * sum(sizes):
        return 0.0
    return 2 * (lines & others).total() / sum(sizes)


@lru_cache(maxsize=8192)
def _count_lines(content: bytes) -> Counter[bytes]:
    """Count the lines of a text, without indentation and blank lines."""
    stripped = (line.strip() for line in content.splitlines())
    return Counter(line for line in stripped if line)


def _closest(path: PurePosixPath, places: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """Return the place that shares the longest end with a path, unless two share as much."""
    ranked = sorted(((_common_end(path, place), place) for place in places), reverse=True)
    is_clear = len(ranked) == 1 or ranked[0][0] > ranked[1][0]
    return ranked[0][1] if is_clear else None


def _common_end(path: PurePosixPath, other: PurePosixPath) -> int:
    """Count the last parts that two paths have in common."""
    common = 0
    for part, other_part in zip(reversed(path.parts), reversed(other.parts), strict=False):
        if part != other_part:
            break
        common += 1
    return common


def _most_similar(
    path: PurePosixPath, content: bytes, candidates: Mapping[PurePosixPath, bytes]
) -> PurePosixPath | None:
    wanted = _count_lines(content)
    scored = [
        (_similarity(wanted, _count_lines(other)), place)
        for place, other in candidates.items()
        if place.suffix == path.suffix
    ]
    similar = sorted(
        (scored_place for scored_place in scored if scored_place[0] >= _SIMILAR), reverse=True
    )
    if not similar:
        return None
    namesakes = [place for _, place in similar if place.name == path.name]
    if len(namesakes) == 1:
        return namesakes[0]
    is_clear = len(similar) == 1 or similar[0][0] - similar[1][0] >= _LEAD
    return similar[0][1] if is_clear else None
