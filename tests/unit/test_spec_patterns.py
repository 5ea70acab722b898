"""Patterns: quick on every text, the same in Python and in browsers, and with a value."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time

import pytest

from scaffold.spec.patterns import matching_texts, pattern_problem, python_pattern

QUICK = 2.0
ACCEPTED = [
    "[a-z]+(-[a-z]+)*",
    "(a?)*",
    "(foo|bar|baz)+",
    "(a|ab)(c|bcd)",
    "[^@]+@[^@]+[.][a-z]+",
    r"([0-9]{1,3}\.){3}[0-9]{1,3}",
    r"\+?[0-9]( ?[0-9])*",
    r"\+?\d{1,3}[ -]?\d{1,4}[ -]?\d{1,4}[ -]?\d{1,9}",
    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}",
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "[0-9a-f]{128}",
    "(?!.*--)[a-z-]+",
    "(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{8,}",
    "([가-힣]+ )*[가-힣]+",
    "(a*){0}b",
    r"\S+(\s\S+)*",
    r"[\s\S]{3}",
    ".*=",
    ".*.*=",
    ".*.*.*=",
    r"\bword\b",
    "😀+",
]


def problem(pattern: str, most: int = 255) -> str | None:
    """What is wrong with a pattern for texts of up to so many characters."""
    return pattern_problem(pattern, 1, most, str.isprintable)


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
        (r"(\s|\u00a0)*", r"(\s|\u00a0)*"),
        ("([가-힣]|[나-다])*", "([가-힣]|[나-다])*"),
        ("(?:a?){30}a{30}", "(?:a?){30}"),
        (".*.*.*.*.*=", ".*.*.*.*.*="),
        ("a?" * 60 + "a" * 60, "a?" * 60 + "a" * 60),
    ],
)
def test_a_pattern_with_too_many_ways_through_a_text_is_refused(
    pattern: str, offender: str
) -> None:
    """By name, whether the ways grow exponentially or as a high power of the length."""
    found = problem(pattern) or ""
    assert found.startswith(f'"{offender}" can match 255 characters in too many ways')


def test_the_longer_the_text_the_fewer_ways_are_allowed() -> None:
    """A pattern that is good for a title may be too slow for a chapter."""
    assert problem(".*.*=", 1000) is None
    assert "10,000 characters" in (problem(".*.*=", 10_000) or "")


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_a_pattern_that_is_quick_is_accepted_with_samples(pattern: str) -> None:
    """Among them what people write: slugs, addresses, telephone numbers, identifiers."""
    assert problem(pattern) is None
    found = list(itertools.islice(matching_texts(pattern, 1, 255, str.isprintable), 3))
    assert found
    assert all(re.fullmatch(python_pattern(pattern), text, re.ASCII) for text in found)


def attacks(pattern: str) -> list[str]:
    """Long texts that almost match: samples, pumped up, with an end that does not fit."""
    seeds = [
        *itertools.islice(matching_texts(pattern, 1, 255, str.isprintable), 4),
        "a",
        "1",
        "-",
        "=",
    ]
    return [(seed * 255)[:254] + end for seed in seeds for end in ("!", "\u00a0", "x")]


def test_an_accepted_pattern_is_quick_and_means_the_same_in_both_engines() -> None:
    """Measured on texts that almost match, at the longest that a string may be."""
    samples = {
        pattern: [
            *itertools.islice(matching_texts(pattern, 1, 255, str.isprintable), 4),
            *attacks(pattern),
            *("a b", "a\u00a0b", "a\u2003b", "\u0661", "a\u200bb", "\ufeff", "é", "a.b"),
        ]
        for pattern in ACCEPTED
    }
    began = time.process_time()
    python = {
        pattern: [
            re.fullmatch(python_pattern(pattern), text, re.ASCII) is not None for text in texts
        ]
        for pattern, texts in samples.items()
    }
    assert time.process_time() - began < QUICK * len(ACCEPTED)
    script = (
        "const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "const found = Object.fromEntries(Object.entries(all).map(([pattern, texts]) =>"
        " [pattern, texts.map((text) => new RegExp(`^(?:${pattern})$`, 'u').test(text))]));"
        "console.log(JSON.stringify([process.cpuUsage().user / 1e6, found]));"
    )
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(samples),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, browser = json.loads(done.stdout)
    assert browser == python
    assert seconds < QUICK * len(ACCEPTED)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(a)\1", r'"\1" does not mean the same in a browser: write out what it repeats'),
        (r"\ud83d\ude00", r'"\ud83d" does not mean the same in a browser: remove it'),
        ("(?=a)*b", '"(?=a)*" repeats a position, which browsers refuse: remove the repetition'),
        ("(?=b)a", "no value of 1 to 255 characters was found that matches it"),
        ("a{300}", "no value of 1 to 255 characters was found that matches it"),
        ("a\nb", "no value of 1 to 255 characters was found that matches it"),
        ("a" * 301, "longer than 300 characters"),
    ],
)
def test_a_pattern_without_the_same_meaning_or_without_a_value_is_refused(
    pattern: str, reason: str
) -> None:
    """With what to do about it."""
    assert problem(pattern) == reason
