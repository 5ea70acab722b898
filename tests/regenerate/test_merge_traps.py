"""Traps of three-way merges, each with what must come out: a text, or a conflict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from regenerate.project import Project, entry

from scaffold.project.merge.conflict_markers import marker_line
from scaffold.project.merge.lines import Context
from scaffold.project.merge.texts import merge

TABLE = yaml.safe_load(Path(__file__).with_name("merge_traps.yaml").read_text())


@pytest.mark.parametrize("trap", TABLE["traps"].values(), ids=TABLE["traps"])
def test_trap(trap: dict[str, Any]) -> None:
    """It merges as the table says, or is in conflict, with markers."""
    project = Project.generated(entry(trap["file"], trap["base"]))
    project.write(trap["file"], trap["yours"])

    changes = project.regenerate(entry(trap["file"], trap["new"]))

    text = project.text(trap["file"])
    assert bool(changes.conflicts) == ("clash" in trap), text
    if "clash" in trap:
        assert marker_line(text.encode())
    else:
        assert text == trap["merged"]


@pytest.mark.parametrize("trap", TABLE["renamed"].values(), ids=TABLE["renamed"])
def test_renamed(trap: dict[str, Any]) -> None:
    """What the generator renamed is renamed in a person's lines where it is clearly that name."""
    base, yours, new = (trap[side].encode() for side in ("base", "yours", "new"))

    merged = merge((base, yours, new), Context(trap["file"]), TABLE["renames"])

    assert merged.content.decode() == trap["merged"]
