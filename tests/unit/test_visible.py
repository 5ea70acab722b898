"""What a terminal would obey is shown."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import visible, visible_json

OBEYED = ("Cc", "Cs", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("a\rb\bc\x7f", r"a\rb\x08c\x7f"),
        ("\u202etxt.exe", r"\u202etxt.exe"),
        ("\u2066a\u2069\u200e\u061c\ufeff", r"\u2066a\u2069\u200e\u061c\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800\u2028", r"\ud800\u2028"),
        ("one\n\ttwo", "one\n\ttwo"),
        ("Ünïcode 日本語 👩\u200d💻 ක්\u200dෂ", "Ünïcode 日本語 👩\u200d💻 ක්\u200dෂ"),
    ],
)
def test_controls_are_shown(text: str, shown: str) -> None:
    """Colors, titles, carriage returns, and changes of direction; letters and emoji stay."""
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_no_control_is_left(text: str) -> None:
    """Except line breaks and tabs, and text without any stays as it is."""
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in OBEYED and c not in "\t\n"]
    assert visible(shown) == shown


@given(st.text(st.characters()))
def test_json_keeps_its_meaning(text: str) -> None:
    """And has no controls either."""
    shown = visible_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(shown) == {"text": text}
    assert not [c for c in shown if unicodedata.category(c) in OBEYED]
