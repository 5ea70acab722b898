"""Field types."""

from decimal import Decimal

import pytest

from notes.core.fields import (
    Boolean,
    Date,
    DateTime,
    Email,
    Enum,
    Field,
    File,
    Integer,
    Json,
    List,
    Number,
    Ref,
    String,
    Text,
    Url,
)
from notes.core.ids import new_id

ID = new_id()
SHORT = String(min=2, max=4, pattern="[a-z]+")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (String(), "a"),
        (String(min=0), ""),
        (SHORT, "abcd"),
        (Text(), "one\ntwo"),
        (Email(), "a.b+c@example.co.uk"),
        (Url(), "https://example.com/a?b=c#d"),
        (Url(), "http://[::1]:8080/"),
        (Integer(), 2**53 - 1),
        (Integer(min=0, max=0), 0),
        (Number(), 1.5),
        (Number(), -1e-130),
        (Boolean(), False),
        (Date(), "2024-02-29"),
        (DateTime(), "2026-01-31T12:00:00Z"),
        (Json(), {"a": [1, 1.5, None, {"": "b"}]}),
        (Enum(values=("a", "b")), "b"),
        (List(items=String()), []),
        (List(items=Number(), min=1), [1, 2.5]),
        (Ref(table="TABLE"), ID),
        (File(bucket="BUCKET"), f"owner.{ID}"),
    ],
)
def test_valid_values_round_trip(field: Field, value: object) -> None:
    """A valid value survives a round trip through the table."""
    assert field.parse(value) == value
    assert field.load(field.dump(value)) == value


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (String(), 1, "must be text"),
        (String(), "", "must have at least 1 character"),
        (SHORT, "abcde", "must have at most 4 characters"),
        (SHORT, "ab1", "must match the pattern [a-z]+"),
        (SHORT, "ab\n", "must be one line, without control characters"),
        (String(), "a\tb", "must be one line, without control characters"),
        (String(), "a\u2028b", "must be one line, without control characters"),
        (String(pattern=r"\d"), "\u0661", r"must match the pattern \d"),
        (Email(), "example.com", "must be an email address"),
        (Email(), "a@b", "must be an email address"),
        (Email(), "a b@example.com", "must be an email address"),
        (Url(), "example.com", "must be a web address such as https://example.com"),
        (Url(), "javascript:alert(1)", "must be a web address such as https://example.com"),
        (Url(), "https://", "must be a web address such as https://example.com"),
        (Url(), "https://a b.com", "must be a web address such as https://example.com"),
        (Url(), "http://[", "must be a web address such as https://example.com"),
        (Integer(), True, "must be a whole number"),
        (Integer(), 1.5, "must be a whole number"),
        (Integer(), "1", "must be a whole number"),
        (Integer(), 2**53, "must be at most 9007199254740991"),
        (Integer(min=1), 0, "must be at least 1"),
        (Number(), "1", "must be a number"),
        (Number(), False, "must be a number"),
        (Number(), float("nan"), "must be at most 9007199254740991"),
        (Number(), float("inf"), "must be at most 9007199254740991"),
        (Number(), 1e-131, "must be 0 or at least 1e-130 from it"),
        (Number(max=1.5), 2, "must be at most 1.5"),
        (Boolean(), 1, "must be true or false"),
        (Date(), "2023-02-29", "must be a date such as 2026-01-31"),
        (Date(), "20260131", "must be a date such as 2026-01-31"),
        (Date(), 1, "must be a date such as 2026-01-31"),
        (DateTime(), "2026-01-31", "must be a date and time such as 2026-01-31T12:00:00Z"),
        (DateTime(), "0001-01-01T00:00:00+23:00", "must be a date and time such as"),
        (DateTime(), "2026-01-31T25:00:00Z", "must be a date and time such as"),
        (Enum(values=("a", "b")), "c", "must be one of: a, b"),
        (Enum(values=("a", "b")), 1, "must be one of: a, b"),
        (List(items=String()), "a", "must be a list"),
        (List(items=String(), min=1), [], "must have at least 1 item"),
        (List(items=String(), max=1), ["a", "b"], "must have at most 1 item"),
        (List(items=String()), ["a", 1], "item 2 must be text"),
        (Ref(table="TABLE"), "unique#name#a", "must be the id of an item"),
        (Ref(table="TABLE"), 1, "must be the id of an item"),
        (File(bucket="BUCKET"), 1, "must be the id of an object"),
    ],
)
def test_validation_errors(field: Field, value: object, message: str) -> None:
    """An invalid value is rejected, saying what it must be."""
    with pytest.raises(ValueError, match=r"^(must|item)") as caught:
        field.parse(value)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("field", "value", "normal"),
    [
        (Integer(), 3.0, 3),
        (Number(), 3.0, 3),
        (DateTime(), "2026-01-31T12:00:00+09:00", "2026-01-31T03:00:00Z"),
        (DateTime(), "2026-01-31t12:00:00.5z", "2026-01-31T12:00:00.500000Z"),
    ],
)
def test_values_are_normalized(field: Field, value: object, normal: object) -> None:
    """Values are normalized, so that filters find all of them."""
    parsed = field.parse(value)

    assert parsed == normal
    assert type(parsed) is type(normal)


def test_unique_values_are_compared_in_one_form() -> None:
    """Two ways to write a character are the same, and so are the cases of an address."""
    assert String().identity("caf\u00e9") == String().identity("cafe\u0301")
    assert String().identity("A") != String().identity("a")
    assert Email().identity("Ada@Example.com") == Email().identity("ada@example.com")
    assert Integer().identity(1) == "1"


def test_decimals_become_numbers() -> None:
    """DynamoDB's decimals become JSON numbers."""
    for stored, value in (("3", 3), ("3.5", 3.5)):
        loaded = Number().load(Decimal(stored))

        assert loaded == value
        assert type(loaded) is type(value)
    assert type(Integer().load(Decimal(3))) is int


@pytest.mark.parametrize(
    ("field", "stored"),
    [
        (String(), Decimal(1)),
        (Email(), "somebody"),
        (Url(), "example.com"),
        (Integer(), "1"),
        (Integer(), Decimal("2.5")),
        (Number(), "1"),
        (Number(), True),
        (Boolean(), Decimal(1)),
        (Date(), "2026-01-31T12:00:00Z"),
        (DateTime(), "2026-01-31"),
        (Json(), "no JSON"),
        (Json(), Decimal(1)),
        (Enum(values=("a", "b")), "c"),
        (List(items=String()), "a"),
        (List(items=Integer()), ["a"]),
        (Ref(table="TABLE"), "a"),
        (File(bucket="BUCKET"), Decimal(1)),
    ],
)
def test_stored_value_of_another_type_is_refused(field: Field, stored: object) -> None:
    """Nothing is rounded, cut off or guessed."""
    with pytest.raises(ValueError, match=r"must be|Expecting value"):
        field.load(stored)


@pytest.mark.parametrize(
    ("field", "stored"),
    [
        (String(max=1), "longer"),
        (String(pattern="[a-z]"), "A"),
        (Integer(max=1), Decimal(2)),
        (List(items=String(), max=1), ["a", "b"]),
    ],
)
def test_stored_value_out_of_bounds_is_read(field: Field, stored: object) -> None:
    """Bounds are for requests: what was stored before they were narrowed is shown."""
    assert field.load(stored) == stored
