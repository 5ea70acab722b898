"""Commands find the project that the current folder is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Program

pytestmark = pytest.mark.slow

SPEC = "scaffold: 1\napp: my-app\nfunctions: {hello: {}}\n"


@pytest.fixture
def root(scaffold: Program) -> Path:
    """A project."""
    (scaffold.folder / "spec.yaml").write_text(SPEC)
    assert scaffold.run("new", "--spec", "spec.yaml", "--no-git").code == 0
    return scaffold.folder / "my-app"


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("plan",),
        ("regenerate",),
        ("undo",),
        ("logs",),
        ("invoke", "hello"),
        ("invite", "ada@example.com"),
        ("env",),
        ("remove", "function", "nobody"),
        ("rename", "function", "nobody", "somebody"),
        ("add", "function", "hello"),
    ],
)
def test_command_in_a_subfolder(scaffold: Program, root: Path, command: tuple[str, ...]) -> None:
    """It does what it does in the project's folder."""
    there = scaffold.run(*command, cwd=root)
    below = scaffold.run(*command, cwd=root / "backend/tests")

    assert below.code == there.code
    assert (below.out.replace("../../", ""), below.err.replace("../../", "")) == (
        there.out,
        there.err,
    )


def test_printed_commands_work_in_a_subfolder(scaffold: Program, root: Path) -> None:
    """They name files from where the person is."""
    (root / "README.md").write_text("# Ours\n")
    spec = root / "scaffold.yaml"
    spec.write_text(spec.read_text() + "title: Theirs\n")
    folder = root / "backend/tests"

    answer = scaffold.run("regenerate", cwd=folder)

    assert "  scaffold regenerate --ours ../../README.md   # or --theirs\n" in answer.out
    assert scaffold.run("regenerate", "--ours", "../../README.md", cwd=folder).code == 0


@pytest.mark.parametrize("mark", ["scaffold.yaml", "template.yaml"])
def test_folder_with_files_of_its_own(scaffold: Program, root: Path, mark: str) -> None:
    """The current folder is meant itself if it has a spec or a template."""
    inner = root / "inner"
    inner.mkdir()
    (inner / mark).write_text("scaffold: 1\n")

    assert scaffold.run("plan", cwd=inner).code == 2


def test_repository_below_a_project(scaffold: Program, root: Path) -> None:
    """It is not of the project around it."""
    inner = root / "vendor/lib"
    (inner / ".git").mkdir(parents=True)

    assert scaffold.run("plan", cwd=inner).code == 2
