"""The automaton of a regular expression: which character may follow which, and in how many ways."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# More iterations than these count as one without an upper bound.
FEW_ITERATIONS: Final = 12
_MAX_STATES: Final = 2000
ZERO_WIDTH: Final = frozenset({"^", "$", r"\b", r"\B"})
LOOKAROUNDS: Final = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
QUANTIFIERS: Final = ("*", "+", "?", "{")
_BOUNDS: Final = re.compile(r"\{(\d+)(,?)(\d*)\}")
_CODE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")

# The white space of JavaScript that is not Python's with re.ASCII; and all that is no white space.
_SPACES: Final = r"\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NO_SPACES: Final = (
    r"\u0000-\u0008\u000e-\u001f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e"
    r"\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\U0010ffff"
)
_IN_PYTHON: Final = {
    r"\s": rf"[\s{_SPACES}]",
    r"\S": rf"[^\s{_SPACES}]",
    ".": r"[^\n\r\u2028\u2029]",
    "$": r"\Z",
}
_IN_PYTHON_CLASS: Final = re.compile(r"\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A subexpression: the number of ways in which it is empty, begins, and ends."""

    empty: int
    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Lookaround:
    """A lookahead or lookbehind, matched by itself wherever a path comes to it.

    `once` is True for one at the start of the expression, which no repetition encloses.
    """

    ahead: bool
    automaton: Automaton
    once: bool


@dataclass(slots=True)
class Automaton:
    """The characters that each state reads, the states that follow it, and those at the ends.

    `endless` is True if a repetition of what may be empty has more iterations than were counted.
    """

    reads: list[frozenset[str]] = field(default_factory=list)
    follow: list[Counter[int]] = field(default_factory=list)
    whole: Fragment = Fragment(1)
    lookarounds: list[Lookaround] = field(default_factory=list)
    endless: bool = False


def automaton(tokens: Sequence[str], iterations: int = FEW_ITERATIONS) -> Automaton:
    """Return the automaton of an expression, with states for so many iterations of a repetition."""
    builder = _Builder(tokens, iterations)
    builder.result.whole = builder.alternatives()
    return builder.result


class _Builder:
    """Reads the tokens of an expression, those of a repetition once for each iteration."""

    def __init__(self, tokens: Sequence[str], iterations: int) -> None:
        self.result = Automaton()
        self._tokens = tokens
        self._iterations = iterations
        self._characters = samples(tokens)
        self._at = 0
        self._repetitions = 0

    def alternatives(self) -> Fragment:
        """Read alternatives up to a closing parenthesis or the end."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._sequence())
        whole = Fragment(sum(part.empty for part in parts))
        for part in parts:
            whole.first.update(part.first)
            whole.last.update(part.last)
        return whole

    def _sequence(self) -> Fragment:
        whole = Fragment(1)
        while self._peek() not in {"", "|", ")"}:
            whole = self._join(whole, self._repeated())
        return whole

    def _repeated(self) -> Fragment:
        start, states = self._at, len(self.result.reads)
        end = end_of_atom(self._tokens, start)
        quantifier = self._tokens[end] if end < len(self._tokens) else ""
        if not quantifier.startswith(QUANTIFIERS):
            return self._atom()
        minimum, maximum = bounds(quantifier)
        self._repetitions += maximum > 1
        parts = [self._atom()]
        size = len(self.result.reads) - states
        iterations = int(maximum) if maximum <= self._iterations else minimum + 1
        if iterations <= self._iterations and states + size * iterations <= _MAX_STATES:
            parts += [self._again(start) for _ in range(iterations - 1)]
            whole = self._chain(parts[:iterations], minimum, endless=maximum > iterations)
        else:
            self.result.endless |= minimum > 1 and parts[0].empty > 0
            self._connect(parts[0], parts[0])
            empty = parts[0].empty if minimum else 1
            whole = Fragment(empty, parts[0].first, parts[0].last)
        self._repetitions -= maximum > 1
        self._at = end + 1
        return whole

    def _chain(self, parts: list[Fragment], minimum: int, *, endless: bool) -> Fragment:
        """Join the iterations; the last of an endless repetition repeats."""
        if endless:
            self._connect(parts[-1], parts[-1])
        further = Fragment(1)
        for part in reversed(parts[minimum:]):
            joined = self._join(part, further)
            # An empty iteration adds no further way: engines stop there.
            further = Fragment(1, joined.first, joined.last)
        whole = Fragment(1)
        for part in (*parts[:minimum], further):
            whole = self._join(whole, part)
        return whole

    def _again(self, start: int) -> Fragment:
        self._at = start
        return self._atom()

    def _atom(self) -> Fragment:
        token = self._tokens[self._at]
        if token in LOOKAROUNDS:
            return self._lookaround(token)
        self._at += 1
        if token.startswith("("):
            part = self.alternatives()
            self._at += 1
            return part
        if token in ZERO_WIDTH:
            return Fragment(1)
        state = len(self.result.reads)
        self.result.reads.append(read_by(token, self._characters))
        self.result.follow.append(Counter())
        return Fragment(0, Counter({state: 1}), Counter({state: 1}))

    def _lookaround(self, token: str) -> Fragment:
        """Keep a lookaround apart: it consumes nothing."""
        end = end_of_atom(self._tokens, self._at)
        once = not self.result.reads and not self._repetitions
        inner = automaton(self._tokens[self._at + 1 : end - 1], self._iterations)
        self.result.lookarounds.append(Lookaround("<" not in token, inner, once))
        self._at = end
        return Fragment(1)

    def _join(self, left: Fragment, right: Fragment) -> Fragment:
        self._connect(left, right)
        first, last = left.first.copy(), right.last.copy()
        for state, ways in right.first.items():
            first[state] += ways * left.empty
        for state, ways in left.last.items():
            last[state] += ways * right.empty
        return Fragment(left.empty * right.empty, +first, +last)

    def _connect(self, left: Fragment, right: Fragment) -> None:
        for before, ways in left.last.items():
            for after, more in right.first.items():
                self.result.follow[before][after] += ways * more

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""


def end_of_atom(tokens: Sequence[str], start: int) -> int:
    """Return the position after the character, class or group at a position."""
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].startswith("(") - (tokens[position] == ")")
        if depth <= 0:
            return position + 1
    return len(tokens)


def bounds(quantifier: str) -> tuple[int, float]:
    """Return the minimum and maximum number of repetitions."""
    if found := _BOUNDS.match(quantifier):
        minimum, comma, maximum = found.groups()
        return int(minimum), float(maximum or "inf") if comma else int(minimum)
    return {"*": (0, float("inf")), "+": (1, float("inf")), "?": (0, 1)}[quantifier[0]]


def samples(tokens: Sequence[str]) -> frozenset[str]:
    """Return enough characters to see if two classes overlap: ASCII and all range boundaries."""
    text = "".join(tokens)
    named = {ord(char) for char in text}
    named |= {int(a or b, 16) for a, b in _CODE.findall(text)}
    codes = {near for code in named for near in (code - 1, code, code + 1)}
    return frozenset(
        chr(code)
        for code in {*range(128), 0xA0, 0xFFFD, *codes}
        if 0 <= code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - surrogates
    )


@cache
def read_by(token: str, characters: frozenset[str]) -> frozenset[str]:
    """Return the characters that an escape, class, or character matches."""
    expression = re.compile(in_python(token), re.ASCII)
    return frozenset(char for char in characters if expression.fullmatch(char))


def in_python(token: str) -> str:
    """Return what means in Python, with re.ASCII, what a token means in JavaScript."""
    if not token.startswith("["):
        return _IN_PYTHON.get(token, token)
    inner = {r"\s": rf"\s{_SPACES}", r"\S": _NO_SPACES}
    return _IN_PYTHON_CLASS.sub(lambda escape: inner.get(escape[0], escape[0]), token)
