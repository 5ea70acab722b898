"""Regular expressions that take exponential time to match.

Python and browsers match by backtracking, which explodes where a repetition can match the same text
in more than one way, as in `(a+)+` and `(a|a)*`: each further character doubles the number of ways.
This module builds the expression's Glushkov automaton, whose states are the characters of the
expression. Matching is exponential exactly when some text leads from a state back to itself along
two paths (Weber and Seidl, 1991).
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

_ZERO_WIDTH: Final = frozenset({"^", "$", r"\b", r"\B"})
_BACK_REFERENCE: Final = re.compile(r"\\[1-9]")
_BOUNDS: Final = re.compile(r"\{(\d+)(,?)(\d*)\}")
_CODE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A subexpression: the number of ways in which it is empty, begins, and ends."""

    empty: int
    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)


_EMPTY_FRAGMENT: Final = _Fragment(1)


@dataclass(frozen=True, slots=True)
class _Loop:
    """A repetition: its range of tokens, and its states."""

    start: int
    end: int
    states: range


def ambiguous_repetition(tokens: Sequence[str]) -> str | None:
    """Return the repetition that makes an expression take exponential time, as written, or None."""
    automaton = _Automaton(tokens)
    automaton.parse()
    cycle = automaton.ambiguous_cycle()
    if cycle is None:
        return None
    loop = min(
        (loop for loop in automaton.loops if cycle <= set(loop.states)),
        key=lambda loop: (len(loop.states), loop.start - loop.end),
    )
    return "".join(tokens[loop.start : loop.end])


class _Automaton:
    """The Glushkov automaton: which state follows which, and in how many ways."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._samples = _samples(tokens)
        self._reads: list[frozenset[str]] = []
        self._follow: list[Counter[int]] = []
        self.loops: list[_Loop] = []

    def parse(self) -> _Fragment:
        """Parse alternatives up to a closing parenthesis or the end."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._sequence())
        whole = _Fragment(sum(part.empty for part in parts))
        for part in parts:
            whole.first.update(part.first)
            whole.last.update(part.last)
        return whole

    def ambiguous_cycle(self) -> frozenset[int] | None:
        """Return a strongly connected set of states with an ambiguous path, or None."""
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
            state: {
                other for other in cycle if not self._reads[state].isdisjoint(self._reads[other])
            }
            for state in cycle
        }

        def step_together(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
            """Yield the states of two paths after both have read the same character."""
            for left in follow[pair[0]]:
                for right in follow[pair[1]].keys() & overlapping[left]:
                    yield left, right

        same = [(state, state) for state in cycle]
        diverged = {
            (left, right) for left, right in _reachable(same, step_together) if left != right
        }
        return any(left == right for left, right in _reachable(diverged, step_together))

    def _sequence(self) -> _Fragment:
        whole = _EMPTY_FRAGMENT
        while self._peek() not in {"", "|", ")"}:
            whole = self._join(whole, self._repeated())
        return whole

    def _repeated(self) -> _Fragment:
        start, first_state = self._at, len(self._reads)
        part = self._atom()
        if self._peek()[:1] not in {"*", "+", "?", "{"}:
            return part
        minimum, maximum = _bounds(self._tokens[self._at])
        self._at += 1
        if maximum == 0:
            return _EMPTY_FRAGMENT
        if maximum > 1:
            self._connect(part, part)
            states = range(first_state, len(self._reads))
            self.loops.append(_Loop(start, self._at, states))
        # An empty iteration adds no further way: engines stop there.
        empty = 1 if minimum == 0 else part.empty
        return _Fragment(empty, part.first, part.last)

    def _atom(self) -> _Fragment:
        token = self._tokens[self._at]
        self._at += 1
        if token.startswith("("):
            part = self.parse()
            self._at += 1
            # A lookaround is matched separately and consumes nothing.
            return part if token in {"(", "(?:"} else _EMPTY_FRAGMENT
        if token in _ZERO_WIDTH:
            return _EMPTY_FRAGMENT
        state = len(self._reads)
        self._reads.append(_read_by(token, self._samples))
        self._follow.append(Counter())
        empty = 1 if _BACK_REFERENCE.fullmatch(token) else 0
        return _Fragment(empty, Counter({state: 1}), Counter({state: 1}))

    def _join(self, left: _Fragment, right: _Fragment) -> _Fragment:
        self._connect(left, right)
        first, last = left.first.copy(), right.last.copy()
        for state, ways in right.first.items():
            first[state] += ways * left.empty
        for state, ways in left.last.items():
            last[state] += ways * right.empty
        return _Fragment(left.empty * right.empty, +first, +last)

    def _connect(self, left: _Fragment, right: _Fragment) -> None:
        for before, ways in left.last.items():
            for after, more in right.first.items():
                self._follow[before][after] += ways * more

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def _reachable(starts: Iterable[_S], ahead: Callable[[_S], Iterable[_S]]) -> frozenset[_S]:
    """Return everything reachable in one or more steps."""
    seen: set[_S] = set()
    waiting = [after for start in starts for after in ahead(start)]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(ahead(state))
    return frozenset(seen)


def _bounds(quantifier: str) -> tuple[int, float]:
    """Return the minimum and maximum number of repetitions."""
    if found := _BOUNDS.match(quantifier):
        minimum, comma, maximum = found.groups()
        return int(minimum), float(maximum or "inf") if comma else int(minimum)
    return {"*": (0, float("inf")), "+": (1, float("inf")), "?": (0, 1)}[quantifier[0]]


def _samples(tokens: Sequence[str]) -> frozenset[str]:
    """Return enough characters to see if two classes overlap: ASCII and all range boundaries."""
    text = "".join(tokens)
    named = {ord(char) for char in text}
    named |= {int(a or b, 16) for a, b in _CODE.findall(text)}
    codes = {near for code in named for near in (code - 1, code, code + 1)}
    return frozenset(
        chr(code) for code in {*range(128), 0xA0, 0xFFFD, *codes} if 0 <= code <= sys.maxunicode
    )


@cache
def _read_by(token: str, samples: frozenset[str]) -> frozenset[str]:
    """Return the samples that an escape, class, or character matches, in Python or a browser."""
    if _BACK_REFERENCE.fullmatch(token):
        return samples
    expressions = (re.compile(token), re.compile(token, re.ASCII))
    return frozenset(
        char for char in samples if any(expression.fullmatch(char) for expression in expressions)
    )
