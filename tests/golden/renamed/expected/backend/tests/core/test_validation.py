"""Validation of request bodies."""

import pytest

from hello.core import validation
from hello.core.fields import Integer, String, Text
from hello.core.problems import Invalid

FIELDS = {
    "title": String(max=5),
    "note": Text(optional=True),
    "count": Integer(default=1),
    "code": Text(optional=True, unique=True),
}


def test_create_fills_in_defaults() -> None:
    """Missing and null values get their default; optional ones may be absent."""
    assert validation.parse_new(FIELDS, {"title": "a"}) == {"title": "a", "count": 1}
    body = {"title": "a", "note": None, "count": None}
    assert validation.parse_new(FIELDS, body) == {"title": "a", "count": 1}


def test_errors_name_every_invalid_field() -> None:
    """The error names every invalid field."""
    with pytest.raises(Invalid) as caught:
        validation.parse_new(FIELDS, {"note": 1, "count": "a", "id": "mine"})

    assert caught.value.errors == {
        "title": "is required",
        "note": "must be text",
        "count": "must be a whole number",
        "id": "is not a field",
    }


def test_merge_patch() -> None:
    """A patch adds no defaults; null removes an optional value."""
    assert validation.parse_changes(FIELDS, {}) == {}
    assert validation.parse_changes(FIELDS, {"note": None}) == {"note": None}


def test_null_is_rejected_for_a_required_field() -> None:
    """Null is rejected for a required field."""
    with pytest.raises(Invalid) as caught:
        validation.parse_changes(FIELDS, {"title": None, "count": None})

    assert caught.value.errors == {"title": "is required", "count": "is required"}


@pytest.mark.parametrize("value", ["a", None, 7])
def test_read_only_field_is_refused(value: object) -> None:
    """A read-only field is refused whatever its value is; its default applies all the same."""
    for parse in (validation.parse_new, validation.parse_changes):
        with pytest.raises(Invalid) as caught:
            parse(FIELDS, {"title": "a", "count": value}, {"count"})

        assert caught.value.errors == {"count": "may not be set by you"}
    created = validation.parse_new(FIELDS, {"title": "a"}, {"count"})
    assert created == {"title": "a", "count": 1}


def test_index_key_length() -> None:
    """Indexed values must fit in a DynamoDB key."""
    with pytest.raises(Invalid) as caught:
        validation.parse_new(FIELDS, {"title": "a", "code": "ü" * 451})

    assert caught.value.errors == {"code": "must have 1 to 900 bytes"}
