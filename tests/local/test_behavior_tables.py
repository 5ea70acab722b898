"""The tables of behaviors in docs/ say what is proven; this proves that it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from goldens import EXAMPLES, ROOT

HERE = Path(__file__).parent
HTTP = ROOT / "docs" / "reference" / "local-http.md"
WHOLE = ROOT / "docs" / "reference" / "local-behaviors.md"
GENERATED = EXAMPLES / "video-share" / "backend" / "tests"
PAGES = [
    pytest.param(HTTP, [HERE / "gateway"], id="http"),
    pytest.param(WHOLE, [HERE / "cloud", GENERATED], id="whole"),
]


@pytest.mark.parametrize(("page", "folders"), PAGES)
def test_every_test_in_the_table_exists(page: Path, folders: list[Path]) -> None:
    """Each behavior names tests of these folders, and none without one."""
    sources = [path.read_text() for folder in folders for path in folder.rglob("*.py")]
    existing = set(re.findall(r"^ *(?:async )?def (test_\w+)", "\n".join(sources), re.MULTILINE))
    text = page.read_text()
    head = re.compile(r"^\|.*\n\|[-|]+\n", re.MULTILINE)
    rows = [line for line in head.sub("", text).splitlines() if line.startswith("|")]
    assert rows
    assert set(re.findall(r"`(test_\w+)`", text)) <= existing
    assert [row for row in rows if "`test_" not in row] == []


@pytest.mark.parametrize("page", [HTTP, WHOLE], ids=["http", "whole"])
def test_every_page_in_the_table_has_its_address(page: Path) -> None:
    """No reference is left without a link."""
    text = page.read_text()
    defined = set(re.findall(r"^\[([\w-]+)\]: https://", text, re.MULTILINE))
    used = set(re.findall(r"\[([\w-]+)\](?![:(])", text))
    assert used == defined
