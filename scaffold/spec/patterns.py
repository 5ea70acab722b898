"""Regular expressions that mean the same in Python (re.ASCII) and JavaScript (the u flag)."""

from __future__ import annotations

import re
import warnings
from typing import Final

from scaffold.spec.backtracking import ambiguous_repetition

_ADVICE: Final = "no character may match two alternatives or repetitions"
_MAX_LENGTH: Final = 300

_ESCAPE: Final = r"\\(?:[dDwWsSbBnrtfv^$\\.*+?()\[\]{}|/]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[1-9])"
# A doubled sign inside a class is a set operation in newer engines.
_CLASS: Final = rf"\[\^?(?:{_ESCAPE}|\\-|(?!&&|--|~~|\|\|)[^\]\[\\])+\]"
# JavaScript has no possessive quantifiers, such as `a*+`.
_QUANTIFIER: Final = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?!\+)"
_GROUP: Final = r"\((?:\?(?:[:=!]|<[=!]))?(?!\?)"
_SHARED: Final = re.compile(rf"{_ESCAPE}|{_CLASS}|{_QUANTIFIER}|{_GROUP}|[^\\\[\]{{}}(*+?]")
_OFFENDER: Final = re.compile(r"\\.|\(\?.?<?|\[[^\]]*\]?|\{[0-9,]*\}\+?|[*+?]\+|.", re.DOTALL)


def pattern_problem(pattern: str) -> str | None:
    """Return why a pattern is refused, or None.

    Refused: what does not compile, takes exponential time, or means something else in a browser.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a valid regular expression: {error}"
    if len(pattern) > _MAX_LENGTH:
        return f"longer than {_MAX_LENGTH} characters"
    tokens = []
    position = 0
    while position < len(pattern):
        if token := _SHARED.match(pattern, position):
            tokens.append(token.group())
            position = token.end()
        elif offender := _OFFENDER.match(pattern, position):
            return _refusal(offender.group())
    if slow := ambiguous_repetition(tokens):
        return f'"{slow}" can match the same text in exponentially many ways: {_ADVICE}'
    return None


def _refusal(offender: str) -> str:
    advice = "escape it with \\" if offender in {"{", "}", "[", "]"} else "remove it"
    return f'"{offender}" does not mean the same in a browser: {advice}'


def matches(pattern: str, value: str) -> bool:
    """Return True if the pattern matches the whole value, as in the generated backend."""
    return re.fullmatch(pattern, value, re.ASCII) is not None
