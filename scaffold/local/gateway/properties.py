"""Typed looks into the properties of CloudFormation resources."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.local.application import Json

Properties = Mapping[str, Json]
# By logical id: `Type`, `Properties`.
Resources = Mapping[str, Mapping[str, Json]]


def properties_of(resource: Properties) -> Properties:
    """The properties of a resource."""
    return mapping(resource.get("Properties"))


def mapping(value: Json) -> Properties:
    """An object; empty where there is none."""
    return value if isinstance(value, dict) else {}


def entries(value: Json) -> list[Json]:
    """A list; a single value is a list of one, as CloudFormation allows."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Json) -> str:
    """A string; empty where there is none."""
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def texts(value: Json) -> tuple[str, ...]:
    """A list of strings."""
    return tuple(map(text, entries(value)))


def number(value: Json) -> float | None:
    """A number, which a parameter may have made a string."""
    try:
        return float(text(value))
    except ValueError:
        return None
