"""Typed access to JSON values whose shape the author of a template decides."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"


def as_object(value: Json) -> JsonObject:
    """Return the value if it is an object, else an empty object."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """Return the value as a list: like CloudFormation, wrap a single value; None is empty."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_text(value: Json, default: str = "") -> str:
    """Return a scalar as CloudFormation writes it (`true`, `10`), else the default."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else default


def as_integer(value: Json, default: int) -> int:
    """Return an integer, which templates may write as text, else the default."""
    try:
        return int(as_text(value))
    except ValueError:
        return default


def as_boolean(value: Json, *, default: bool = False) -> bool:
    """Return a Boolean, which templates may write as text; the default replaces None."""
    return default if value is None else as_text(value).lower() == "true"
