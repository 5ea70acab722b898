"""`scaffold undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from regenerate import crashes, trees
from regenerate.test_transaction_processes import HOLD, child

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Program


@pytest.fixture
def root(scaffold: Program) -> Path:
    """A project with one of everything."""
    trees.make_before(scaffold.folder / "app")
    return scaffold.folder / "app"


def run(root: Path) -> None:
    """A run that changes two files, removes one and adds one."""
    before = {name: trees.BEFORE[name] for name in ("update.txt", "old/name.py", "link")}
    after = {
        "update.txt": trees.file("new"),
        "new/name.py": trees.file("moved"),
        "link": trees.link("nowhere"),
    }
    trees.replace(root, before, after)


def test_nothing_to_undo(scaffold: Program, root: Path) -> None:
    """It is no error: the project is as it was asked to be."""
    answer = scaffold.run("undo", str(root))

    assert (answer.code, answer.out, answer.err) == (0, "Nothing to undo\n", "")


def test_the_last_run_is_taken_back(scaffold: Program, root: Path) -> None:
    """Every file is named, but for scaffold's own lock."""
    before = trees.snapshot(root)
    run(root)

    answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "  restored  old/name.py\n"
        "  restored  update.txt\n"
        "  restored  link\n"
        "  removed   new/name.py\n"
        "Undid the last run\n"
    )
    assert trees.snapshot(root) == before
    assert scaffold.run("undo", cwd=root).out == "Nothing to undo\n"


def test_a_file_edited_since(scaffold: Program, root: Path) -> None:
    """It is named, nothing is undone, and the exit code says that it was refused."""
    run(root)
    (root / "update.txt").write_text("edited")
    before = trees.snapshot(root)

    answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        "error: files were edited since the last run; nothing was undone."
        " Restore single files with git instead:\n"
        "  update.txt\n"
    )
    assert trees.snapshot(root) == before


def test_an_interrupted_run(scaffold: Program, root: Path) -> None:
    """It is taken back, and the run before it is not."""
    before = trees.snapshot(root)
    hook = crashes.once(root / "new/name.py", crashes.kill)
    assert crashes.run(lambda: run(root), hook).code == crashes.KILLED

    answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The last run was interrupted; its changes were rolled back\n"
    assert trees.snapshot(root) == before


def test_another_run_under_way(scaffold: Program, root: Path) -> None:
    """Its process is named."""
    with child(HOLD, root) as holder:
        answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"error: .: another scaffold process ({holder.pid}) is writing here. Wait for it to end,"
        " then run this again\n"
    )


def test_no_project(scaffold: Program) -> None:
    """What is missing is said, and nothing is made."""
    answer = scaffold.run("undo")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == ("error: . is not a scaffold project: it has no .scaffold folder\n")
    assert scaffold.leftovers() == []
