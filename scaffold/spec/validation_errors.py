"""Translates pydantic's validation errors into the terms of the spec language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import Problem
from scaffold.names import suggestion
from scaffold.spec.document import Hint, UnbuiltValues, documents_at, nodes_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from scaffold.spec.document import Document, Node
    from scaffold.spec.resolution import Path

_LONGEST_QUOTE: Final = 60
_SHAPES: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}


def problems_of(error: ValidationError, value: object, document: type[Document]) -> list[Problem]:
    """Return every error once, with a path into the document as it was written."""
    problems: dict[tuple[Path, str], Problem] = {}
    for details in error.errors(include_url=False):
        problem = _problem(details, value, document)
        problems.setdefault((problem.path, problem.message), problem)
    return list(problems.values())


def _problem(details: ErrorDetails, value: object, document: type[Document]) -> Problem:
    path, on_key = _written_path(details["loc"], value)
    match details["type"]:
        case "extra_forbidden":
            return Problem(path, _unknown_key(path, document), on_key=True)
        case "missing":
            return Problem(path[:-1], f'"{path[-1]}" is required', on_key=True)
    return Problem(path, _message(details, _nodes(document, path, on_key=on_key)), on_key)


def _written_path(loc: tuple[str | int, ...], value: object) -> tuple[Path, bool]:
    """Return the path without what pydantic adds, and True if it is the path of a key.

    It adds union branches, `[key]`, and the index of a lone trigger or word.
    """
    path: list[str | int] = []
    on_key = False
    here: Any = value
    for position, part in enumerate(loc, 1):
        if part == "[key]":
            on_key = True
        elif isinstance(here, dict) and isinstance(part, str):
            if part not in here and position < len(loc):
                continue
            path.append(part)
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path.append(part)
            here = here[part]
    return tuple(path), on_key


def _nodes(document: type[Document], path: Path, *, on_key: bool) -> list[Node]:
    """Return the types of the value at a path, or of the name that is its key."""
    if not on_key:
        return list(nodes_at(document, path))
    return [key for node in nodes_at(document, path[:-1]) for key in node.keys]


def _unknown_key(path: Path, document: type[Document]) -> str:
    key = str(path[-1])
    documents = documents_at(document, path[:-1])
    if any(key in found.unbuilt for found in documents):
        return f'"{key}" is not built yet in this version of scaffold: remove it'
    known = [name for found in documents for name in (*found.model_fields, *sorted(found.unbuilt))]
    return f'unknown key "{key}"{suggestion(key, known)}'


def _message(details: ErrorDetails, nodes: list[Node]) -> str:
    value, error = details["input"], details["type"]
    notes = [note for node in nodes for note in node.notes]
    if any(isinstance(note, UnbuiltValues) and value in note.values for note in notes):
        return f'"{value}" is not built yet in this version of scaffold'
    # The outermost one: a name of stages has another example than other names.
    hint = next((note.text for note in reversed(notes) if isinstance(note, Hint)), None)
    if shape := _SHAPES.get(error):
        return _shape_message(shape, value, hint)
    if error == "string_pattern_mismatch":
        pattern = details["ctx"]["pattern"]
        return f'"{_cropped(value)}" is not valid: {hint or f"write text that matches {pattern}"}'
    if message := _MESSAGES.get(error):
        return message(value, details.get("ctx", {}))
    return details["msg"]


def _shape_message(expected: str, value: object, hint: str | None) -> str:
    if hint is None and expected == "text" and isinstance(value, bool | int | float):
        return "must be text: put it in quotes"
    empty = ", and is empty" if value is None else ""
    return f"must be {expected}{empty}{f': {hint}' if hint else ''}"


def _cropped(value: object) -> str:
    """Return as much of a value as a message needs."""
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _choice(value: str, expected: str) -> str:
    choices = re.findall(r"'([^']*)'", expected) or [expected]
    if value in choices:
        return f"must be {value}, without quotes"
    if len(choices) == 1:
        return f"must be {choices[0]}"
    shown = ", ".join(choices[:6]) + (", …" if len(choices) > 6 else "")  # noqa: PLR2004 - a line
    return f'"{value}" is not one of {shown}{suggestion(value, choices)}'


_MESSAGES: Final[dict[str, Callable[[Any, dict[str, Any]], str]]] = {
    "literal_error": lambda value, context: _choice(_cropped(value), str(context["expected"])),
    "value_error": lambda _, context: str(context["error"]),
    "too_short": lambda _, context: f"needs at least {context['min_length']}",
    "too_long": lambda _, context: (
        f"holds at most {context['max_length']}, and there are {context['actual_length']}"
    ),
    "string_too_short": lambda _, context: (
        f"needs at least {context['min_length']} character{'s' * (context['min_length'] > 1)}"
    ),
    "string_too_long": lambda value, context: (
        f"has {len(value)} characters, and at most {context['max_length']} are allowed"
    ),
    "greater_than_equal": lambda _, context: f"must be {context['ge']} or more",
    "less_than_equal": lambda _, context: f"must be {context['le']} or less",
}
