"""The commands `scaffold plan` and `scaffold regenerate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from regenerate import crashes
from regenerate.test_transaction_processes import HOLD, child

from scaffold import pipeline
from scaffold.project.reconcile import Choices

if TYPE_CHECKING:
    from pathlib import Path

    from regenerate.conftest import Checkout

pytestmark = pytest.mark.slow

UP_TO_DATE = "Already up to date\n"
NOTE = "    fields: {title: string}\n"
TASK = "  task:\n    fields: {name: string}\n"


def add_a_model(checkout: Checkout) -> None:
    """Add a model to the spec."""
    checkout.edit("scaffold.yaml", NOTE, NOTE + TASK)


def conflict(checkout: Checkout) -> None:
    """Change the title in the file and in the spec."""
    checkout.edit("README.md", "# My app\n", "# My own app\n")
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: my-app\ntitle: Their app\n")


@pytest.mark.parametrize("command", [["plan"], ["regenerate"], ["regenerate", "--check"]])
def test_fresh_project_is_up_to_date(checkout: Checkout, command: list[str]) -> None:
    """Prints one line, exits 0, and writes nothing."""
    before = checkout.files()
    answer = checkout.scaffold(*command)

    assert (answer.code, answer.out, answer.err) == (0, UP_TO_DATE, "")
    assert checkout.files() == before


def test_plan_lists_changed_files(checkout: Checkout) -> None:
    """One line per file; exits 4 and writes nothing."""
    add_a_model(checkout)
    before = checkout.files()

    answer = checkout.scaffold("plan")

    assert (answer.code, answer.err) == (4, "")
    assert "create    backend/src/my_app/api/task.py\n" in answer.out
    assert "update    template.yaml\n" in answer.out
    assert checkout.files() == before


def test_plan_diff(checkout: Checkout) -> None:
    """Prints a unified diff."""
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: my-app\ntitle: Their app\n")

    out = checkout.scaffold("plan", "--diff").out

    assert "--- a/README.md\n+++ b/README.md\n@@ -1,4 +1,4 @@\n-# My app\n+# Their app\n" in out


def test_plan_json(checkout: Checkout) -> None:
    """Each file has its action, class, template and entity."""
    add_a_model(checkout)

    plan = json.loads(checkout.scaffold("plan", "--json").out)

    assert {
        "path": "backend/src/my_app/api/task.py",
        "action": "create",
        "from": None,
        "beside": None,
        "class": "merged",
        "template": "templates/models/backend/src/{package}/api/{model}.py.jinja",
        "entity": "models.task",
        "note": None,
    } in plan["files"]
    assert plan["totals"]["create"] == sum(change["action"] == "create" for change in plan["files"])
    assert plan["stale"] == []


def test_regenerated_project_equals_a_fresh_one(checkout: Checkout, tmp_path: Path) -> None:
    """Byte for byte; a second run changes nothing."""
    add_a_model(checkout)
    answer = checkout.scaffold("regenerate")
    fresh = checkout.scaffold("new", str(tmp_path / "fresh"), "--spec", "scaffold.yaml", "--no-git")

    assert (answer.code, answer.err, fresh.code) == (0, "", 0)
    assert checkout.files() == {
        str(path.relative_to(tmp_path / "fresh")): path.read_bytes()
        for path in (tmp_path / "fresh").rglob("*")
        if path.is_file()
    }
    assert checkout.scaffold("regenerate").out == UP_TO_DATE


def test_removed_feature_leaves_no_files(checkout: Checkout) -> None:
    """Its folders are removed, too."""
    before = checkout.files()
    folders = {path for path in checkout.root.rglob("*") if path.is_dir()}
    add_a_model(checkout)
    checkout.scaffold("regenerate")
    checkout.edit("scaffold.yaml", TASK, "")
    assert checkout.scaffold("regenerate", "--yes").code == 0

    assert checkout.files() == before
    left = {path for path in checkout.root.rglob("*") if path.is_dir()} - folders
    assert {path for path in left if "transaction" not in path.parts} == set()


def test_check_finds_drift(checkout: Checkout) -> None:
    """Exits 4, for CI, and writes nothing."""
    add_a_model(checkout)
    before = checkout.files()

    assert checkout.scaffold("regenerate", "--check").code == 4
    assert checkout.files() == before


def test_conflict_exits_1_and_blocks_the_next_run(checkout: Checkout) -> None:
    """Prints how to resolve it; until then a run exits 3."""
    conflict(checkout)

    answer = checkout.scaffold("regenerate")

    assert answer.code == 1
    assert "conflict  README.md\n" in answer.out
    assert "scaffold regenerate --ours README.md   # or --theirs\n" in answer.out
    assert checkout.read("README.md").startswith(
        "<<<<<<< yours\n# My own app\n||||||| generated before\n# My app\n"
        "=======\n# Their app\n>>>>>>> generated now\n"
    )
    again = checkout.scaffold("regenerate")
    assert (again.code, again.out) == (3, "")
    assert "README.md:1\n" in again.err

    resolved = checkout.scaffold("regenerate", "--theirs", "README.md")
    assert resolved.code == 0
    assert checkout.read("README.md").startswith("# Their app\n")
    assert checkout.scaffold("plan").code == 0


def test_suggested_commands_name_the_project(checkout: Checkout) -> None:
    """Outside the project's folder, they have its path, quoted for the shell."""
    conflict(checkout)
    beside = checkout.root.rename(checkout.root.with_name("my project"))

    answer = checkout.program.run("regenerate", "my project")

    assert answer.code == 1
    hint = "  scaffold regenerate 'my project' --ours README.md   # or --theirs\n"
    assert hint in answer.out
    resolved = checkout.program.run("regenerate", "my project", "--ours", "README.md")
    assert (resolved.code, resolved.err) == (0, "")
    assert (beside / "README.md").read_text().startswith("# My own app\n")


def test_paths_are_relative_to_the_current_folder(checkout: Checkout) -> None:
    """Outside the project, they are relative to its root."""
    for path in ("backend/tests/gateway.py", "ruff.toml"):
        (checkout.root / path).unlink()

    inside = checkout.program.run(
        "regenerate", "..", "--restore", "tests/gateway.py", cwd=checkout.root / "backend"
    )
    outside = checkout.program.run("regenerate", "my-app", "--restore", "ruff.toml")

    assert (inside.code, outside.code) == (0, 0)
    assert (checkout.root / "backend/tests/gateway.py").exists()
    assert (checkout.root / "ruff.toml").exists()


def test_deleted_file_stays_deleted(checkout: Checkout) -> None:
    """The run that finds it missing says how to restore it; later ones list it."""
    (checkout.root / "ruff.toml").unlink()
    add_a_model(checkout)

    first = checkout.scaffold("regenerate")
    checkout.edit("scaffold.yaml", TASK, TASK.replace("name: string", "name: text"))
    second = checkout.scaffold("regenerate")

    assert "user-deleted ruff.toml  (you deleted it; --restore ruff.toml restores it)" in first.out
    assert "deleted by you and not restored: ruff.toml\n" in second.out
    assert not (checkout.root / "ruff.toml").exists()


@pytest.mark.parametrize("command", [["plan"], ["regenerate", "--check"]])
def test_plan_warns_of_an_interrupted_run(checkout: Checkout, command: list[str]) -> None:
    """Until it is rolled back; a run that still goes on was not interrupted."""
    add_a_model(checkout)
    hook = crashes.once(checkout.root / "backend/src/my_app/api/task.py", crashes.kill)
    ending = crashes.run(lambda: pipeline.regenerate(checkout.root, Choices()), hook)
    assert ending.code == crashes.KILLED

    interrupted = checkout.scaffold(*command)
    with child(HOLD, checkout.root):
        going_on = checkout.scaffold(*command)
    checkout.scaffold("undo")
    recovered = checkout.scaffold(*command)

    assert interrupted.err.startswith("warning: the last run was interrupted and left the project")
    assert (going_on.err, recovered.err) == ("", "")
    assert [answer.code for answer in (interrupted, going_on, recovered)] == [4, 4, 4]


def test_existing_scaffold_new_file_is_kept(checkout: Checkout) -> None:
    """A person's own file of that name is not overwritten."""
    moved = checkout.root / "about/README.md"
    own = moved.with_name("README.md.scaffold-new")
    moved.parent.mkdir()
    (checkout.root / "README.md").rename(moved)
    moved.write_bytes(moved.read_bytes() + b"\0mine")
    own.write_text("mine")
    checkout.edit("scaffold.yaml", "app: my-app\n", "app: my-app\ntitle: Their app\n")

    assert checkout.scaffold("regenerate").code == 1

    assert moved.read_bytes().endswith(b"\0mine")
    assert own.read_text() == "mine"
    assert checkout.read("about/README.md.scaffold-new.2").startswith("# Their app\n")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (b"{}\n", "error: .scaffold/lock:1: the lock is damaged"),
        (b"\n\xff\n", "error: .scaffold/lock:2: the lock is damaged"),
        (
            b'{"lock_version": 3, "tool_version": "9", "spec_sha": ""}\n',
            "error: .scaffold/lock:1: has lock version 3, but this scaffold reads versions up to",
        ),
        (b"<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> b\n", "error: .scaffold/lock has conflict markers"),
    ],
)
def test_unreadable_lock_is_refused(checkout: Checkout, damage: bytes, message: str) -> None:
    """Exits 3 and writes nothing."""
    (checkout.root / ".scaffold/lock").write_bytes(damage)
    add_a_model(checkout)
    before = checkout.files()

    answer = checkout.scaffold("regenerate")

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(message)
    assert checkout.files() == before


def test_invalid_spec_is_refused(checkout: Checkout) -> None:
    """Exits 2 with the line and column."""
    checkout.edit("scaffold.yaml", "{title: string}", "{title: strin}")
    before = checkout.files()

    answer = checkout.scaffold("regenerate")

    assert answer.code == 2
    assert answer.err.startswith("scaffold.yaml:6:21: error: ")
    assert checkout.files() == before


def test_spec_with_conflict_markers_is_refused(checkout: Checkout) -> None:
    """Exits 3 with the line."""
    text = checkout.read("scaffold.yaml")
    marked = text.replace("auth:\n", "<<<<<<< HEAD\nauth:\n=======\n>>>>>>> b\n")
    (checkout.root / "scaffold.yaml").write_text(marked)

    answer = checkout.scaffold("regenerate")

    assert answer.code == 3
    assert (
        answer.err
        == "error: scaffold.yaml:3: unresolved conflict. Resolve it, then run this again\n"
    )


def test_project_without_a_lock(checkout: Checkout) -> None:
    """The error names the missing lock."""
    (checkout.root / ".scaffold/lock").unlink()

    answer = checkout.scaffold("regenerate")

    assert answer.code == 2
    assert ".scaffold/lock: no such file" in answer.err


def test_merge_without_git(checkout: Checkout) -> None:
    """Merging works without git, too."""
    nowhere = {"PATH": str(checkout.root / "nothing")}
    add_a_model(checkout)
    assert checkout.scaffold("regenerate", env=nowhere).code == 0
    checkout.edit("README.md", "# My app\n", "# My app\n\nMine.\n")
    checkout.edit("scaffold.yaml", "auth:\n", "description: For you\nauth:\n")

    assert checkout.scaffold("regenerate", env=nowhere).code == 0

    assert checkout.read("README.md").startswith("# My app\n\nFor you\n\nMine.\n\n")


@pytest.mark.parametrize("command", ["plan", "regenerate"])
def test_file_in_place_of_a_folder(checkout: Checkout, command: str) -> None:
    """The error names the mistake, not a path inside of the file."""
    answer = checkout.scaffold(command, "scaffold.yaml")

    assert answer.code == 2
    assert answer.err == "error: scaffold.yaml is a file: name the folder of the project\n"


def test_folder_without_a_project(checkout: Checkout) -> None:
    """The error says what to do, and nothing is created."""
    (checkout.root.parent / "scaffold.yaml").write_text(checkout.read("scaffold.yaml"))

    answer = checkout.program.run("regenerate")

    assert answer.code == 2
    assert answer.err == (
        "error: .scaffold/lock: no such file, so . is not a scaffold project. If it was one,"
        " restore the file, for example with git checkout -- .scaffold/lock. To create a project,"
        " run `scaffold new DIR --spec scaffold.yaml`\n"
    )
    assert not (checkout.root.parent / ".scaffold").exists()
