"""`scaffold undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from regenerate import crashes, trees
from regenerate.test_transaction_processes import HOLD, child

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Program

pytestmark = pytest.mark.slow


@pytest.fixture
def root(scaffold: Program) -> Path:
    """A project with a file of every kind."""
    trees.make_before(scaffold.folder / "app")
    return scaffold.folder / "app"


def run(root: Path) -> None:
    """Change two files, remove one and add one in a run."""
    before = {name: trees.BEFORE[name] for name in ("update.txt", "old/name.py", "link")}
    after = {
        "update.txt": trees.file("new"),
        "new/name.py": trees.file("moved"),
        "link": trees.link("nowhere"),
    }
    trees.replace(root, before, after)


def test_undo_without_a_run(scaffold: Program, root: Path) -> None:
    """Exits 0: there is nothing to undo."""
    answer = scaffold.run("undo", str(root))

    assert (answer.code, answer.out, answer.err) == (0, "Nothing to undo\n", "")


def test_undo_restores_the_last_run(scaffold: Program, root: Path) -> None:
    """Names every file except scaffold's own lock."""
    before = trees.snapshot(root)
    run(root)

    answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "Undoing: test\n"
        "  restored  old/name.py\n"
        "  restored  update.txt\n"
        "  restored  link\n"
        "  removed   new/name.py\n"
        "Undid the last run\n"
    )
    assert trees.snapshot(root) == before
    assert scaffold.run("undo", cwd=root).out == "Nothing to undo\n"


def test_undo_of_edits_of_the_spec_and_regenerations(scaffold: Program) -> None:
    """One by one, the last first; each says what it takes back."""
    spec = "scaffold: 1\napp: my-app\nfunctions: {hello: {}}\n"
    (scaffold.folder / "spec.yaml").write_text(spec)
    assert scaffold.run("new", "--spec", "spec.yaml", "--no-git").code == 0
    root = scaffold.folder / "my-app"
    snapshots = [trees.snapshot(root)]
    commands: list[tuple[str, ...]] = [
        ("add", "function", "resize", "--yes"),
        ("regenerate",),
        ("rename", "function", "resize", "shrink"),
        ("remove", "function", "shrink"),
        ("regenerate",),
    ]
    for command in commands:
        assert scaffold.run(*command, cwd=root).code == 0
        snapshots.append(trees.snapshot(root))

    listed = scaffold.run("undo", "--list", cwd=root).out.splitlines()
    titles = [line.partition(" (")[0] for line in listed]
    assert titles == [
        "scaffold regenerate",
        "Removed the function shrink",
        "Renamed the function resize to shrink",
        "scaffold regenerate",
        "Added the function resize",
    ]
    for title, before in zip(titles, reversed(snapshots[:-1]), strict=True):
        answer = scaffold.run("undo", cwd=root)
        assert answer.out.startswith(f"Undoing: {title} (")
        assert trees.snapshot(root) == before
    assert scaffold.run("undo", cwd=root).out == "Nothing to undo\n"


def test_undo_refuses_after_an_edit(scaffold: Program, root: Path) -> None:
    """Names the file, undoes nothing, and exits 3."""
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


def test_undo_rolls_back_an_interrupted_run(scaffold: Program, root: Path) -> None:
    """The run before it stays."""
    before = trees.snapshot(root)
    hook = crashes.once(root / "new/name.py", crashes.kill)
    assert crashes.run(lambda: run(root), hook).code == crashes.KILLED

    answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The last run was interrupted; its changes were rolled back\n"
    assert trees.snapshot(root) == before


def test_undo_refuses_during_another_run(scaffold: Program, root: Path) -> None:
    """Names its process."""
    with child(HOLD, root) as holder:
        answer = scaffold.run("undo", cwd=root)

    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"error: .: another scaffold process ({holder.pid}) is writing here. Wait for it to end,"
        " then run this again\n"
    )


def test_undo_outside_a_project(scaffold: Program) -> None:
    """Says what is missing, and creates nothing."""
    answer = scaffold.run("undo")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == ("error: . is not a scaffold project: it has no .scaffold folder\n")
    assert scaffold.leftovers() == []
