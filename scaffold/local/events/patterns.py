"""EventBridge event patterns, as in Lambda's filter criteria.

Semantics: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
"""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.local.application import Json

Matcher: TypeAlias = Callable[[object], bool]
"""Returns True if an event, or a value in it, matches."""

_COMPARISONS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ABSENT: Final = object()


class PatternError(ScaffoldError):
    """An event pattern that AWS would reject."""


def compile_pattern(pattern: Json) -> Matcher:
    """Return a predicate of events; raise `PatternError` if AWS would reject the pattern."""
    return _object(pattern, "pattern")


def _object(pattern: Json, where: str) -> Matcher:
    if not isinstance(pattern, dict) or not pattern:
        raise PatternError(f"{where}: must be an object with at least one field")
    fields = [
        (name, _field(rules, f"{where}.{name}")) for name, rules in pattern.items() if name != "$or"
    ]
    alternatives = _alternatives(pattern["$or"], where) if "$or" in pattern else None

    def matches(value: object) -> bool:
        # An array element must match on its own, not in combination with another.
        if isinstance(value, list):
            return any(map(matches, value))
        members = value if isinstance(value, dict) else {}
        return all(test(members.get(name, _ABSENT)) for name, test in fields) and (
            alternatives is None or any(test(value) for test in alternatives)
        )

    return matches


def _alternatives(choices: Json, where: str) -> list[Matcher]:
    if not isinstance(choices, list) or len(choices) < 2:  # noqa: PLR2004 - an alternative needs two
        raise PatternError(f"{where}.$or: must be a list of two objects or more")
    return [_object(choice, f"{where}.$or") for choice in choices]


def _field(rules: Json, where: str) -> Matcher:
    if isinstance(rules, dict):
        return _object(rules, where)
    if not isinstance(rules, list) or not rules:
        raise PatternError(f"{where}: must be an object, or a list with at least one value")
    tests = [_rule(rule, where) for rule in rules]

    def matches(value: object) -> bool:
        if isinstance(value, list):
            leaves = [leaf for leaf in value if not isinstance(leaf, dict)] or [_ABSENT]
            return any(test(leaf) for leaf in leaves for test in tests)
        return any(test(value) for test in tests)

    return matches


def _rule(rule: Json, where: str) -> Matcher:
    if isinstance(rule, list):
        raise PatternError(f"{where}: a list in a list matches nothing")
    if not isinstance(rule, dict):
        return partial(_same, rule)
    if len(rule) != 1:
        raise PatternError(f"{where}: a rule has exactly one operator, not {len(rule)}")
    name, operand = next(iter(rule.items()))
    build = _OPERATORS.get(name)
    if build is None:
        raise PatternError(f'{where}: unknown operator "{name}"; use one of {_listed()}')
    return build(operand, f"{where}.{name}")


def _same(expected: Json, value: object) -> bool:
    """Return True if two values are equal for EventBridge, where 300, 300.0 and true differ."""
    return type(expected) is type(value) and expected == value


def _exists(operand: Json, where: str) -> Matcher:
    if not isinstance(operand, bool):
        raise PatternError(f"{where}: must be true or false")
    # The operator applies to leaf values only, never to objects.
    return lambda value: (value is not _ABSENT and not isinstance(value, dict)) is operand


def _prefix(operand: Json, where: str) -> Matcher:
    start, fold = _affix(operand, where)
    return lambda value: isinstance(value, str) and fold(value).startswith(start)


def _suffix(operand: Json, where: str) -> Matcher:
    end, fold = _affix(operand, where)
    return lambda value: isinstance(value, str) and fold(value).endswith(end)


def _affix(operand: Json, where: str) -> tuple[str, Callable[[str], str]]:
    """Return the prefix or suffix to compare, and the function to normalize strings with."""
    if isinstance(operand, dict) and set(operand) == {"equals-ignore-case"}:
        return _text(operand["equals-ignore-case"], where).lower(), str.lower
    return _text(operand, where), str


def _equals_ignore_case(operand: Json, where: str) -> Matcher:
    expected = _text(operand, where).lower()
    return lambda value: isinstance(value, str) and value.lower() == expected


def _wildcard(operand: Json, where: str) -> Matcher:
    text = _text(operand, where)
    if "**" in text.replace(r"\\", "").replace(r"\*", ""):
        raise PatternError(f"{where}: must not contain two wildcards in a row")
    pieces = re.findall(r"\\[*\\]|.", text, re.DOTALL)
    if "\\" in pieces:
        raise PatternError(rf"{where}: a backslash escapes only * or \ ")
    expression = re.compile(
        "".join(".*" if piece == "*" else re.escape(piece[-1]) for piece in pieces), re.DOTALL
    )
    return lambda value: isinstance(value, str) and bool(expression.fullmatch(value))


def _numeric(operand: Json, where: str) -> Matcher:
    if not isinstance(operand, list) or len(operand) not in {2, 4}:
        raise PatternError(f'{where}: must be like [">", 0] or [">", 0, "<=", 5]')
    tests = [
        (_comparison(name, where), _number(bound, where))
        for name, bound in zip(operand[::2], operand[1::2], strict=True)
    ]
    return lambda value: (
        _is_number(value)
        and all(
            compare(value, bound)  # type: ignore[arg-type]  # a number, as just seen
            for compare, bound in tests
        )
    )


def _comparison(name: Json, where: str) -> Callable[[float, float], bool]:
    if not isinstance(name, str) or name not in _COMPARISONS:
        raise PatternError(f"{where}: a comparison is one of {', '.join(_COMPARISONS)}")
    return _COMPARISONS[name]


def _cidr(operand: Json, where: str) -> Matcher:
    try:
        network = ipaddress.ip_network(_text(operand, where), strict=False)
    except ValueError as error:
        raise PatternError(f"{where}: {error}") from error

    def matches(value: object) -> bool:
        try:
            return isinstance(value, str) and ipaddress.ip_address(value) in network
        except ValueError:
            return False

    return matches


def _anything_but(operand: Json, where: str) -> Matcher:
    choices = operand if isinstance(operand, list) else [operand]
    if not choices:
        raise PatternError(f"{where}: must name at least one value")
    refused: list[Matcher] = []
    for choice in choices:
        if isinstance(choice, dict):
            refused += _refused(choice, where)
        elif isinstance(choice, (str, int, float)) and not isinstance(choice, bool):
            refused.append(partial(_same, choice))
        else:
            raise PatternError(f"{where}: must name strings or numbers")
    # A missing field doesn't match.
    return lambda value: (
        value is not _ABSENT
        and not isinstance(value, dict)
        and not any(test(value) for test in refused)
    )


def _refused(choice: dict[str, Json], where: str) -> list[Matcher]:
    name, operand = next(iter(choice.items()), ("", None))
    if len(choice) != 1 or name not in {"prefix", "suffix", "equals-ignore-case", "wildcard"}:
        raise PatternError(
            f"{where}: takes prefix, suffix, equals-ignore-case or wildcard, not {list(choice)}"
        )
    operands = operand if isinstance(operand, list) else [operand]
    return [_OPERATORS[name](value, f"{where}.{name}") for value in operands]


def _text(value: Json, where: str) -> str:
    if not isinstance(value, str):
        raise PatternError(f"{where}: must be a string")
    return value


def _number(value: Json, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PatternError(f"{where}: must be a number")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _listed() -> str:
    return ", ".join(sorted(_OPERATORS))


_OPERATORS: Final[Mapping[str, Callable[[Json, str], Matcher]]] = {
    "anything-but": _anything_but,
    "cidr": _cidr,
    "equals-ignore-case": _equals_ignore_case,
    "exists": _exists,
    "numeric": _numeric,
    "prefix": _prefix,
    "suffix": _suffix,
    "wildcard": _wildcard,
}
