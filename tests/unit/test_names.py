"""Spellings and plurals of names."""

import pytest

from scaffold.names import Name


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("video", "videos"),
        ("category", "categories"),
        ("order_item", "order_items"),
        ("hero", "heroes"),
        ("leaf", "leaves"),
        ("virus", "viruses"),
        ("schema", "schemas"),
        ("index", "indices"),
        ("person", "people"),
        ("quiz", "quizzes"),
        ("bonus", "bonuses"),
        ("lens", "lenses"),
        ("staff", "staff"),
        ("software", "software"),
        ("furniture", "furniture"),
        ("data", "data"),
        ("sheep", "sheep"),
    ],
)
def test_english_plurals(singular: str, plural: str) -> None:
    """The default path of a model is the plural that a developer would write."""
    assert Name(singular).plural == plural


@pytest.mark.parametrize("singular", ["hero", "leaf", "virus", "campus", "cookie", "bonus", "gas"])
def test_singular_of_a_plural(singular: str) -> None:
    """Names that differ only by plural are found to clash."""
    assert Name(singular).plural.singular == singular
