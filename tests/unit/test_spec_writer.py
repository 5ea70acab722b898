"""The text of a spec, as a person would have laid it out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, cast

import goldens
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.spec import reader, yaml_text
from scaffold.spec.writer import WIDTH, write

if TYPE_CHECKING:
    from pathlib import Path

SPECS = sorted([*goldens.GOLDEN.glob("*/scaffold.yaml"), *goldens.EXAMPLES.glob("*/scaffold.yaml")])


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_written_specs_round_trip(path: Path) -> None:
    """Writing loses nothing: the same values, and so the same spec."""
    text = path.read_text(encoding="utf-8")

    written = write(document_of(text))

    assert document_of(written) == document_of(text)
    assert reader.parse(written) == reader.parse(text)


def test_example_is_reproduced_exactly() -> None:
    """Short things on one line, a line a field, quotes only where they are needed."""
    text = (goldens.EXAMPLES / "video-share" / "scaffold.yaml").read_text(encoding="utf-8")

    assert write(document_of(text)) == text


def test_section_order() -> None:
    """Whatever the order of the answers."""
    text = write(
        {"stages": ["dev"], "functions": {"hello": {}}, "app": "x-y", "auth": {}, "scaffold": 1}
    )

    assert text == textwrap.dedent("""\
        # yaml-language-server: $schema=.scaffold/schema.json
        scaffold: 1
        app: x-y

        auth:

        functions:
          hello: {}

        stages: [dev]
        """)


def test_long_values_are_wrapped() -> None:
    """A long enum has a line a value."""
    values = [f"value number {number}" for number in range(8)]

    text = write({"models": {"note": {"fields": {"state": {"enum": values}, "it": "string"}}}})

    assert "        enum:\n          - value number 0\n          - value number 1\n" in text
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Video Share", "Video Share"),
        ("Upload, process and share", "Upload, process and share"),
        ("it's mine", "it's mine"),
        ("Café 日本", "Café 日本"),
        ('say "hello"', "'say \"hello\"'"),
        ("yes", '"yes"'),
        ("null", '"null"'),
        ("12", '"12"'),
        ("2026-01-31", '"2026-01-31"'),
        ("12:30", '"12:30"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("trailing ", '"trailing "'),
        ("two\nlines", '"two\\nlines"'),
        ("", '""'),
    ],
)
def test_quoting_of_scalars(value: str, expected: str) -> None:
    """YAML of either version reads the very text."""
    text = write({"title": value})

    assert text.splitlines()[-1] == f"title: {expected}"
    assert document_of(text) == yaml.safe_load(text) == {"title": value}


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "models", "functions", "theme", "x"]), VALUES))
@settings(max_examples=300, deadline=None)
def test_property_any_document_round_trips(document: dict[str, object]) -> None:
    """Values, nesting and keys come back as they were."""
    assert (document_of(write(document)) or {}) == document


def document_of(text: str) -> dict[str, object]:
    """The values in a YAML text."""
    return cast("dict[str, object]", yaml_text.parse(text).value)
