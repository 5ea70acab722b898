"""Quantities and colors, in the forms that people write."""

from __future__ import annotations

import re

import pytest

from scaffold.spec import reader, units


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("30 s", 30),
        ("1 second", 1),
        ("10 seconds", 10),
        ("5min", 300),
        ("5 minutes", 300),
        ("2h", 7200),
        ("2 hours", 7200),
        ("365 days", 31_536_000),
    ],
)
def test_duration(text: str, seconds: int) -> None:
    """With a unit in full or in short, after a space or none."""
    assert units.parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "size"),
    [("10MB", 10**7), ("10 MB", 10**7), ("5GiB", 5 * 2**30), ("5 GiB", 5 * 2**30), ("1 B", 1)],
)
def test_size(text: str, size: int) -> None:
    """In powers of 1000 or 1024."""
    assert units.parse_size(text) == size


@pytest.mark.parametrize(
    "text", ["0s", "1  s", "1m", "-1 s", "1.5h", "s", "", " 1s", "1s ", "\u0661s", 5]
)
def test_no_duration(text: object) -> None:
    """`m` could mean minutes or months."""
    with pytest.raises(ValueError, match="must be a duration such as 10 seconds"):
        units.parse_duration(text)


@pytest.mark.parametrize("text", ["0 B", "10mb", "10 Mb", "1.5 GB", "10", "10MB\n", None])
def test_no_size(text: object) -> None:
    """Case tells bits from bytes."""
    with pytest.raises(ValueError, match="must be a size such as 500 KB"):
        units.parse_size(text)


def test_color_of_three_digits() -> None:
    """It is the same as with each digit twice."""
    short, long = (
        reader.parse(f'scaffold: 1\napp: hello\nauth:\ntheme: {{color: "{color}"}}\n')
        for color in ("#0a7", "#00aa77")
    )

    assert short == long
    assert re.fullmatch(units.COLOR_PATTERN, short.theme.color)


@pytest.mark.parametrize(
    "text", ["5 GiB", "5 GB", "1 TB", "1 TiB", "100 MiB", "1500 KB", "999 bytes"]
)
def test_a_size_is_shown_as_it_was_written(text: str) -> None:
    """Not in bytes, whichever of the units it has."""
    assert units.format_size(units.parse_size(text.replace("bytes", "B"))) == text


@pytest.mark.parametrize("value", [30, "30 fortnights"])
def test_no_timeout(value: object) -> None:
    """The examples are durations that a function can have."""
    with pytest.raises(ValueError, match=r"^must be a duration such as 10 seconds or 5 minutes$"):
        units.parse_timeout(value)
