"""Regular expressions that take exponential time to match.

Python and browsers match by backtracking. That explodes where a repetition can read the same text
in more than one way, as `(a+)+` and `(a|a)*` can: each further character doubles the ways. Here an
expression becomes its Glushkov automaton, whose states are the characters of the expression. It is
exponential exactly when some text leads from a state back to itself along two paths (Weber and
Seidl, 1991).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_S = TypeVar("_S", int, tuple[int, int])

_EMPTY: Final = frozenset({"^", "$", r"\b", r"\B"})
_BACK_REFERENCE: Final = re.compile(r"\\[1-9]")
_BOUNDS: Final = re.compile(r"\{(\d+)(,?)(\d*)\}")
_CODE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an expression; what counts is in how many ways it is empty, begins and ends."""

    empty: int
    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)


_NOTHING: Final = _Part(1)


@dataclass(frozen=True, slots=True)
class _Loop:
    """A repetition: where it stands among the tokens, and the states that are in it."""

    start: int
    end: int
    states: range


def ambiguous_repetition(tokens: Sequence[str]) -> str | None:
    """The repetition that makes an expression take exponential time, as it is written."""
    automaton = _Automaton(tokens)
    automaton.read()
    cycle = automaton.ambiguous_cycle()
    if cycle is None:
        return None
    loop = min(
        (loop for loop in automaton.loops if cycle <= set(loop.states)),
        key=lambda loop: (len(loop.states), loop.start - loop.end),
    )
    return "".join(tokens[loop.start : loop.end])


class _Automaton:
    """What follows what in an expression, and in how many ways."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._samples = _samples(tokens)
        self._reads: list[frozenset[str]] = []
        self._follow: list[Counter[int]] = []
        self.loops: list[_Loop] = []

    def read(self) -> _Part:
        """Read alternatives up to a closing parenthesis or the end."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._sequence())
        whole = _Part(sum(part.empty for part in parts))
        for part in parts:
            whole.first.update(part.first)
            whole.last.update(part.last)
        return whole

    def ambiguous_cycle(self) -> frozenset[int] | None:
        """States among which some text leads from one back to itself along two paths."""
        reached = [
            _reachable([state], self._follow.__getitem__) for state in range(len(self._follow))
        ]
        cycles = {
            frozenset(other for other in ahead if state in reached[other])
            for state, ahead in enumerate(reached)
        }
        return next((cycle for cycle in cycles if self._is_ambiguous(cycle)), None)

    def _is_ambiguous(self, cycle: frozenset[int]) -> bool:
        follow = {
            state: {after: ways for after, ways in self._follow[state].items() if after in cycle}
            for state in cycle
        }
        if any(ways > 1 for after in follow.values() for ways in after.values()):
            return True

        overlapping = {
            one: {other for other in cycle if not self._reads[one].isdisjoint(self._reads[other])}
            for one in cycle
        }

        def together(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
            """Where two paths can be once both have read the same character."""
            for one in follow[pair[0]]:
                for other in follow[pair[1]].keys() & overlapping[one]:
                    yield one, other

        same = [(state, state) for state in cycle]
        parted = {(one, other) for one, other in _reachable(same, together) if one != other}
        return any(one == other for one, other in _reachable(parted, together))

    def _sequence(self) -> _Part:
        whole = _NOTHING
        while self._peek() not in {"", "|", ")"}:
            whole = self._join(whole, self._repeated())
        return whole

    def _repeated(self) -> _Part:
        start, first_state = self._at, len(self._reads)
        part = self._atom()
        if self._peek()[:1] not in {"*", "+", "?", "{"}:
            return part
        least, most = _bounds(self._tokens[self._at])
        self._at += 1
        if most == 0:
            return _NOTHING
        if most > 1:
            self._connect(part, part)
            states = range(first_state, len(self._reads))
            self.loops.append(_Loop(start, self._at, states))
        # Going round without reading is no further way: engines stop there.
        empty = 1 if least == 0 else part.empty
        return _Part(empty, part.first, part.last)

    def _atom(self) -> _Part:
        token = self._tokens[self._at]
        self._at += 1
        if token.startswith("("):
            part = self.read()
            self._at += 1
            # What looks around is matched by itself and reads nothing.
            return part if token in {"(", "(?:"} else _NOTHING
        if token in _EMPTY:
            return _NOTHING
        state = len(self._reads)
        self._reads.append(_read_by(token, self._samples))
        self._follow.append(Counter())
        empty = 1 if _BACK_REFERENCE.fullmatch(token) else 0
        return _Part(empty, Counter({state: 1}), Counter({state: 1}))

    def _join(self, left: _Part, right: _Part) -> _Part:
        self._connect(left, right)
        first, last = left.first.copy(), right.last.copy()
        for state, ways in right.first.items():
            first[state] += ways * left.empty
        for state, ways in left.last.items():
            last[state] += ways * right.empty
        return _Part(left.empty * right.empty, +first, +last)

    def _connect(self, left: _Part, right: _Part) -> None:
        for before, ways in left.last.items():
            for after, more in right.first.items():
                self._follow[before][after] += ways * more

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def _reachable(starts: Iterable[_S], ahead: Callable[[_S], Iterable[_S]]) -> frozenset[_S]:
    """What can be reached in one step or more."""
    seen: set[_S] = set()
    waiting = [after for start in starts for after in ahead(start)]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(ahead(state))
    return frozenset(seen)


def _bounds(quantifier: str) -> tuple[int, float]:
    """The least and the greatest number of times."""
    if found := _BOUNDS.match(quantifier):
        least, comma, most = found.groups()
        return int(least), float(most or "inf") if comma else int(least)
    return {"*": (0, float("inf")), "+": (1, float("inf")), "?": (0, 1)}[quantifier[0]]


def _samples(tokens: Sequence[str]) -> frozenset[str]:
    """Characters enough to tell whether two classes overlap: ASCII, and both sides of each end."""
    text = "".join(tokens)
    named = {ord(char) for char in text}
    named |= {int(a or b, 16) for a, b in _CODE.findall(text)}
    codes = {near for code in named for near in (code - 1, code, code + 1)}
    return frozenset(
        chr(code) for code in {*range(128), 0xA0, 0xFFFD, *codes} if 0 <= code <= sys.maxunicode
    )


@cache
def _read_by(token: str, samples: frozenset[str]) -> frozenset[str]:
    """The samples that an escape, a class or a character matches, in Python or in a browser."""
    if _BACK_REFERENCE.fullmatch(token):
        return samples
    expressions = (re.compile(token), re.compile(token, re.ASCII))
    return frozenset(char for char in samples if any(one.fullmatch(char) for one in expressions))
