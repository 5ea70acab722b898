"""Typed access to the properties of CloudFormation resources."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.local.application import Json

Properties = Mapping[str, Json]
# By logical ID; each has `Type` and `Properties`.
Resources = Mapping[str, Mapping[str, Json]]


def properties_of(resource: Properties) -> Properties:
    """Return the properties of a resource."""
    return mapping(resource.get("Properties"))


def mapping(value: Json) -> Properties:
    """Return an object, or an empty one for any other value."""
    return value if isinstance(value, dict) else {}


def entries(value: Json) -> list[Json]:
    """Return a list; CloudFormation also accepts a single value."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Json) -> str:
    """Return a string, or an empty one for null, lists and objects."""
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(value: Json) -> tuple[str, ...]:
    """Return a list of strings."""
    return tuple(map(text, entries(value)))


def number(value: Json) -> float | None:
    """Return a number, which may be a string from a parameter, or None."""
    try:
        return float(text(value))
    except ValueError:
        return None
