"""Traps of three-way merges, each with what must come out: a text, or a conflict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from regenerate.project import Project, entry

from scaffold.project.merge.conflict_markers import marker_line
from scaffold.project.merge.lines import Context
from scaffold.project.merge.texts import merge

if TYPE_CHECKING:
    from scaffold.project.merge.conflict_markers import Side

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


CLEAN = {name: trap for name, trap in TABLE["traps"].items() if "clash" not in trap}


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("trap", CLEAN.values(), ids=CLEAN)
def test_a_side_changes_nothing_in_a_clean_merge(trap: dict[str, Any], side: Side) -> None:
    """Whoever settles other files gets this one as it is merged without a side."""
    base, yours, new = (trap[version].encode() for version in ("base", "yours", "new"))

    without, with_side = (
        merge((base, yours, new), Context(trap["file"], side=chosen), {}) for chosen in (None, side)
    )

    assert with_side == without


@pytest.mark.parametrize("trap", TABLE["renamed"].values(), ids=TABLE["renamed"])
def test_renamed(trap: dict[str, Any]) -> None:
    """What the generator renamed is renamed in a person's lines where it is clearly that name."""
    base, yours, new = (trap[side].encode() for side in ("base", "yours", "new"))

    merged = merge((base, yours, new), Context(trap["file"]), TABLE["renames"])

    assert merged.content.decode() == trap["merged"]


@pytest.mark.parametrize(
    ("file", "nested"),
    [("a.yaml", "- " * 3000 + "x\n"), ("a.json", "[" * 3000 + "]" * 3000 + "\n")],
    ids=["yaml", "json"],
)
def test_nested_deeper_than_the_stack(file: str, nested: str) -> None:
    """It is merged by line, or in conflict, without a traceback."""
    texts = (nested, nested.replace("\n", " \n# mine\n"), nested.replace("\n", " \n# new\n"))

    found = merge((texts[0].encode(), texts[1].encode(), texts[2].encode()), Context(file), {})

    assert found.conflicts
    assert b"# mine" in found.content
    assert b"# new" in found.content


NOTHING_LOADED = """
import sys
import scaffold.cli.regenerate
print(*sorted(name for name in sys.modules if name.startswith("scaffold.project.merge.")))
"""


def test_merging_is_loaded_only_where_a_file_is_merged() -> None:
    """Most runs merge nothing; conflict markers are searched for in each."""
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_LOADED], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["scaffold.project.merge.conflict_markers"]


def test_yaml_is_loaded_only_where_yaml_is_merged() -> None:
    """PyYAML takes longer to import than the merge of a small file."""
    program = (
        "import sys\n"
        "from scaffold.project.merge.lines import Context\n"
        "from scaffold.project.merge.texts import merge\n"
        "merge((b'a = 1\\n', b'a = 2\\n', b'a = 1\\nb = 1\\n'), Context('a.toml'), {})\n"
        "print('yaml' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"
