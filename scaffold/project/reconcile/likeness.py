"""Which of several files is a given one in another place: only where the answer is clear."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

# The share of lines that an edited file has in common with what it was.
_ALIKE: Final = 0.6
# By how much the best candidate must lead.
_LEAD: Final = 0.2


def same_file(
    path: PurePosixPath, content: bytes, candidates: Mapping[PurePosixPath, bytes]
) -> PurePosixPath | None:
    """Where a file of that content went: exactly it or, with one clear candidate, alike.

    Files without a line of text are all the same, so none of them is found.
    """
    if not content.strip():
        return None
    exact = [place for place, other in candidates.items() if other == content]
    if exact:
        return _closest(path, exact)
    return _most_alike(path, content, candidates)


def _share(one: Counter[bytes], other: Counter[bytes]) -> float:
    """The share of lines that two texts have in common, zero where it cannot be large."""
    sizes = one.total(), other.total()
    if 2 * min(sizes) < _ALIKE * sum(sizes):
        return 0.0
    return 2 * (one & other).total() / sum(sizes)


@lru_cache(maxsize=8192)
def _lines_of(content: bytes) -> Counter[bytes]:
    """The lines of a text that say something, counted."""
    stripped = (line.strip() for line in content.splitlines())
    return Counter(line for line in stripped if line)


def _closest(path: PurePosixPath, places: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """The place whose path ends most alike, where there is one."""
    ranked = sorted(((_common_end(path, place), place) for place in places), reverse=True)
    clear = len(ranked) == 1 or ranked[0][0] > ranked[1][0]
    return ranked[0][1] if clear else None


def _common_end(one: PurePosixPath, other: PurePosixPath) -> int:
    """How many of the last parts two paths have in common."""
    common = 0
    for mine, theirs in zip(reversed(one.parts), reversed(other.parts), strict=False):
        if mine != theirs:
            break
        common += 1
    return common


def _most_alike(
    path: PurePosixPath, content: bytes, candidates: Mapping[PurePosixPath, bytes]
) -> PurePosixPath | None:
    wanted = _lines_of(content)
    scored = [
        (_share(wanted, _lines_of(other)), place)
        for place, other in candidates.items()
        if place.suffix == path.suffix
    ]
    alike = sorted((one for one in scored if one[0] >= _ALIKE), reverse=True)
    if not alike:
        return None
    namesakes = [place for _, place in alike if place.name == path.name]
    if len(namesakes) == 1:
        return namesakes[0]
    clear = len(alike) == 1 or alike[0][0] - alike[1][0] >= _LEAD
    return alike[0][1] if clear else None
