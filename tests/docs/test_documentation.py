"""The documentation builds, and shows what the tool prints."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import sessions
from goldens import ROOT

from scaffold.cli.app import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = sessions.DOCS / "reference" / "command-line.md"


def test_site_builds_without_warnings(tmp_path: Path) -> None:
    """Every link, anchor, and navigation entry leads somewhere, and no page loads anything remote."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    html = "\n".join(page.read_text() for page in tmp_path.rglob("*.html"))
    assert re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"'](?:https?:)?//[^>]+>", html) == []


@pytest.mark.parametrize("page", sessions.pages())
def test_console_output_is_what_the_tool_prints(
    page: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Each `console` block of the page is replayed; `make golden` rewrites it."""
    path = sessions.DOCS / page
    shown = path.read_text()
    printed = sessions.replay(shown, tmp_path)
    if pytestconfig.getoption("--update-golden"):
        path.write_text(printed)
        return

    assert printed == shown


def test_command_line_reference_has_every_command() -> None:
    """The page shows the help of each command."""
    shown = re.findall(r"^\$ scaffold (\w+) --help$", REFERENCE.read_text(), re.MULTILINE)

    assert shown == list(COMMANDS)
