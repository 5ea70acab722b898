"""Texts that a regular expression may match: paths through its automaton."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.regular_expressions import Automaton

# Lengths that are tried, from the shortest; and the texts of each, which chance decides.
_LENGTHS: Final = 64
_TEXTS: Final = 24


def texts(whole: Automaton, least: int, most: int) -> Iterator[str]:
    """Yield different texts, the shortest first; lookarounds and anchors are left out of account.

    The same expression always gives the same texts.
    """
    chance = random.Random(0)  # noqa: S311 - repeatable, not secret
    found: set[str] = set()
    if least <= 0 and whole.whole.empty:
        yield ""
    for length in _lengths(whole, max(least, 1), most):
        alive = _alive(whole, length)
        for _ in range(_TEXTS):
            text = _walk(whole, alive, chance)
            if text is not None and text not in found:
                found.add(text)
                yield text


def _lengths(whole: Automaton, least: int, most: int) -> Iterator[int]:
    """Yield the lengths of some paths, the shortest first."""
    states, count = set(whole.whole.first), 0
    for length in range(1, most + 1):
        if not states or count == _LENGTHS:
            return
        if length >= least and not states.isdisjoint(whole.whole.last):
            count += 1
            yield length
        states = {after for state in states for after in whole.follow[state]}


def _alive(whole: Automaton, length: int) -> list[set[int]]:
    """Return the states that a path of a length may be in at each of its characters."""
    forward = [set(whole.whole.first)]
    for _ in range(length - 1):
        forward.append({after for state in forward[-1] for after in whole.follow[state]})
    alive = [forward[-1] & set(whole.whole.last)]
    for states in reversed(forward[:-1]):
        alive.append({state for state in states if not alive[-1].isdisjoint(whole.follow[state])})
    return alive[::-1]


def _walk(whole: Automaton, alive: list[set[int]], chance: random.Random) -> str | None:
    text, ahead = "", set(whole.whole.first)
    for states in alive:
        open_states = sorted(ahead & states)
        readable = [state for state in open_states if _preferred(whole.reads[state])]
        if not readable:
            return None
        state = chance.choice(readable)
        text += chance.choice(_preferred(whole.reads[state]))
        ahead = set(whole.follow[state])
    return text


def _preferred(characters: frozenset[str]) -> list[str]:
    """Return the characters that are best to read and write, of those that a state reads."""
    for is_good in (str.isalnum, str.isprintable, bool):
        good = sorted(character for character in characters if is_good(character))
        ascii_only = [character for character in good if character.isascii()]
        if good:
            return ascii_only or good
    return []
