"""Projects that an earlier release made and a person edited since: this one regenerates them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from regenerate.conftest import Checkout

if TYPE_CHECKING:
    from cli.program import Program

RELEASES = Path(__file__).parent / "releases"
NAMES = sorted(path.name for path in RELEASES.iterdir() if path.is_dir())
NOTES = """
models:
  note:
    fields: {title: string}
    access: {create: public, update: public, delete: public}
"""


@pytest.fixture(params=NAMES)
def project(request: pytest.FixtureRequest, scaffold: Program) -> Checkout:
    """A copy of the project of a release."""
    root = shutil.copytree(RELEASES / request.param, scaffold.folder / "project")
    return Checkout(root, scaffold)


def test_it_regenerates_with_a_new_feature(project: Checkout) -> None:
    """Every edit is kept, what was deleted stays so, and the rest is as new."""
    with (project.root / "scaffold.yaml").open("a") as spec:
        spec.write(NOTES)

    answer = project.scaffold("regenerate")
    fresh = Checkout(project.root.parent / "fresh", project.program)
    made = project.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")

    assert (answer.code, answer.err, made.code) == (0, "", 0)
    mine, new = project.files(), fresh.files()
    edited = {
        "Makefile",
        "README.md",
        "backend/src/hello_world/functions/hello.py",
        "frontend/src/pages/HomePage.tsx",
    }
    assert {path for path in mine.keys() & new.keys() if mine[path] != new[path]} == {
        *edited,
        ".scaffold/lock",
    }
    assert mine.keys() - new.keys() == {"docs/overview.md"}
    assert new.keys() - mine.keys() == {
        ".checkov.yaml",
        "backend/uv.lock",
        "docs/architecture.md",
        "frontend/package-lock.json",
    }
    assert mine["docs/overview.md"] == new["docs/architecture.md"]
    assert b"# Ours.\nhelp:" in mine["Makefile"]
    assert b"Our greeter, on AWS:" in mine["README.md"]
    assert b"Hello, {request.path['name']}!" in mine["backend/src/hello_world/functions/hello.py"]
    assert b"`${TITLE}, by us`" in mine["frontend/src/pages/HomePage.tsx"]
    assert project.scaffold("plan").code == 0
