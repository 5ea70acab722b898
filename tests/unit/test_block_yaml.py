"""The fast reader of rendered YAML agrees with PyYAML, or refuses."""

from __future__ import annotations

from pathlib import PurePosixPath

import goldens
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scaffold import quoting
from scaffold.generate.block_yaml import BlockYamlError, parse

OPENAPI = PurePosixPath("openapi.yaml")


@pytest.mark.parametrize("name", goldens.case_names())
def test_openapi_document_reads_as_with_pyyaml(name: str) -> None:
    """Every golden openapi.yaml gives the same document."""
    text = goldens.golden_case(name).files[OPENAPI].decode()

    assert parse(text) == yaml.load(text, yaml.CSafeLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: -2.5\nc: true\nd: null\ne: {}\nf: []\n",
        "a: '\"1\"'\nb: 'it''s'\n\"200\": x\n",
        'a: [b, "null", c]\n',
        "a:\n  - b: 1\n    c: 2\n  - plain\n  - d:\n      e: f\ng: 1.0.0\n",
        "- a: b\n- c\n",
        "a: x:y\n",
    ],
)
def test_subset_reads_as_with_pyyaml(text: str) -> None:
    """Mappings, sequences and scalars as the templates write them."""
    assert parse(text) == yaml.load(text, yaml.CSafeLoader)


@given(st.text())
def test_quoted_text_is_read_back(text: str) -> None:
    """What the quoting filter writes comes back as it was."""
    assert parse(f"key: {quoting.quote(text)}\n") == {"key": text}


@pytest.mark.parametrize(
    "text", ["a: b\n    c: d\n", "a:\n- b\n", "a:\n  just text\n", "? a\n: b\n"]
)
def test_yaml_outside_of_the_subset_is_refused(text: str) -> None:
    """A template that writes other YAML fails in the tests, not in a user's types."""
    with pytest.raises(BlockYamlError):
        parse(text)
