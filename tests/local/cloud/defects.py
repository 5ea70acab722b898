"""Defects for a template, planted as a slip of the hand plants them: a block or a line is gone."""

from __future__ import annotations

import re


def replaced(text: str, old: str, new: str) -> str:
    """The text with its only occurrence of something changed."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def without(text: str, *headings: str) -> str:
    """The text without the only block that begins with each of these lines."""
    for heading in headings:
        found = _block(text, heading)
        text = text[: found.start()] + text[found.end() :]
    return text


def within(text: str, heading: str, old: str, new: str) -> str:
    """The text with something changed in the only block that begins with a line."""
    found = _block(text, heading)
    return text[: found.start()] + replaced(found[0], old, new) + text[found.end() :]


def _block(text: str, heading: str) -> re.Match[str]:
    """A line and all that is indented below it."""
    line = rf"^(?P<indent> *){re.escape(heading)}\n"
    blocks = list(re.finditer(rf"{line}(?:(?:(?P=indent) +.*)?\n)*", text, re.MULTILINE))
    assert len(blocks) == 1, f"{heading!r} begins {len(blocks)} blocks"
    return blocks[0]
