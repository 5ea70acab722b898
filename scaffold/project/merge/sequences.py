"""Alignment of sequences by a patience diff, and three-way hunks of their edits."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    _Match = tuple[int, int]

T = TypeVar("T", bound="Hashable")
U = TypeVar("U")


class Edit(NamedTuple):
    """The base's elements from `start` to `end` became the side's from `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


class Hunk(NamedTuple):
    """Edits of both sides that overlap or touch, as ranges of the three sequences.

    Each edit comes with whether it is yours.
    """

    base: slice
    yours: slice
    new: slice
    edits: list[tuple[bool, Edit]]

    @property
    def is_yours(self) -> bool:
        """True if only you have edits here."""
        return all(mine for mine, _ in self.edits)

    @property
    def is_new(self) -> bool:
        """True if only the generator has edits here."""
        return not any(mine for mine, _ in self.edits)

    @property
    def in_order(self) -> bool:
        """True if the edits touch, but can follow each other in one way only."""
        pairs = [(upper, lower) for (_, upper), (_, lower) in pairwise(self.edits)]
        return all(
            upper.end <= lower.start and not upper.start == upper.end == lower.start == lower.end
            for upper, lower in pairs
        )

    @property
    def replaced_by_both(self) -> bool:
        """True if each side puts something else in place of elements."""
        return all(
            any(
                whose == mine and edit.start < edit.end and edit.first < edit.last
                for whose, edit in self.edits
            )
            for mine in (True, False)
        )

    def applied(self, base: Sequence[U], yours: Sequence[U], new: Sequence[U]) -> list[U]:
        """Return the elements with the edits of both sides."""
        result: list[U] = []
        at = self.base.start
        for mine, edit in self.edits:
            result += base[at : edit.start]
            result += (yours if mine else new)[edit.first : edit.last]
            at = edit.end
        return [*result, *base[at : self.base.stop]]


def edits(base: Sequence[T], side: Sequence[T]) -> Iterator[Edit]:
    """Yield the edits that turn the base into a side, in order."""
    x = y = 0
    for p, q in [*_matches(base, side, (0, 0)), (len(base), len(side))]:
        if (x, y) != (p, q):
            yield Edit(x, p, y, q)
        x, y = p + 1, q + 1


def hunks(
    base: Sequence[T],
    yours: Sequence[T],
    new: Sequence[T],
    is_closing: Callable[[T], bool] = lambda _: False,
) -> Iterator[Hunk]:
    """Yield the edits of both sides in order, those that touch together.

    A closing element closes what is before it: of several that are equal, the first is matched.
    """
    found = [
        (mine, part)
        for mine, side in ((True, yours), (False, new))
        for edit in edits(base, side)
        for part in _closed_early(edit, base, side, is_closing)
    ]
    queue = sorted(found, key=lambda each: each[1][:2], reverse=True)
    shift = {True: 0, False: 0}
    while queue:
        taken = [queue.pop()]
        start, end = taken[0][1][:2]
        first = {mine: start + shift[mine] for mine in shift}
        while queue and queue[-1][1].start <= end:
            taken.append(queue.pop())
            end = max(end, taken[-1][1].end)
        for mine, edit in taken:
            shift[mine] += (edit.last - edit.first) - (edit.end - edit.start)
        ranges = {mine: slice(first[mine], end + shift[mine]) for mine in shift}
        yield Hunk(slice(start, end), ranges[True], ranges[False], taken)


def _closed_early(
    edit: Edit, base: Sequence[T], side: Sequence[T], is_closing: Callable[[T], bool]
) -> Iterator[Edit]:
    """Yield an edit, split at an element in it that closes what it replaced."""
    start, end, first, last = edit
    closing = base[end] if start < end < len(base) and first < last < len(side) else None
    if closing is None or closing != side[last] or not is_closing(closing):
        yield edit
        return
    at = next((number for number in range(first, last) if side[number] == closing), None)
    if at is None:
        yield edit
        return
    yield Edit(start, end, first, at)
    yield Edit(end + 1, end + 1, at + 1, last + 1)


def _matches(a: Sequence[T], b: Sequence[T], offset: _Match) -> Iterator[_Match]:
    """Yield pairs of equal elements, in order: unique elements anchor what is between them."""
    low = high = 0
    least = min(len(a), len(b))
    while low < least and a[low] == b[low]:
        low += 1
    while high < least - low and a[-1 - high] == b[-1 - high]:
        high += 1
    i, j = offset
    yield from ((i + k, j + k) for k in range(low))
    yield from _matches_between(a[low : len(a) - high], b[low : len(b) - high], (i + low, j + low))
    yield from ((i + len(a) - k, j + len(b) - k) for k in range(high, 0, -1))


def _matches_between(a: Sequence[T], b: Sequence[T], offset: _Match) -> Iterator[_Match]:
    """Yield the matches of sequences that neither begin nor end the same."""
    i, j = offset
    anchors = _anchors(a, b)
    if not anchors:
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
            yield from ((i + block.a + k, j + block.b + k) for k in range(block.size))
        return
    x = y = 0
    for p, q in anchors:
        yield from _matches(a[x:p], b[y:q], (i + x, j + y))
        yield i + p, j + q
        x, y = p + 1, q + 1
    yield from _matches(a[x:], b[y:], (i + x, j + y))


def _anchors(a: Sequence[T], b: Sequence[T]) -> list[_Match]:
    """Return the longest run of elements, unique in both, that rises on both sides."""
    count_a, count_b = Counter(a), Counter(b)
    places = {element: k for k, element in enumerate(b) if count_b[element] == 1}
    tops: list[int] = []
    last: list[_Match] = []
    links: dict[_Match, _Match | None] = {}
    for p, element in enumerate(a):
        q = places.get(element, -1) if count_a[element] == 1 else -1
        if q < 0:
            continue
        at = bisect_left(tops, q)
        tops[at : at + 1] = [q]
        last[at : at + 1] = [(p, q)]
        links[p, q] = last[at - 1] if at else None
    found: list[_Match] = []
    match = last[-1] if last else None
    while match:
        found.append(match)
        match = links[match]
    return found[::-1]
