"""docs/local-cloud-http.md says what is proven; this proves that it is."""

from __future__ import annotations

import re
from pathlib import Path

from goldens import ROOT

TABLE = ROOT / "docs" / "local-cloud-http.md"


def test_every_test_in_the_table_exists() -> None:
    """Each behaviour names tests of this folder, and none without one."""
    written = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    existing = set(re.findall(r"^(?:async )?def (test_\w+)", written, re.MULTILINE))
    text = TABLE.read_text()
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert set(re.findall(r"`(test_\w+)`", text)) <= existing
    assert [row for row in rows if "`test_" not in row] == []


def test_every_page_in_the_table_has_its_address() -> None:
    """No reference is left without a link."""
    text = TABLE.read_text()
    defined = set(re.findall(r"^\[([\w-]+)\]: https://", text, re.MULTILINE))
    used = set(re.findall(r"\[([\w-]+)\](?![:(])", text))
    assert used == defined
