"""Upgrading projects that an earlier release generated and a person has edited."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from regenerate.conftest import SPEC, Checkout
from regenerate.test_git import write_version_1_lock

if TYPE_CHECKING:
    from cli.program import Program

RELEASES = Path(__file__).parent / "releases"
NAMES = sorted(path.name for path in RELEASES.iterdir() if path.is_dir())
HOME = "frontend/src/pages/HomePage.tsx"
NOTES = """
models:
  note:
    fields: {title: string}
    access: {create: public, update: public, delete: public}
"""


@pytest.fixture(params=NAMES)
def project(request: pytest.FixtureRequest, scaffold: Program) -> Checkout:
    """A copy of a release's project."""
    root = shutil.copytree(RELEASES / request.param, scaffold.folder / "project")
    return Checkout(root, scaffold)


def test_upgrade_with_a_new_feature(project: Checkout) -> None:
    """Edits are kept, deleted files stay deleted, and the rest equals a fresh project.

    The heading of the start page, which both sides have changed, is a conflict.
    """
    with (project.root / "scaffold.yaml").open("a") as spec:
        spec.write(NOTES)

    result = project.scaffold("regenerate")
    conflicts = [line for line in result.out.splitlines() if line.startswith("conflict")]
    settle(project.root / HOME)
    settled = project.scaffold("regenerate")
    fresh = Checkout(project.root.parent / "fresh", project.program)
    made = project.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")

    assert (result.code, result.err, conflicts) == (1, "", [f"conflict  {HOME}"])
    assert (settled.code, settled.err, made.code) == (0, "", 0)
    mine, new = project.files(), fresh.files()
    edited = {
        "Makefile",
        "README.md",
        "backend/src/hello_world/functions/hello.py",
        HOME,
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
    assert b"`${TITLE}, by us`" in mine[HOME]
    assert project.scaffold("plan").code == 0
    assert mine[".scaffold/lock"].startswith(b'{"lock_version": 2,')


def settle(page: Path) -> None:
    """Keep the person's heading of the start page, and what is generated now."""
    before, _, conflict = page.read_text().partition("<<<<<<< yours\n")
    _, _, rest = conflict.partition("=======\n")
    new, _, after = rest.partition(">>>>>>> generated now\n")
    assert "title={TITLE}" in new
    page.write_text(before + new.replace("title={TITLE}", "title={`${TITLE}, by us`}") + after)


def test_version_1_lock_of_an_unchanged_project(scaffold: Program) -> None:
    """The plan has nothing to do, and regenerating writes only the lock, as version 2."""
    checkout = version_1_project(scaffold)
    before = checkout.files()

    plan = checkout.scaffold("plan")
    done = checkout.scaffold("regenerate")

    assert (plan.code, plan.out, plan.err) == (0, "Already up to date\n", "")
    assert (done.code, done.out, done.err) == (0, "Already up to date\n", "")
    after = checkout.files()
    assert after.pop(".scaffold/lock").startswith(b'{"lock_version": 2,')
    assert after == {path: before[path] for path in before if path != ".scaffold/lock"}
    assert checkout.scaffold("undo").code == 0
    assert checkout.files() == before


def test_version_1_lock_keeps_edits(scaffold: Program) -> None:
    """An edited handler is still create-only, and stays with its function when that is renamed."""
    checkout = version_1_project(scaffold)
    handler = "backend/src/my_app/functions/hello.py"
    edited = checkout.read(handler) + "# Mine.\n"
    (checkout.root / handler).write_text(edited)
    assert checkout.scaffold("rename", "function", "hello", "greet").code == 0

    done = checkout.scaffold("regenerate")

    assert (done.code, done.err) == (0, "")
    assert not (checkout.root / handler).exists()
    assert checkout.read("backend/src/my_app/functions/greet.py").endswith("# Mine.\n")


def version_1_project(scaffold: Program) -> Checkout:
    """Return a project as it is now generated, with a lock of version 1."""
    (scaffold.folder / "spec.yaml").write_text(SPEC)
    made = scaffold.run("new", "my-app", "--spec", "spec.yaml", "--no-git")
    assert made.code == 0, made.err
    checkout = Checkout(scaffold.folder / "my-app", scaffold)
    write_version_1_lock(checkout)
    return checkout
