"""The coverage table is what the tests, the schema and the docs say, and it has no hole."""

from __future__ import annotations

import coverage_table
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("coverage_table"),  # one collection of all tests serves all
]


@pytest.fixture(scope="module")
def facts() -> coverage_table.Facts:
    """What proves each key."""
    return coverage_table.facts()


def test_every_key_is_proven_in_every_column(facts: coverage_table.Facts) -> None:
    """No key is a stub."""
    assert coverage_table.gaps(facts) == []


def test_the_table_in_the_docs_is_up_to_date(
    facts: coverage_table.Facts, request: pytest.FixtureRequest
) -> None:
    """docs/reference/coverage.md is generated."""
    if request.config.getoption("--update-golden"):
        coverage_table.TABLE.write_text(coverage_table.table(facts), encoding="utf-8")

    assert coverage_table.TABLE.read_text(encoding="utf-8") == coverage_table.table(facts)


def test_marks_name_keys_that_exist() -> None:
    """A misspelt mark would prove nothing."""
    known = set(coverage_table.keys())
    marked = {(key, column) for key, column in coverage_table.marks()}

    assert {key for key, _ in marked} <= known
    assert {column for _, column in marked} <= set(coverage_table.MARKED)
