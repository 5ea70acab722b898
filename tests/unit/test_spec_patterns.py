"""Patterns that would let hostile text keep a function or a browser busy."""

from __future__ import annotations

import pytest

from scaffold.spec.patterns import pattern_problem


@pytest.mark.parametrize(
    ("pattern", "offender"),
    [
        ("(a+)+", "(a+)+"),
        ("x(a*)*$", "(a*)*"),
        ("(a|a)*", "(a|a)*"),
        ("(a|b|ab)*c", "(a|b|ab)*"),
        (r"(\w|\d)+", r"(\w|\d)+"),
        ("([a-z]+-?)*", "([a-z]+-?)*"),
        ("(?:ab?b?)+?", "(?:ab?b?)+?"),
        ("(a(b?|c?))*", "(a(b?|c?))*"),
        ("(.*,){11}", "(.*,){11}"),
        ("(?=(a+)+)a", "(a+)+"),
        (r"(a)(\1|a)*", r"(\1|a)*"),
        (r"(\s|\u00a0)*", r"(\s|\u00a0)*"),
        ("([가-힣]|[나-다])*", "([가-힣]|[나-다])*"),
    ],
)
def test_a_repetition_with_two_ways_through_the_same_text_is_refused(
    pattern: str, offender: str
) -> None:
    """By name: hostile text makes it try each of the ways, twice as many a character."""
    problem = pattern_problem(pattern) or ""

    assert problem.startswith(f'"{offender}" can match the same text in exponentially many ways')


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z]+(-[a-z]+)*",
        "(a?)*",
        "(foo|bar|baz)+",
        "(a|ab)(c|bcd)",
        "[^@]+@[^@]+[.][a-z]+",
        r"([0-9]{1,3}\.){3}[0-9]{1,3}",
        r"\+?[0-9]( ?[0-9])*",
        "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "(?!.*--)[a-z-]+",
        "([가-힣]+ )*[가-힣]+",
        "(a*){0}b",
    ],
)
def test_a_repetition_with_one_way_through_every_text_is_accepted(pattern: str) -> None:
    """Among them what people write: slugs, addresses, telephone numbers, identifiers."""
    assert pattern_problem(pattern) is None


def test_a_pattern_that_nobody_can_read_is_refused() -> None:
    """The check of its repetitions would take long, too."""
    assert pattern_problem("a" * 301) == "longer than 300 characters"
