"""Reading YAML: the scalars of YAML 1.2, and what is refused before anything reads it."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scaffold.spec import MAX_BYTES, yaml_text
from scaffold.spec.edit.overrides import apply_overrides
from scaffold.spec.yaml_text import MAX_DEPTH, YamlError

SCALARS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "-12": -12,
    "+12": 12,
    "010": 10,
    "0o14": 12,
    "0x1F": 31,
    "1.5": 1.5,
    ".5": 0.5,
    "-1e3": -1000.0,
    "1E+2": 100.0,
    ".inf": math.inf,
    "-.INF": -math.inf,
    "yes": "yes",
    "no": "no",
    "on": "on",
    "off": "off",
    "y": "y",
    "NO": "NO",
    "12:30:00": "12:30:00",
    "1:30": "1:30",
    "2026-01-01": "2026-01-01",
    "2026-01-01T00:00:00Z": "2026-01-01T00:00:00Z",
    "1_000": "1_000",
    "0b11": "0b11",
    "0o18": "0o18",
    "tRUE": "tRUE",
    "5 GiB": "5 GiB",
    "video/*": "video/*",
    "=": "=",
    "'true'": "true",
    '"5"': "5",
    "'no'": "no",
    "|-\n  1": "1",
    ">-\n  true": "true",
}


@pytest.mark.parametrize(("text", "expected"), SCALARS.items())
def test_a_scalar_is_what_yaml_1_2_says(text: str, expected: object) -> None:
    """What people typed stays text; only true and false are booleans."""
    value = value_of(f"key: {text}\n")

    assert (value, type(value)) == (expected, type(expected))


def test_not_a_number_is_read() -> None:
    """`.nan` is a number of YAML's."""
    value = value_of("key: .nan\n")

    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize("text", SCALARS)
def test_editing_keeps_every_scalar(text: str) -> None:
    """An edit elsewhere leaves a scalar as it was written."""
    before = f"key: {text}\nother: 1\n"

    after = apply_overrides(before, ["other=2"])

    assert yaml_text.parse(after).value == {"key": value_of(before), "other": 2}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
@example("#5b5bd6")
@example("a: b")
@example("- a")
@settings(max_examples=200, deadline=None)
def test_editing_keeps_any_quoted_text(text: str) -> None:
    """An edit elsewhere leaves a text as it was."""
    quoted = text.replace("'", "''")
    before = f"key: '{quoted}'\nother: 1\n"

    after = apply_overrides(before, ["other=2"])

    assert value_of(after) == value_of(before)


def test_a_key_is_text_whatever_it_looks_like() -> None:
    """A field may be called `no` or `on`."""
    assert yaml_text.parse("{no: 1, on: 2, 3: 4, null: 5}").value == {
        "no": 1,
        "on": 2,
        "3": 4,
        "null": 5,
    }


@pytest.mark.parametrize(
    "text",
    ["[" * 30_000, "{a: " * 30_000, "- " * 30_000, "? " * 30_000, "[" * 51 + "]" * 51],
    ids=["sequences", "mappings", "blocks", "keys", "one too many"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """30,000 levels crash the C loader: they are refused before it sees them."""
    with pytest.raises(YamlError, match=f"^nested more than {MAX_DEPTH} levels deep$"):
        yaml_text.parse(text)


def test_reasonable_nesting_is_read() -> None:
    """The bound is above what any spec needs."""
    assert yaml_text.parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).value is not None


def test_a_file_of_more_than_a_mebibyte_is_refused() -> None:
    """Bytes count, not characters."""
    with pytest.raises(YamlError, match=r"^larger than 1 MiB$"):
        yaml_text.parse("#" + "é" * (MAX_BYTES // 2))


def test_a_file_of_a_mebibyte_is_read() -> None:
    """The bound itself is allowed."""
    assert yaml_text.parse("a: 1 #" + "x" * (MAX_BYTES - 6)).value == {"a": 1}


def test_an_alias_bomb_is_refused() -> None:
    """Ten lines would be a billion values."""
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]

    with pytest.raises(YamlError, match=r"^a spec has at most 50000 values"):
        yaml_text.parse("\n".join(lines))


def test_an_alias_is_followed() -> None:
    """Anchors are YAML like the rest."""
    assert yaml_text.parse("a: &rule {read: public}\nb: *rule\n").value == {
        "a": {"read": "public"},
        "b": {"read": "public"},
    }


@pytest.mark.parametrize("character", ["\ud800", "\x00", "\x07", "\x1b", "\ufffe"])
def test_a_character_that_is_none_is_refused_at_its_place(character: str) -> None:
    """Lone surrogates and control characters name themselves."""
    with pytest.raises(YamlError, match=f"U\\+{ord(character):04X} is not allowed$") as caught:
        yaml_text.parse(f"a: 1\nb: 日本{character}\n")

    assert (caught.value.place.line, caught.value.place.column) == (2, 6)


def test_a_number_of_ten_thousand_digits_is_read_as_infinite() -> None:
    """Python refuses to print such a number, so no rule may ever see one."""
    for text in ("9" * 10_000, "0x" + "f" * 10_000, "0o" + "7" * 10_000):
        assert value_of(f"key: {text}\n") == math.inf


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_are_counted_as_yaml_counts_them(line_break: str) -> None:
    """A place is right whatever ends the lines."""
    parsed = yaml_text.parse(f"a: 1{line_break}b: 2{line_break}")

    assert parsed.place(("b",)) == yaml_text.Place(2, 4)


def value_of(text: str) -> object:
    """The value under `key`."""
    value = yaml_text.parse(text).value
    assert isinstance(value, dict)
    return value["key"]
