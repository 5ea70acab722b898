"""A field's document -> the resolved field: the options that go with each type."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.names import Name
from scaffold.spec.kinds.model.field_types import BOUNDED, DEFAULTABLE, FIELD_TYPES, UNIQUE
from scaffold.spec.kinds.model.fields import LARGEST_INTEGER, Field
from scaffold.spec.kinds.model.names import check_former_name
from scaffold.spec.patterns import matches, pattern_problem

if TYPE_CHECKING:
    from scaffold.spec.kinds.model.document import EnumValueDocument, FieldDocument
    from scaffold.spec.resolution import Path, Resolution

# DynamoDB's limit is 400 KB per item, all fields together.
_LONGEST: Final = 100_000


def resolve_field(resolution: Resolution, path: Path, key: str, document: FieldDocument) -> Field:
    """Return the field, with the bounds of its type unless the document has others."""
    outer, _, inner = (document.type or "enum").removesuffix(")").partition("(")
    row = FIELD_TYPES[outer]
    _check_options(resolution, path, outer, document)
    field = Field(
        name=Name(key),
        type=outer,
        optional=document.optional,
        min=row.min if document.min is None else document.min,
        max=row.max if document.max is None else document.max,
        pattern=document.pattern,
        default=document.default,
        unique=document.unique,
        read=resolution.field_rule((*path, "read"), document.read),
        write=resolution.field_rule((*path, "write"), document.write),
        values=tuple(entry.value for entry in document.enum or ()),
        items=inner if outer == "list" else None,
        ref=Name(inner) if row.refers_to == "model" else None,
        bucket=Name(inner) if row.refers_to == "bucket" else None,
        renamed_from=Name(document.renamed_from) if document.renamed_from else None,
        former_values=tuple(
            (entry.value, entry.renamed_from) for entry in document.enum or () if entry.renamed_from
        ),
    )
    is_matchable = _check_pattern(resolution, path, field)
    _check_bounds(resolution, path, field)
    _check_default(resolution, path, field if is_matchable else replace(field, pattern=None))
    return field


def _check_options(resolution: Resolution, path: Path, name: str, document: FieldDocument) -> None:
    for option, allowed in (("max", BOUNDED), ("min", BOUNDED), ("unique", UNIQUE)):
        if getattr(document, option) not in (None, False) and name not in allowed:
            names = ", ".join(sorted(allowed))
            message = f"{option} does not go with {name}, only with {names}"
            resolution.add_error((*path, option), message)
    if document.pattern is not None and not FIELD_TYPES[name].pattern:
        message = f"pattern does not go with {name}, only with string"
        resolution.add_error((*path, "pattern"), message)
    if document.enum is not None:
        _check_values(resolution, (*path, "enum"), document.enum)


def _check_pattern(resolution: Resolution, path: Path, field: Field) -> bool:
    """Return True if the field has a pattern that is accepted, or none; add its error otherwise."""
    if field.pattern is None or not field.row.pattern:
        return True
    least, most = field.length_bounds if _has_sound_bounds(field) else (1, 255)
    problem = pattern_problem(field.pattern, least, most, field.holds)
    if problem:
        resolution.add_error((*path, "pattern"), problem)
    return problem is None


def _has_sound_bounds(field: Field) -> bool:
    bounds = (field.min or 0, field.max or 0)
    return all(math.isfinite(bound) and bound == int(bound) for bound in bounds) and (
        0 <= bounds[0] <= bounds[1] <= _LONGEST
    )


def _check_values(resolution: Resolution, path: Path, entries: list[EnumValueDocument]) -> None:
    values = [entry.value for entry in entries]
    former: dict[str, str] = {}
    for position, entry in enumerate(entries):
        if not all(1 <= len(text) <= 100 for text in (entry.value, entry.renamed_from or "-")):  # noqa: PLR2004 - said in the message
            resolution.add_error((*path, position), "an enum value has 1 to 100 characters")
        if entry.value in values[:position]:
            resolution.add_error((*path, position), f'"{entry.value}" is listed twice')
        if entry.renamed_from:
            place = (*path, position, "renamed_from")
            check_former_name(resolution, place, (entry.value, entry.renamed_from), former)


def _check_bounds(resolution: Resolution, path: Path, field: Field) -> None:
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is None:
            continue
        counts = field.row.measure in {"characters", "entries"}
        if isinstance(bound, bool) or not math.isfinite(bound):
            resolution.add_error((*path, name), "must be a number")
        elif (counts or field.type == "integer") and bound != int(bound):
            resolution.add_error((*path, name), "must be a whole number")
        elif counts and not 0 <= bound <= _LONGEST:
            resolution.add_error((*path, name), f"must be between 0 and {_LONGEST:,}")
        elif abs(bound) > LARGEST_INTEGER:
            resolution.add_error((*path, name), f"must be between ±{LARGEST_INTEGER:,}")
    if field.min is not None and field.max is not None and field.min > field.max:
        resolution.add_error((*path, "max"), f"max ({field.max}) is less than min ({field.min})")
    elif field.has_length and field.max == 0:
        resolution.add_error((*path, "max"), "allows no value: write max: 1 or more")


def _check_default(resolution: Resolution, path: Path, field: Field) -> None:
    if field.default is None:
        return
    place = (*path, "default")
    if field.type not in DEFAULTABLE:
        names = ", ".join(sorted(DEFAULTABLE))
        resolution.add_error(place, f"default does not go with {field.type}, only with {names}")
    elif field.optional:
        resolution.add_error(place, "goes with required fields only: remove optional or default")
    elif field.unique:
        resolution.add_error(place, "a default cannot be unique")
    elif problem := _default_problem(field, field.default):
        resolution.add_error(place, problem)


def _default_problem(field: Field, value: object) -> str | None:
    if field.type == "enum":
        return None if value in field.values else f"must be one of {', '.join(field.values)}"
    expected = field.row.default_types
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
    if not field.holds(text) and field.type in {"string", "url"}:
        return "must be one line, without control characters"
    if field.pattern and not matches(field.pattern, text):
        return "does not match the pattern"
    if field.type == "url" and not re.fullmatch(r"https?://[^\s/]+\S*", text):
        return "must be a URL such as https://example.com"
    return None


def _date_problem(text: str) -> str | None:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return "must be a date such as 2026-01-31"
    return None if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else "must be a date: 2026-01-31"
