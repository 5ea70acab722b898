"""Natural edits, all at once, and changes of the spec: both stand. `pytest -s` shows the table."""

from __future__ import annotations

import ast
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import goldens
import pytest
import yaml
from regenerate.project import Project, actions

from scaffold.generate.application import read_and_generate
from scaffold.project.lock import build_lock
from scaffold.project.merge.conflict_markers import conflicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.project.lock import LockEntry

    Edits = Mapping[str, Mapping[str, str]]

HERE = Path(__file__).parent
SPEC = (goldens.EXAMPLES / "video-share/scaffold.yaml").read_text()
EDITS = yaml.safe_load((HERE / "natural_edits.yaml").read_text())
CHANGES = yaml.safe_load((HERE / "spec_changes.yaml").read_text())
# What a person changed and the generator takes away: a conflict, and the only ones.
CLASHES = {
    ("in the usual places", "model removed"): {"load/locustfile.py", "openapi.yaml"},
    ("beside what is generated", "function removed"): {"template.yaml"},
}


@cache
def generated(spec: str) -> tuple[LockEntry, ...]:
    """Return what a spec generates."""
    files = read_and_generate(spec, "scaffold.yaml").files
    return build_lock(files, spec).entries


def edited(edits: Edits) -> Project:
    """Return the example with every edit."""
    project = Project.generated(*generated(SPEC))
    for name, edit in edits.items():
        text = project.text(edit["file"])
        before = edit.get("before", "")
        assert not before or text.count(before) == 1, f"{name}: {text.count(before)} places"
        after = text.replace(before, edit["after"]) if before else text + edit["after"]
        assert edit["kept"] in after, name
        project.write(edit["file"], after)
    return project


def changed(change: str) -> tuple[LockEntry, ...]:
    """Return what the changed spec generates."""
    spec = SPEC
    for before, after in CHANGES[change]:
        assert before in spec, before
        spec = spec.replace(before, after)
    return generated(spec)


def places(project: Project) -> dict[str, str]:
    """Return where the file of each path of the first generation is now."""
    now = {entry.id: str(entry.moved or entry.path) for entry in project.lock.entries}
    return {str(entry.path): now.get(entry.id, str(entry.path)) for entry in generated(SPEC)}


def read_again(path: str, text: str) -> None:
    """Read a structured file, or compile a module."""
    if path.endswith(".py"):
        ast.parse(text)
    elif path.endswith(".json"):
        json.loads(text)
    elif path.endswith(".toml"):
        tomllib.loads(text)
    elif path.endswith((".yaml", ".yml")):
        yaml.compose(text)


def lost(project: Project, edits: Edits) -> list[str]:
    """Return the edits that are no longer there."""
    now = places(project)
    return [
        name for name, edit in edits.items() if edit["kept"] not in project.text(now[edit["file"]])
    ]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("where", EDITS)
def test_both_stand(where: str, change: str) -> None:
    """No conflict, no edit lost, and every merged file can be read."""
    project = edited(EDITS[where])

    changes = project.regenerate(*changed(change))

    hunks = {
        str(each.path): [conflict.text.decode() for conflict in conflicts(each.after.content)]
        for each in changes.conflicts
        if each.after
    }
    clashing = CLASHES.get((where, change), set())
    merged = [path for path, action in actions(changes).items() if action == "merge"]
    found = sum(map(len, hunks.values()))
    print(f"{change:28} {len(EDITS[where])} edits, {len(merged):2} merges, {found} conflicts")  # noqa: T201
    assert hunks.keys() == clashing, "\n".join(text for texts in hunks.values() for text in texts)
    assert not lost(project, EDITS[where])
    for path in merged:
        read_again(path, project.text(path))
    assert clashing or not project.regenerate(*changed(change)).pending
