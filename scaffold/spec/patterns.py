"""Regular expressions that Python (with re.ASCII) and JavaScript (with the u flag) read alike."""

from __future__ import annotations

import re
import warnings
from typing import Final

from scaffold.spec.backtracking import ambiguous_repetition

_ADVICE: Final = "let no character fit two alternatives or repetitions"
_MAX_LENGTH: Final = 300

_ESCAPE: Final = r"\\(?:[dDwWsSbBnrtfv^$\\.*+?()\[\]{}|/]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[1-9])"
# In a class a doubled sign is, or will be, an operation on sets.
_CLASS: Final = rf"\[\^?(?:{_ESCAPE}|\\-|(?!&&|--|~~|\|\|)[^\]\[\\])+\]"
# A quantifier with + after it is possessive, which JavaScript does not have.
_QUANTIFIER: Final = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?!\+)"
_GROUP: Final = r"\((?:\?(?:[:=!]|<[=!]))?(?!\?)"
_SHARED: Final = re.compile(rf"{_ESCAPE}|{_CLASS}|{_QUANTIFIER}|{_GROUP}|[^\\\[\]{{}}(*+?]")
_OFFENDER: Final = re.compile(r"\\.|\(\?.?<?|\[[^\]]*\]?|\{[0-9,]*\}\+?|[*+?]\+|.", re.DOTALL)


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern would not compile, take for ever, or not mean the same in a browser."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression: {error}"
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
        return f'"{slow}" can read the same text in ever more ways, and each is tried: {_ADVICE}'
    return None


def _refusal(offender: str) -> str:
    advice = "put \\ before it" if offender in {"{", "}", "[", "]"} else "leave it out"
    return f'"{offender}" means something else, or nothing, in a browser: {advice}'


def matches(pattern: str, value: str) -> bool:
    """Whether the whole of a value fits, as the application will judge it."""
    return re.fullmatch(pattern, value, re.ASCII) is not None
