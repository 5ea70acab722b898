"""The number of steps that matching by backtracking may take.

Python and browsers try one way through a text after another, and a text that fails in the end has
tried all of them. The ways are the paths through the expression's automaton, which are counted
here for all texts at once: for each set of states that some text leads to, the most paths that
lead to each of its states. That is never too few.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from scaffold.spec.regular_expressions import automaton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scaffold.spec.regular_expressions import Automaton

# About a quarter of a second in the slower engine.
MAX_STEPS: Final = 20_000_000
# From there on, the growth so far tells the rest.
_COUNTED: Final = 256
_MAX_SETS: Final = 400
_NEGLIGIBLE_GROWTH: Final = 0.1


def most_steps(tokens: Sequence[str], length: int) -> float:
    """Return the most steps that a text of a length may take; infinity for too many to count."""
    return _most_steps(automaton(tokens), length)


def _most_steps(whole: Automaton, length: int) -> float:
    if whole.endless:
        return math.inf
    start, everywhere = 0.0, 1.0
    for lookaround in whole.lookarounds:
        # A lookbehind has a fixed length, for Python takes no other.
        steps = _most_steps(lookaround.automaton, length) if lookaround.ahead else 1.0
        if lookaround.once:
            start += steps
        else:
            everywhere += steps
    return start + everywhere * _own_steps(whole, length)


def _own_steps(whole: Automaton, length: int) -> float:
    if not whole.reads:
        return 1.0
    letters = _letters(whole)
    weights = [1 + len(follow) for follow in whole.follow]
    reached = _moved({}, letters, [dict(whole.whole.first)])
    total, history = 1.0, []
    for number in range(1, min(length, _COUNTED) + 1):
        if not reached:
            return total
        steps = max(
            sum(ways * weights[state] for state, ways in paths.items())
            for paths in reached.values()
        )
        total += steps
        history.append(steps)
        if total > MAX_STEPS or len(reached) > _MAX_SETS:
            return math.inf
        if number < length:
            reached = _moved(whole.follow, letters, reached.values())
    if length <= _COUNTED:
        return total
    growth = max(0.0, math.log2(history[-1] / history[len(history) // 2 - 1]))
    degree = growth if growth > _NEGLIGIBLE_GROWTH else 0.0
    return float(total + history[-1] * length * (length / _COUNTED) ** degree)


def _letters(whole: Automaton) -> list[frozenset[int]]:
    """Return the sets of states that read the same character, each once."""
    readers: dict[str, set[int]] = {}
    for state, characters in enumerate(whole.reads):
        for character in characters:
            readers.setdefault(character, set()).add(state)
    return list(set(map(frozenset, readers.values())))


def _moved(
    follow: Sequence[dict[int, int]] | dict[int, dict[int, int]],
    letters: Iterable[frozenset[int]],
    before: Iterable[dict[int, int]],
) -> dict[frozenset[int], dict[int, int]]:
    """Return the most paths to each state after one more character, by the set of states."""
    after: dict[frozenset[int], dict[int, int]] = {}
    for paths in before:
        ahead = _ahead(follow, paths) if follow else paths
        for readers in letters:
            taken = {state: ways for state, ways in ahead.items() if state in readers}
            if not taken:
                continue
            most = after.setdefault(frozenset(taken), taken)
            if most is not taken:
                for state, ways in taken.items():
                    most[state] = max(most[state], ways)
    return after


def _ahead(
    follow: Sequence[dict[int, int]] | dict[int, dict[int, int]], paths: dict[int, int]
) -> dict[int, int]:
    ahead: dict[int, int] = {}
    for state, ways in paths.items():
        for other, more in follow[state].items():
            ahead[other] = ahead.get(other, 0) + ways * more
    return ahead
