"""Which items a browser test of a generated project can make up."""

from __future__ import annotations

import pytest

from scaffold.spec import reader

APP = "scaffold: 1\napp: hello\nauth:\nmodels:\n"


def tried(models: str) -> list[str]:
    """The names of the models that a browser test makes items of."""
    return [
        str(model.name)
        for model in reader.parse(APP + models, "scaffold.yaml").browser_tested_models
    ]


@pytest.mark.parametrize(
    "field",
    ['{type: string, pattern: "[A-Z]+"}', "{type: email, max: 12}"],
)
def test_what_no_sample_meets_must_not_be_needed(field: str) -> None:
    """A required field that any text does not fill leaves its model out."""
    assert tried(f"  note:\n    fields: {{code: {field}}}\n") == []


def test_what_may_be_left_empty_does_not_matter() -> None:
    """An optional pattern stays empty."""
    fields = '{code: {type: string, pattern: "[A-Z]+", optional: true}}'
    assert tried(f"  note:\n    fields: {fields}\n") == ["note"]


def test_what_an_item_must_refer_to_comes_first() -> None:
    """Wherever the other model stands in the spec."""
    models = "  note: {fields: {book: ref(book)}}\n  book: {fields: {title: string}}\n"
    assert tried(models) == ["note", "book"]


def test_what_must_refer_in_a_circle_cannot_be_made() -> None:
    """Neither of two items can be the first."""
    models = "  note: {fields: {book: ref(book)}}\n  book: {fields: {note: ref(note)}}\n"
    assert tried(models) == []
