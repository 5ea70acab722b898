"""Regular expressions that mean the same in Python, JavaScript (the u flag), and OpenAPI."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final

from scaffold.spec.matching_steps import MAX_STEPS, most_steps
from scaffold.spec.pattern_samples import texts
from scaffold.spec.regular_expressions import (
    QUANTIFIERS,
    ZERO_WIDTH,
    automaton,
    end_of_atom,
    in_python,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ADVICE: Final = "no character may match two alternatives or repetitions"
_MAX_LENGTH: Final = 300
# For samples: a text that is long enough.
_ITERATIONS: Final = 1000

_ESCAPE: Final = (
    r"\\(?:[dDwWsSbBnrtfv^$\\.*+?()\[\]{}|/]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
)
# A doubled sign inside a class is a set operation in newer engines.
_CLASS: Final = rf"\[\^?(?:{_ESCAPE}|\\-|(?!&&|--|~~|\|\|)[^\]\[\\])+\]"
# JavaScript has no possessive quantifiers, such as `a*+`.
_QUANTIFIER: Final = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?!\+)"
_GROUP: Final = r"\((?:\?(?:[:=!]|<[=!]))?(?!\?)"
_SHARED: Final = re.compile(rf"{_ESCAPE}|{_CLASS}|{_QUANTIFIER}|{_GROUP}|[^\\\[\]{{}}(*+?]")
_OFFENDER: Final = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\.|\(\?.?<?|\[[^\]]*\]?|\{[0-9,]*\}\+?|[*+?]\+|.", re.DOTALL
)


def pattern_problem(
    pattern: str, least: int, most: int, is_value: Callable[[str], bool]
) -> str | None:
    """Return why a pattern is refused for texts of some lengths, or None.

    Refused: what does not compile, means something else in a browser, may take too long to match,
    or matches no value at all.
    """
    if len(pattern) > _MAX_LENGTH:
        return f"longer than {_MAX_LENGTH} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a valid regular expression: {error}"
    position = 0
    while position < len(pattern):
        token = _SHARED.match(pattern, position)
        if token is None:
            offender = _OFFENDER.match(pattern, position)
            return _refusal(offender.group() if offender else pattern[position])
        position = token.end()
    tokens = _tokens(pattern)
    if repeated := _repeated_position(tokens):
        return f'"{repeated}" repeats a position, which browsers refuse: remove the repetition'
    return _slowness(tokens, most) or _emptiness(pattern, least, most, is_value)


def python_pattern(pattern: str) -> str:
    """Return what means in Python, with re.ASCII, what a pattern means in JavaScript."""
    return "".join(map(in_python, _tokens(pattern)))


def matches(pattern: str, value: str) -> bool:
    """Return True if the pattern matches the whole value, as in the generated backend."""
    return re.fullmatch(python_pattern(pattern), value, re.ASCII) is not None


def matching_texts(
    pattern: str, least: int, most: int, is_value: Callable[[str], bool]
) -> Iterator[str]:
    """Yield different values of a length within bounds that a pattern matches, the first few."""
    for text in texts(automaton(_tokens(pattern), _ITERATIONS), least, most):
        if is_value(text) and matches(pattern, text):
            yield text


def _tokens(pattern: str) -> list[str]:
    return _SHARED.findall(pattern)


def _refusal(offender: str) -> str:
    if re.fullmatch(r"\\[1-9]", offender):
        advice = "write out what it repeats"
    else:
        advice = "escape it with \\" if offender in {"{", "}", "[", "]"} else "remove it"
    return f'"{offender}" does not mean the same in a browser: {advice}'


def _repeated_position(tokens: list[str]) -> str | None:
    """Return a repetition of a lookaround or an anchor, or None."""
    for start, token in enumerate(tokens):
        if token in ZERO_WIDTH or token.startswith(("(?=", "(?!", "(?<")):
            end = end_of_atom(tokens, start)
            if end < len(tokens) and tokens[end].startswith(QUANTIFIERS):
                return "".join(tokens[start : end + 1])
    return None


def _slowness(tokens: list[str], longest: int) -> str | None:
    steps = most_steps(tokens, longest)
    if steps <= MAX_STEPS:
        return None
    repetitions = [
        tokens[start : end_of_atom(tokens, start) + 1]
        for start in range(len(tokens))
        if end_of_atom(tokens, start) < len(tokens)
        and tokens[end_of_atom(tokens, start)].startswith(QUANTIFIERS)
    ]
    slow = [part for part in repetitions if most_steps(part, longest) > MAX_STEPS]
    offender = min(("".join(part) for part in (*slow, tokens)), key=len)
    return (
        f'"{offender}" can match {longest:,} characters in too many ways, which takes too long:'
        f" {_ADVICE}"
    )


def _emptiness(pattern: str, least: int, most: int, is_value: Callable[[str], bool]) -> str | None:
    if next(matching_texts(pattern, least, most, is_value), None) is not None:
        return None
    return f"no value of {least:,} to {most:,} characters was found that matches it"
