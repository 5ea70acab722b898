"""Expressions of DynamoDB requests, which ministack parses again for every item that it reads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ministack.services import dynamodb

REMEMBERED: Final = 1024

_EQUALITY: Final = re.compile(r"(#\w+) = (:\w+)")
_EQUALITIES: Final = re.compile(r"#\w+ = :\w+(?: AND #\w+ = :\w+)*")


def parse_once() -> None:
    """Remember the tokens and the syntax error, if any, of recent expressions."""
    for name in ("_tokenize", "_condition_syntax_error"):
        setattr(dynamodb, name, lru_cache(REMEMBERED)(getattr(dynamodb, name)))


def compare_keys_quickly() -> None:
    """Compare the values of a key's attributes; evaluate only other conditions."""
    evaluate = dynamodb._evaluate_condition

    def evaluated(
        expression: str | None,
        item: dict[str, Any],
        values: dict[str, Any],
        names: dict[str, str],
        *rest: Any,  # noqa: ANN401 - ministack's own
        **named: Any,  # noqa: ANN401 - ministack's own
    ) -> bool:
        pairs = _equalities(expression) if expression and names and values else ()
        # Equal numbers can have different texts.
        if pairs and all(n in names and "S" in values.get(v, {}) for n, v in pairs):
            return all(item.get(names[name]) == values[value] for name, value in pairs)
        matches: bool = evaluate(expression, item, values, names, *rest, **named)
        return matches

    dynamodb._evaluate_condition = evaluated


@lru_cache(REMEMBERED)
def _equalities(expression: str) -> tuple[tuple[str, str], ...]:
    """Return the names and the values of an expression that only says what is equal."""
    if not _EQUALITIES.fullmatch(expression):
        return ()
    return tuple(_EQUALITY.findall(expression))
