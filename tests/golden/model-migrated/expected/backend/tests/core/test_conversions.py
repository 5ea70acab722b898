"""Conversions of stored values: exact, or none."""

from decimal import Decimal
from typing import Any

import pytest

from hello.core.conversions import UnfitError, convert, converted, fill, recover

DAY = "2026-01-31"
MIDNIGHT = f"{DAY}T00:00:00Z"
NOON = f"{DAY}T12:00:00Z"


@pytest.mark.parametrize(
    ("value", "encoding", "to", "expected"),
    [
        ("7.50", "text", "number", Decimal("7.5")),
        ("true", "text", "boolean", True),
        ("0", "text", "boolean", False),
        (DAY, "text", "date", DAY),
        ("2026-01-31T13:00:00+01:00", "text", "datetime", NOON),
        ('a "b"', "text", "json", '"a \\"b\\""'),
        ("a", "text", "list(text)", ["a"]),
        ("7", "text", "list(number)", [Decimal(7)]),
        (Decimal("1E+2"), "number", "text", "100"),
        (Decimal(1), "number", "boolean", True),
        (Decimal("2.5"), "number", "json", "2.5"),
        (Decimal(2), "number", "list(text)", ["2"]),
        (False, "boolean", "text", "false"),
        (True, "boolean", "json", "true"),
        (DAY, "date", "text", DAY),
        (DAY, "date", "datetime", MIDNIGHT),
        (DAY, "date", "json", f'"{DAY}"'),
        (NOON, "datetime", "text", NOON),
        (MIDNIGHT, "datetime", "date", DAY),
        ("5", "json", "text", "5"),
        ("5", "json", "number", Decimal(5)),
        ('"5"', "json", "number", Decimal(5)),
        ("[1, 2]", "json", "list(number)", [Decimal(1), Decimal(2)]),
        (["a"], "list(text)", "text", "a"),
        (["1", "2"], "list(text)", "list(number)", [Decimal(1), Decimal(2)]),
        (["a", "b"], "list(text)", "json", '["a", "b"]'),
    ],
)
def test_conversion(value: Any, encoding: str, to: str, expected: object) -> None:
    """A value becomes what it means in the other encoding."""
    assert converted(value, encoding, to) == expected


@pytest.mark.parametrize(
    ("value", "encoding", "to"),
    [
        ("seven", "text", "number"),
        ("NaN", "text", "number"),
        ("1_000", "text", "number"),
        (" 7 ", "text", "number"),
        ("1e200", "text", "number"),
        ("007", "text", "number"),
        ("9007199254740993", "text", "number"),
        ("0.12345678901234567890123", "text", "number"),
        ("12345678901234567890", "json", "number"),
        ("2026-01-31T12:00:00.123456789Z", "text", "datetime"),
        ('""', "json", "text"),
        (Decimal("0.12345678901234567890123"), "number", "json"),
        ("yes", "text", "boolean"),
        ("2026-02-30", "text", "date"),
        ("2026-01-31T12:00:00", "text", "datetime"),
        (Decimal(2), "number", "boolean"),
        (Decimal(20260131), "number", "date"),
        (True, "boolean", "number"),
        (DAY, "date", "number"),
        (NOON, "datetime", "date"),
        ("{}", "json", "text"),
        ("not JSON", "json", "text"),
        (["a", "b"], "list(text)", "text"),
        ([], "list(text)", "text"),
        (["a", "1"], "list(text)", "list(number)"),
    ],
)
def test_value_without_a_counterpart(value: Any, encoding: str, to: str) -> None:
    """Nothing is rounded, cut off or guessed."""
    with pytest.raises(UnfitError):
        converted(value, encoding, to)


def test_convert_moves_a_value() -> None:
    """What can be converted moves; what cannot be stays where it is; what is gone, goes."""
    earlier_run = {"rank.2": "0", "size.2": "0"}
    item = {"rank": Decimal(1), "points": "many", **earlier_run}

    convert(item, "rank", "number", into="rank.2", to="text")
    convert(item, "points", "text", into="points.2", to="number")
    convert(item, "size", "number", into="size.2", to="text")

    assert item == {"rank.2": "1", "points": "many"}


def test_convert_of_renamed_values() -> None:
    """What an enum's value was called in answers is what becomes of it."""
    item: dict[str, Any] = {"state": "shut"}

    convert(item, "state", "text", into="state.2", to="list(text)", words={"shut": "closed"})

    assert item == {"state.2": ["closed"]}


def test_recover_moves_what_could_not_be_converted_before() -> None:
    """Not where something was stored since."""
    left, since = {"size": "many"}, {"size": "many", "size.2": Decimal(7)}

    for item in (left, since):
        convert(item, "size.2", "number", into="size.3", to="text")
        recover(item, "size", "text", into="size.3", to="text")

    assert left == {"size.3": "many"}
    assert since == {"size.3": "7", "size": "many"}


def test_fill_sets_what_is_missing() -> None:
    """A value that is there stays; so does the lack of one that could not be converted."""
    item: dict[str, Any] = {"kind": "plain", "points": "many"}

    fill(item, "kind", value="other")
    fill(item, "points.2", value=5, unless="points")
    fill(item, "size", value=5)
    fill(item, "done", value=False)

    assert item == {"kind": "plain", "points": "many", "size": Decimal(5), "done": False}
