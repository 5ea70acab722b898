"""Bodies against field rules."""

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


def test_fills_in_defaults() -> None:
    """What is left out or null has its default; what is optional may be absent."""
    assert validation.parse_new(FIELDS, {"title": "a"}) == {"title": "a", "count": 1}
    body = {"title": "a", "note": None, "count": None}
    assert validation.parse_new(FIELDS, body) == {"title": "a", "count": 1}


def test_names_all_that_is_wrong() -> None:
    """All fields that are wrong are named at once."""
    with pytest.raises(Invalid) as caught:
        validation.parse_new(FIELDS, {"note": 1, "count": "a", "id": "mine"})

    assert caught.value.errors == {
        "title": "is required",
        "note": "must be text",
        "count": "must be a whole number",
        "id": "is not a field",
    }


def test_changes_name_only_what_changes() -> None:
    """A patch fills in nothing; null removes what is optional."""
    assert validation.parse_changes(FIELDS, {}) == {}
    assert validation.parse_changes(FIELDS, {"note": None}) == {"note": None}


def test_what_is_required_cannot_be_removed() -> None:
    """Null is refused for what every item has."""
    with pytest.raises(Invalid) as caught:
        validation.parse_changes(FIELDS, {"title": None, "count": None})

    assert caught.value.errors == {"title": "is required", "count": "is required"}


def test_a_key_is_short() -> None:
    """What DynamoDB has in a key fits into it, whatever the field allows."""
    with pytest.raises(Invalid) as caught:
        validation.parse_new(FIELDS, {"title": "a", "code": "ü" * 513})

    assert caught.value.errors == {"code": "must have 1 to 1024 bytes"}
