"""The models that browser tests of a generated project create sample items of."""

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
def test_required_field_without_sample_excludes_the_model(field: str) -> None:
    """A required field that any text does not fill leaves its model out."""
    assert tried(f"  note:\n    fields: {{code: {field}}}\n") == []


def test_optional_field_without_sample_is_skipped() -> None:
    """An optional pattern stays empty."""
    fields = '{code: {type: string, pattern: "[A-Z]+", optional: true}}'
    assert tried(f"  note:\n    fields: {fields}\n") == ["note"]


def test_referenced_models_come_first() -> None:
    """Wherever the other model stands in the spec."""
    models = "  note: {fields: {book: ref(book)}}\n  book: {fields: {title: string}}\n"
    assert tried(models) == ["note", "book"]
