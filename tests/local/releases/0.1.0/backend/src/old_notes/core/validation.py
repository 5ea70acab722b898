"""Checks what a client sends against field rules, and names all that is wrong at once."""

from collections.abc import Mapping

from .fields import Field
from .problems import Invalid

_KEY_BYTES = 1024


def parse(field: Field, value: object) -> object:
    """The value in its normal form; a ValueError says what it must be instead."""
    parsed = field.parse(value)
    # DynamoDB's keys are neither empty nor long.
    if (field.unique or field.indexed) and not 1 <= len(str(parsed).encode()) <= _KEY_BYTES:
        raise ValueError(f"must have 1 to {_KEY_BYTES} bytes")
    return parsed


def parse_new(fields: Mapping[str, Field], body: Mapping[str, object]) -> dict[str, object]:
    """The values of something new, defaults filled in; null is no value."""
    values = {name: field.default for name, field in fields.items() if field.default is not None}
    values.update((name, value) for name, value in body.items() if value is not None)
    missing = [name for name, field in fields.items() if not field.optional and name not in values]
    return _parse_all(fields, values, missing)


def parse_changes(fields: Mapping[str, Field], body: Mapping[str, object]) -> dict[str, object]:
    """The values to change, as a JSON merge patch: null removes an optional value."""
    missing = [
        name for name, field in fields.items() if not field.optional and body.get(name, "") is None
    ]
    return _parse_all(fields, body, missing)


def _parse_all(
    fields: Mapping[str, Field], body: Mapping[str, object], missing: list[str]
) -> dict[str, object]:
    errors = dict.fromkeys(missing, "is required")
    values: dict[str, object] = {}
    for name, value in body.items():
        if name not in fields:
            errors[name] = "is not a field"
        elif value is None:
            values[name] = None
        else:
            try:
                values[name] = parse(fields[name], value)
            except ValueError as error:
                errors[name] = str(error)
    if errors:
        raise Invalid(errors)
    return values
