"""Validation of request bodies; errors name every invalid field."""

from collections.abc import Collection, Mapping

from .fields import Field
from .problems import Invalid

# A sort key has up to 1,024 bytes, the id among them.
_KEY_BYTES = 900


def parse(field: Field, value: object) -> object:
    """Return the normalized value; raise ValueError saying what it must be."""
    parsed = field.parse(value)
    if field.unique or field.indexed:
        _check_key(parsed)
    return parsed


def parse_filter(field: Field, value: object) -> object:
    """Return the value by which items are listed; raise ValueError saying what it must be."""
    parsed = field.parse_filter(value)
    _check_key(parsed)
    return parsed


def fits_key(value: object) -> bool:
    """Return True if a value can be part of a key: DynamoDB has no empty and no long ones."""
    return 1 <= len(str(value).encode()) <= _KEY_BYTES


def _check_key(value: object) -> None:
    if not fits_key(value):
        raise ValueError(f"must have 1 to {_KEY_BYTES} bytes")


def parse_new(
    fields: Mapping[str, Field], body: Mapping[str, object], read_only: Collection[str] = ()
) -> dict[str, object]:
    """Return the values of a new item with defaults; null counts as missing."""
    values = {name: field.default for name, field in fields.items() if field.default is not None}
    values.update((name, value) for name, value in body.items() if value is not None)
    missing = [name for name, field in fields.items() if not field.optional and name not in values]
    return _parse_all(fields, values, _errors(body, missing, read_only))


def parse_changes(
    fields: Mapping[str, Field], body: Mapping[str, object], read_only: Collection[str] = ()
) -> dict[str, object]:
    """Return the changes of a JSON merge patch; null removes an optional value."""
    missing = [
        name for name, field in fields.items() if not field.optional and body.get(name, "") is None
    ]
    return _parse_all(fields, body, _errors(body, missing, read_only))


def _errors(
    body: Mapping[str, object], missing: list[str], read_only: Collection[str]
) -> dict[str, str]:
    refused = [name for name in body if name in read_only]
    return dict.fromkeys(missing, "is required") | dict.fromkeys(refused, "may not be set by you")


def _parse_all(
    fields: Mapping[str, Field], given: Mapping[str, object], errors: dict[str, str]
) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in given.items():
        if name in errors:
            continue
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
