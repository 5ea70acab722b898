"""Cursors and limits."""

import pytest

from hello.core import pages
from hello.core.problems import BadRequest


@pytest.mark.parametrize("position", ["", "01J", "uploads/a/b/名前.mp4"])
def test_a_cursor_leads_back_to_its_position(position: str) -> None:
    """What is encoded for a list is decoded for it."""
    assert pages.decode(pages.encode(position, "all", "1"), "all", "1") == position


@pytest.mark.parametrize(
    "cursor", ["", "nonsense", "!", "ü", "AAAA", pages.encode("01J", "by_owner", "me")]
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    """Neither nonsense nor the cursor of another list is accepted."""
    with pytest.raises(BadRequest):
        pages.decode(cursor, "all", "1")


def test_a_page_has_20_items_unless_asked() -> None:
    """The limit has a default."""
    assert pages.read_limit({}) == 20
    assert pages.read_limit({"limit": "100"}) == 100


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "ten", "", "٣"])
def test_a_limit_is_a_number_to_100(limit: str) -> None:
    """Other limits are refused."""
    with pytest.raises(BadRequest):
        pages.read_limit({"limit": limit})
