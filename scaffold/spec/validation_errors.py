"""What pydantic found wrong, in the words of the spec language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import Problem
from scaffold.names import suggestion
from scaffold.spec import grammar
from scaffold.spec.document import (
    AccessDocument,
    AuthDocument,
    BucketAccessDocument,
    BucketDocument,
    Document,
    FieldDocument,
    FunctionDocument,
    LocalDocument,
    ModelDocument,
    SpecDocument,
    ThemeDocument,
    TriggerDocument,
    UsesDocument,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_DOCUMENTS: Final[dict[tuple[str, ...], type[Document]]] = {
    (): SpecDocument,
    ("auth",): AuthDocument,
    ("models", "*"): ModelDocument,
    ("models", "*", "fields", "*"): FieldDocument,
    ("models", "*", "access"): AccessDocument,
    ("buckets", "*"): BucketDocument,
    ("buckets", "*", "access"): BucketAccessDocument,
    ("functions", "*"): FunctionDocument,
    ("functions", "*", "trigger"): TriggerDocument,
    ("functions", "*", "uses"): UsesDocument,
    ("theme",): ThemeDocument,
    ("local",): LocalDocument,
}
_LONGEST_QUOTE: Final = 60
_KINDS: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
# Texts that are easily written as something else: a colour without quotes is a comment.
_TEXTS: Final[dict[tuple[str, ...], str]] = {
    ("theme", "color"): 'a colour in quotes, such as "#5b5bd6"',
    ("theme", "radius"): "a length such as 10px",
}
_PATTERNS: Final = {
    grammar.KEBAB_PATTERN: "lower-case letters, digits and single hyphens, a letter first",
    grammar.SNAKE_PATTERN: "lower-case letters, digits and single underscores, a letter first",
    grammar.HTTP_PATTERN: 'a method and a path, such as "GET /hello/{name}"',
    grammar.EVENT_LIKE_SUFFIX: "the end of a file name in lower case, such as .mp4",
    f"^{grammar.FIELD_TYPE_PATTERN}$": "a type",
    "^#[0-9a-fA-F]{6}$": "a colour such as #5b5bd6",
    "^(0|[1-9][0-9]?)px$": "a length such as 10px",
}
_TYPE_NAMES: Final = (
    *grammar.SCALAR_TYPES,
    "json",
    "list(string)",
    "ref(model)",
    "file(bucket)",
)


def problems_of(error: ValidationError, value: object) -> list[Problem]:
    """Every complaint once, with a path into the document as it was written."""
    problems: dict[tuple[Path, str], Problem] = {}
    for details in error.errors(include_url=False):
        problem = _problem(details, value)
        problems.setdefault((problem.path, problem.message), problem)
    return list(problems.values())


def _problem(details: ErrorDetails, value: object) -> Problem:
    path, on_key = _written_path(details["loc"], value)
    match details["type"]:
        case "extra_forbidden":
            return Problem(path, _unknown_key(path), on_key=True)
        case "missing":
            return Problem(path[:-1], f'"{path[-1]}" is required', on_key=True)
    return Problem(path, _message(details, path), on_key)


def _written_path(loc: tuple[str | int, ...], value: object) -> tuple[Path, bool]:
    """Drop what pydantic adds: union branches, `[key]`, the index of a lone trigger or word."""
    path: list[str | int] = []
    on_key = False
    here: Any = value
    for part in loc:
        if part == "[key]":
            on_key = True
        elif isinstance(here, dict) and isinstance(part, str):
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
    return tuple(path), on_key


def _shape(path: Path) -> tuple[str, ...]:
    """The path with `*` for what users name, and without positions."""
    shape: list[str] = []
    for part in path:
        if isinstance(part, int):
            continue
        named = tuple(shape) in {
            ("models",),
            ("buckets",),
            ("functions",),
            ("models", "*", "fields"),
        }
        shape.append("*" if named else part)
    return tuple(shape)


def _unknown_key(path: Path) -> str:
    key = str(path[-1])
    parent = _shape(path[:-1])
    unbuilt = grammar.UNBUILT_KEYS.get(parent, frozenset())
    if key in unbuilt:
        return f'"{key}" is not built yet in this version of scaffold: take it out'
    document = _DOCUMENTS.get(parent)
    known: Iterable[str] = [*(document.model_fields if document else ()), *sorted(unbuilt)]
    return f'unknown key "{key}"{suggestion(key, known)}'


def _message(details: ErrorDetails, path: Path) -> str:
    given = details["input"]
    if str(given) in grammar.UNBUILT_VALUES.get(_shape(path), frozenset()):
        return f'"{given}" is not built yet in this version of scaffold'
    if kind := _KINDS.get(details["type"]):
        return _kind_message(_TEXTS.get(_shape(path), kind), given)
    if say := _MESSAGES.get(details["type"]):
        return say(given, details.get("ctx", {}))
    return details["msg"]


def _kind_message(expected: str, given: object) -> str:
    if expected == "text" and isinstance(given, bool | int | float):
        return "must be text: put it in quotes"
    if given is None:
        return f"must be {expected}, and is empty"
    return f"must be {expected}"


def _cropped(given: object) -> str:
    """As much of what was given as a message needs."""
    text = str(given)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _choice(given: str, expected: str) -> str:
    choices = re.findall(r"'([^']*)'", expected) or [expected]
    if given in choices:
        return f"must be {given}, without quotes"
    shown = ", ".join(choices[:6]) + (", …" if len(choices) > 6 else "")  # noqa: PLR2004 - a line
    return f'"{given}" is not one of {shown}{suggestion(given, choices)}'


def _pattern_message(given: str, pattern: str) -> str:
    if pattern == f"^{grammar.FIELD_TYPE_PATTERN}$":
        return _type_message(given)
    wanted = _PATTERNS.get(pattern, f"text that matches {pattern}")
    return f'"{given}" is not {wanted}'


def _type_message(given: str) -> str:
    outer, bracket, _ = given.partition("(")
    if outer == "list" and bracket:
        return f'"{given}": a list holds plain values: {", ".join(grammar.SCALAR_TYPES)}'
    nearest = suggestion(outer, [name.partition("(")[0] for name in _TYPE_NAMES])
    return f'no type "{given}"{nearest or "; there are " + ", ".join(_TYPE_NAMES)}'


_MESSAGES: Final[dict[str, Callable[[Any, dict[str, Any]], str]]] = {
    "literal_error": lambda given, context: _choice(_cropped(given), str(context["expected"])),
    "string_pattern_mismatch": lambda given, context: _pattern_message(
        _cropped(given), context["pattern"]
    ),
    "value_error": lambda _, context: str(context["error"]),
    "too_short": lambda _, context: f"needs at least {context['min_length']}",
    "too_long": lambda _, context: (
        f"holds at most {context['max_length']}, and there are {context['actual_length']}"
    ),
    "string_too_short": lambda _, context: (
        f"needs at least {context['min_length']} character{'s' * (context['min_length'] > 1)}"
    ),
    "string_too_long": lambda given, context: (
        f"has {len(given)} characters, and at most {context['max_length']} are allowed"
    ),
    "greater_than_equal": lambda _, context: f"must be {context['ge']} or more",
    "less_than_equal": lambda _, context: f"must be {context['le']} or less",
}
