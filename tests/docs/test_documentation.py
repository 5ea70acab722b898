"""The documentation builds, and shows what the tool prints."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import coverage_table
import doc_sessions as sessions
import pytest
from goldens import ROOT

from scaffold.cli.app import COMMANDS
from scaffold.errors import SpecError
from scaffold.generate.catalog import FileClass
from scaffold.spec import reader

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = sessions.DOCS / "reference" / "command-line.md"
SPEC = sessions.DOCS / "reference" / "scaffold-yaml.md"


def test_site_builds_without_warnings(tmp_path: Path) -> None:
    """Every link, anchor, and navigation entry resolves, and no page loads anything remote."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    html = "\n".join(page.read_text() for page in tmp_path.rglob("*.html"))
    assert (
        re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"'](?:https?:)?//[^>]+>", html) == []
    )


@pytest.mark.slow
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


def test_readme_shows_the_error_that_check_prints() -> None:
    """For the spec above it, with one letter missing."""
    text = (ROOT / "README.md").read_text()
    spec = re.findall(r"^```yaml\n(scaffold: 1\n.*?)^```$", text, re.MULTILINE | re.DOTALL)[0]
    with pytest.raises(SpecError) as caught:
        reader.parse(spec.replace("upload: videos", "upload: video"))

    shown = re.findall(r"^\$ scaffold check\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert shown == [f"{caught.value}\n1 error; nothing was written\n"]


def test_command_line_reference_has_every_command() -> None:
    """The page shows the help of each command."""
    shown = re.findall(r"^\$ scaffold (\w+) --help$", REFERENCE.read_text(), re.MULTILINE)

    assert shown == list(COMMANDS)


def test_emulator_patches_and_their_tests_exist() -> None:
    """The table of patches names functions and tests that exist."""
    text = (sessions.DOCS / "reference" / "local-cloud.md").read_text()
    patches = set(re.findall(r"`(\w+\.\w+)`", text))
    tests = set(re.findall(r"`(test_\w+)`", text))
    boot = ROOT / "scaffold" / "local" / "emulator" / "boot"
    defined = {
        f"{module.stem}.{name}"
        for module in boot.glob("*.py")
        for name in re.findall(r"^(?:async )?def (\w+)", module.read_text(), re.MULTILINE)
    }
    existing = {
        name
        for module in (ROOT / "tests" / "local").rglob("test_*.py")
        for name in re.findall(r"^ *(?:async )?def (test_\w+)", module.read_text(), re.MULTILINE)
    }

    assert {patch for patch in patches if not patch.endswith((".py", ".toml", ".yaml"))} <= defined
    assert tests <= existing


@pytest.mark.parametrize("page", [SPEC, ROOT / "README.md"], ids=["reference", "readme"])
def test_unbuilt_keys_are_listed(page: Path) -> None:
    """Every key that the spec language has, and this version refuses, is named."""
    section = page.read_text().partition("Not built yet\n")[2].partition("\n#")[0]
    shown = set(re.findall(r"`(\w+)[`:.]", section))
    unbuilt = {key.rpartition(".")[2] for key in coverage_table.unbuilt_keys()}

    assert unbuilt - shown == set()


def test_classes_of_files_are_listed() -> None:
    """The reference explains each class that `scaffold explain` names."""
    text = (sessions.DOCS / "reference" / "files.md").read_text().partition("## Classes\n")[2]

    assert tuple(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)) == get_args(FileClass)


def test_architecture_names_code_that_exists() -> None:
    """Each `module.py` in ARCHITECTURE.md is a module, each `module.py:name` is defined there."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    missing = [
        f"{module}:{name}"
        for module, name in re.findall(r"`([\w/]+\.py)(?::(\w+))?`", text)
        if not _defines(module, name)
    ]

    assert missing == []


def _defines(module: str, name: str) -> bool:
    path = ROOT / module if module.startswith("tests/") else ROOT / "scaffold" / module
    definition = rf"^(?:async )?(?:def|class) {name}\b" if name else ""
    return path.is_file() and bool(re.search(definition, path.read_text(), re.MULTILINE))
