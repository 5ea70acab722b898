"""FieldDocument -> Field: the options that go with each type."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Final, cast, get_args

from scaffold.names import Name
from scaffold.spec.fields import LARGEST_INTEGER, MAX, MIN, Field, FieldType
from scaffold.spec.patterns import matches, pattern_problem

if TYPE_CHECKING:
    from scaffold.spec.document import FieldDocument
    from scaffold.spec.resolve import Path, Resolution

BOUNDED: Final = {"string", "text", "integer", "number", "email", "url", "list"}
UNIQUE: Final = {"string", "integer", "email", "url"}
DEFAULTABLE: Final = {"string", "text", "integer", "number", "boolean", "date", "enum", "url"}
# DynamoDB's limit is 400 KB an item, all fields together.
_LONGEST: Final = 100_000
_PYTHON_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def resolve_field(work: Resolution, path: Path, key: str, document: FieldDocument) -> Field:
    """The field, with the bounds of its type where the document names none."""
    outer, _, inner = (document.type or "enum").removesuffix(")").partition("(")
    kind = cast("FieldType", outer)
    if kind == "ref":
        work.check_reference(_type_place(path, document), "model", inner, work.document.models)
    if kind == "file":
        work.check_reference(_type_place(path, document), "bucket", inner, work.document.buckets)
    _check_options(work, path, kind, document)
    field = Field(
        name=Name(key),
        type=kind,
        optional=document.optional,
        min=MIN.get(kind) if document.min is None else document.min,
        max=MAX.get(kind) if document.max is None else document.max,
        pattern=document.pattern,
        default=document.default,
        unique=document.unique,
        values=tuple(document.enum or ()),
        items=cast("FieldType", inner) if kind == "list" else None,
        ref=Name(inner) if kind == "ref" else None,
        bucket=Name(inner) if kind == "file" else None,
    )
    _check_bounds(work, path, field)
    _check_default(work, path, field)
    return field


def _type_place(path: Path, document: FieldDocument) -> Path:
    """Where the type stands: in the mapping or, in the short form, at the field itself."""
    return (*path, "type") if "type" in document.model_fields_set else path


def _check_options(work: Resolution, path: Path, kind: FieldType, document: FieldDocument) -> None:
    assert kind in get_args(FieldType)  # noqa: S101 - the pattern of the document says so
    for option, allowed in (("max", BOUNDED), ("min", BOUNDED), ("unique", UNIQUE)):
        if getattr(document, option) not in (None, False) and kind not in allowed:
            names = ", ".join(sorted(allowed))
            work.refuse((*path, option), f"{option} does not go with {kind}, only with {names}")
    if document.pattern is not None:
        if kind not in {"string", "text"}:
            work.refuse((*path, "pattern"), f"pattern does not go with {kind}, only with string")
        elif problem := pattern_problem(document.pattern):
            work.refuse((*path, "pattern"), problem)
    if document.enum is not None:
        _check_values(work, (*path, "enum"), document.enum)


def _check_values(work: Resolution, path: Path, values: list[str]) -> None:
    for position, value in enumerate(values):
        if not 1 <= len(value) <= 100:  # noqa: PLR2004 - said in the message
            work.refuse((*path, position), "an enum value has 1 to 100 characters")
        if value in values[:position]:
            work.refuse((*path, position), "the value is named twice")


def _check_bounds(work: Resolution, path: Path, field: Field) -> None:
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is None:
            continue
        counts = field.has_length or field.type == "list"
        if isinstance(bound, bool) or not math.isfinite(bound):
            work.refuse((*path, name), "must be a number")
        elif (counts or field.type == "integer") and bound != int(bound):
            work.refuse((*path, name), "must be a whole number")
        elif counts and not 0 <= bound <= _LONGEST:
            work.refuse((*path, name), f"must be between 0 and {_LONGEST:,}")
        elif abs(bound) > LARGEST_INTEGER:
            work.refuse((*path, name), f"must be between ±{LARGEST_INTEGER:,}")
    if field.min is not None and field.max is not None and field.min > field.max:
        work.refuse((*path, "max"), f"max ({field.max}) is less than min ({field.min})")
    elif field.has_length and field.max == 0:
        work.refuse((*path, "max"), "leaves no value to enter")


def _check_default(work: Resolution, path: Path, field: Field) -> None:
    if field.default is None:
        return
    place = (*path, "default")
    if field.type not in DEFAULTABLE:
        names = ", ".join(sorted(DEFAULTABLE))
        work.refuse(place, f"default does not go with {field.type}, only with {names}")
    elif field.optional:
        work.refuse(place, "an optional field is left out: drop either optional or default")
    elif field.unique:
        work.refuse(place, "a default cannot be unique")
    elif problem := _default_problem(field, field.default):
        work.refuse(place, problem)


def _default_problem(field: Field, value: object) -> str | None:
    if field.type == "enum":
        return None if value in field.values else f"must be one of {', '.join(field.values)}"
    expected = _PYTHON_TYPES.get(field.type, (str,))
    if not isinstance(value, expected) or (isinstance(value, bool) != (field.type == "boolean")):
        return f"must be {'an' if field.type == 'integer' else 'a'} {field.type}"
    if field.type == "date":
        return _date_problem(str(value))
    return _bounds_problem(field, value) or _text_problem(field, str(value))


def _bounds_problem(field: Field, value: object) -> str | None:
    measure = value if isinstance(value, int | float) else len(str(value))
    if not abs(measure) <= LARGEST_INTEGER:  # nan compares as false
        return f"must be between ±{LARGEST_INTEGER:,}"
    if field.min is not None and measure < field.min:
        return f"is less than min ({field.min})"
    if field.max is not None and measure > field.max:
        return f"is more than max ({field.max})"
    return None


def _text_problem(field: Field, text: str) -> str | None:
    if field.pattern and not pattern_problem(field.pattern) and not matches(field.pattern, text):
        return "does not match the pattern"
    if field.type == "url" and not re.fullmatch(r"https?://[^\s/]+\S*", text):
        return "must be an address such as https://example.com"
    return None


def _date_problem(text: str) -> str | None:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return "must be a date such as 2026-01-31"
    return None if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else "must be a date: 2026-01-31"
