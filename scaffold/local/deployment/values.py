"""Reading JSON values whose shape the template's author decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from scaffold.local.application import Json

Object: TypeAlias = "dict[str, Json]"


def an_object(value: Json) -> Object:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def a_list(value: Json) -> list[Json]:
    """The value if it is a list; a single value is a list of one, as CloudFormation has it."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def a_text(value: Json, default: str = "") -> str:
    """A scalar as CloudFormation writes it: `true`, `10`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else default


def a_number(value: Json, default: int) -> int:
    """A whole number, which templates may write as text."""
    try:
        return int(a_text(value))
    except ValueError:
        return default


def a_flag(value: Json, *, default: bool = False) -> bool:
    """A truth value, which templates may write as text."""
    return default if value is None else a_text(value).lower() == "true"
