"""Cursors and limits."""

import pytest

from notes.core import pages
from notes.core.problems import BadRequest


@pytest.mark.parametrize("position", ["", "01J", "uploads/a/b/名前.mp4"])
def test_cursor_round_trip(position: str) -> None:
    """A cursor is decoded by the list that it was encoded for."""
    assert pages.decode(pages.encode(position, "all", "1"), "all", "1") == position


@pytest.mark.parametrize(
    "cursor", ["", "nonsense", "!", "ü", "AAAA", pages.encode("01J", "by-owner", "me")]
)
def test_invalid_cursor_is_rejected(cursor: str) -> None:
    """Malformed cursors and cursors of other lists are rejected."""
    with pytest.raises(BadRequest):
        pages.decode(cursor, "all", "1")


def test_default_limit() -> None:
    """The page size has a default."""
    assert pages.read_limit({}) == 20
    assert pages.read_limit({"limit": "100"}) == 100


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "ten", "", "٣"])
def test_invalid_limit_is_rejected(limit: str) -> None:
    """Page sizes out of range are rejected."""
    with pytest.raises(BadRequest):
        pages.read_limit({"limit": limit})
