"""A project is up to date only if it is: whatever is stale is named, and regenerating mends it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from regenerate import crashes
from regenerate.test_command import NOTE, TASK

from scaffold import pipeline
from scaffold.project.lock import LockError
from scaffold.project.reconcile import Changes, Choices, UnresolvedError

if TYPE_CHECKING:
    from regenerate.conftest import Checkout

pytestmark = pytest.mark.slow

MODEL = "backend/src/my_app/generated/models/note.py"
FIELD = NOTE.replace("{title: string}", "{title: string, body: text}")
MINE = "# a line of mine\n"


def git(root: Path, *arguments: str, check: bool = True) -> str:
    """Run git with an identity of its own; return its output."""
    settings = ("user.name=A", "user.email=a@example.com", "commit.gpgsign=false")
    options = (word for setting in settings for word in ("-c", setting))
    command = ["git", "-C", str(root), *options, *arguments]
    return subprocess.run(command, check=check, capture_output=True, text=True).stdout


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")


@pytest.fixture
def root(checkout: Checkout) -> Path:
    """A project whose first generation is committed."""
    git(checkout.root, "init", "--quiet", "--initial-branch=main")
    commit(checkout.root)
    return checkout.root


def regenerate(root: Path, **choices: str) -> Changes:
    """Regenerate with choices for single files."""
    chosen = {key: frozenset({PurePosixPath(path)}) for key, path in choices.items()}
    return pipeline.regenerate(root, Choices(**chosen)).changes


def plan(root: Path) -> Changes:
    """Return what regenerating would do."""
    return pipeline.preview(root, Choices()).changes


def actions(changes: Changes) -> dict[str, str]:
    """Return what happens to each file that is named."""
    return {str(change.path): change.action for change in changes.pending}


def change_spec(root: Path, before: str = NOTE, after: str = FIELD) -> None:
    """Change the spec, and regenerate."""
    spec = root / "scaffold.yaml"
    assert before in spec.read_text()
    spec.write_text(spec.read_text().replace(before, after))
    regenerate(root)


def test_file_that_comes_back_is_merged(root: Path) -> None:
    """Its base is the text that it had, however often the project was regenerated since."""
    (root / MODEL).write_text(MINE + (root / MODEL).read_text())
    commit(root)
    stale = (root / MODEL).read_text()
    (root / MODEL).unlink()
    change_spec(root)
    change_spec(root, FIELD, FIELD + TASK)
    assert plan(root).is_empty

    (root / MODEL).write_text(stale)

    assert actions(plan(root)) == {MODEL: "merge"}
    regenerate(root)
    assert (root / MODEL).read_text().startswith(MINE)
    assert "body" in (root / MODEL).read_text()
    assert plan(root).is_empty


def test_sparse_checkout(root: Path) -> None:
    """Files that git takes out of the folder are stale when it brings them back."""
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/backend/src/my_app/generated")
    change_spec(root)
    git(root, "sparse-checkout", "disable")

    assert MODEL in actions(plan(root))
    regenerate(root)
    assert "body" in (root / MODEL).read_text()


def test_missing_file_is_named_until_it_is_recorded(root: Path) -> None:
    """A deletion is a change like any other: a pipeline fails until it is committed."""
    (root / "ruff.toml").unlink()

    assert actions(plan(root)) == {"ruff.toml": "user-deleted"}
    regenerate(root)
    assert plan(root).is_empty
    regenerate(root, restore="ruff.toml")
    assert (root / "ruff.toml").exists()


@pytest.mark.parametrize("mine", ["", MINE])
def test_file_taken_back(root: Path, mine: str) -> None:
    """It is named until a person says which version to keep; either choice keeps their lines."""
    (root / MODEL).write_text(mine + (root / MODEL).read_text())
    commit(root)
    change_spec(root)
    git(root, "checkout", "HEAD", "--", MODEL)

    assert actions(plan(root)) == {MODEL: "outdated"}
    assert actions(regenerate(root)) == {MODEL: "outdated"}
    assert actions(plan(root)) == {MODEL: "outdated"}
    kept = shutil.copytree(root, root.parent / "kept")

    regenerate(root, theirs=MODEL)
    assert "body" in (root / MODEL).read_text()
    assert (root / MODEL).read_text().startswith(mine)
    assert plan(root).is_empty

    regenerate(kept, ours=MODEL)
    assert "body" not in (kept / MODEL).read_text()
    assert plan(kept).is_empty


def test_own_lines_in_a_conflict_take_nothing_back(root: Path) -> None:
    """A person who resolves a conflict with their own lines restores the former content."""
    title = "# My app\n"
    readme = root / "README.md"
    assert title in readme.read_text()
    readme.write_text(readme.read_text().replace(title, "# Ours\n"))
    before = readme.read_text()
    spec = root / "scaffold.yaml"
    spec.write_text(spec.read_text() + "title: Theirs\n")
    assert actions(regenerate(root))["README.md"] == "conflict"

    readme.write_text(before)

    assert "README.md" not in actions(plan(root))


def test_lock_taken_back(root: Path) -> None:
    """The files are newer than it says."""
    change_spec(root)
    git(root, "checkout", "HEAD", "--", ".scaffold/lock")

    stale = plan(root)
    regenerate(root)

    assert (stale.pending, stale.is_empty) == ((), False)
    assert plan(root).is_empty


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_lock_of_one_branch_in_an_unfinished_merge(root: Path, side: str) -> None:
    """The files are of both branches, so both locks count until the merge is finished."""
    git(root, "checkout", "--quiet", "-b", "other")
    change_spec(root, NOTE, NOTE + TASK)
    commit(root)
    git(root, "checkout", "--quiet", "main")
    change_spec(root, "GET /hello", "GET /hello/{name}")
    commit(root)
    git(root, "merge", "--quiet", "other", check=False)
    git(root, "checkout", side, "--", ".scaffold/lock")

    regenerate(root)

    commit(root)
    assert plan(root).is_empty
    assert "name" in (root / "openapi.yaml").read_text()
    assert (root / "backend/src/my_app/generated/models/task.py").exists()


@pytest.mark.parametrize("edit", ["", MINE])
@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_rename_onto_a_file_of_ones_own(root: Path, side: str, edit: str) -> None:
    """The generated file waits beside it, named until a person has chosen; nothing is lost."""
    api = root / "backend/src/my_app/api"
    generated = edit + (api / "note.py").read_text()
    (api / "note.py").write_text(generated)
    (api / "memo.py").write_text("# of my own\n")
    memo, waiting = (
        "backend/src/my_app/api/memo.py",
        "backend/src/my_app/api/memo.py.scaffold-new",
    )
    change_spec(root, "  note:\n", "  memo:\n    renamed_from: note\n")

    assert actions(plan(root)) == {waiting: "conflict"}
    assert actions(regenerate(root)) == {waiting: "conflict"}
    regenerate(root, **{side: memo})

    texts = {path.name: path.read_text() for path in api.iterdir() if path.is_file()}
    if side == "theirs":
        assert texts["memo.py.scaffold-old"] == "# of my own\n"
        assert texts["memo.py"].startswith(edit)
        assert plan(root).is_empty
    else:
        assert texts["memo.py"] == "# of my own\n"
        assert ("memo.py.scaffold-new" in texts) == bool(edit)
        (root / waiting).unlink(missing_ok=True)
        regenerate(root)
        assert plan(root).is_empty


class TestOtherProjects:
    """The project ends where another one begins."""

    def test_worktree_inside(self, root: Path) -> None:
        """A checkout of the same project holds copies of every file, and none of them is ours."""
        git(root, "worktree", "add", "--quiet", "trees/x")
        inside = root / "trees/x"
        self._hold(root, inside)

    def test_clone_inside(self, root: Path) -> None:
        """So does a clone."""
        git(root, "clone", "--quiet", ".", "copies/clone")
        self._hold(root, root / "copies/clone")

    def test_application_inside(self, root: Path) -> None:
        """So does another application, without git."""
        copy = shutil.copytree(root, root.parent / "copy", ignore=shutil.ignore_patterns(".git"))
        shutil.move(copy, root / "inner")
        self._hold(root, root / "inner")

    def test_ignored_copy(self, root: Path) -> None:
        """What git ignores is no place to which a person moves a file."""
        (root / ".git/info/exclude").write_text("backup/\n")
        shutil.copytree(root / "backend", root / "backup/backend")
        self._hold(root, root / "backup")

    def test_generated_folder_with_a_repository_of_its_own(self, root: Path) -> None:
        """Nothing in it is written or deleted, and the plan says so."""
        folder = root / "frontend"
        git(folder, "init", "--quiet")
        before = _contents(folder)

        change_spec(root, NOTE, NOTE + TASK)

        assert _contents(folder) == before
        notes = {change.note for change in plan(root).files if "frontend" in str(change.path)}
        assert "out of reach: frontend is a project of its own" in notes

    def _hold(self, root: Path, inside: Path) -> None:
        """Rename an entity one of whose files is missing: nothing inside may change."""
        before = _contents(inside)
        (root / MODEL).unlink()
        spec = root / "scaffold.yaml"
        renamed = "  memo:\n    renamed_from: note\n"
        spec.write_text(spec.read_text().replace("  note:\n", renamed))

        changes = regenerate(root)

        assert _contents(inside) == before
        inner = inside.relative_to(root).as_posix()
        assert not [change.path for change in changes.files if inner in str(change.source)]
        assert inner not in (root / ".scaffold/lock").read_text()


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_unresolved_conflict_is_no_up_to_date_project(root: Path) -> None:
    """It ends with an error, whatever else there is to do."""
    readme = root / "README.md"
    readme.write_text(readme.read_text().replace("# My app\n", "# Ours\n"))
    spec = root / "scaffold.yaml"
    spec.write_text(spec.read_text() + "title: Theirs\n")
    regenerate(root)

    with pytest.raises(UnresolvedError, match=r"README\.md:1"):
        plan(root)


def test_interrupted_run_is_no_up_to_date_project(checkout: Checkout) -> None:
    """Even if the files that it left happen to need nothing."""
    spec = checkout.root / "scaffold.yaml"
    before = spec.read_text()
    spec.write_text(before.replace(NOTE, NOTE + TASK))
    created = checkout.root / "backend/src/my_app/api/task.py"
    hook = crashes.once(created, crashes.kill)
    assert crashes.run(lambda: regenerate(checkout.root), hook).code == crashes.KILLED
    spec.write_text(before)

    plan = checkout.scaffold("plan")
    check = checkout.scaffold("regenerate", "--check")

    assert (plan.code, check.code) == (4, 4)
    assert "Already up to date" not in plan.out + check.out


def test_undo_in_an_unfinished_merge_leaves_the_index(root: Path) -> None:
    """Both sides of every conflict stay, so that regenerating works again."""
    git(root, "checkout", "--quiet", "-b", "other")
    change_spec(root, NOTE, NOTE + TASK)
    commit(root)
    git(root, "checkout", "--quiet", "main")
    change_spec(root, "GET /hello", "GET /hello/{name}")
    commit(root)
    git(root, "merge", "--quiet", "other", check=False)
    index = git(root, "ls-files", "--stage")
    assert ".scaffold/lock" in git(root, "ls-files", "--unmerged")
    regenerate(root)

    pipeline.undo(root)

    assert git(root, "ls-files", "--stage") == index
    regenerate(root)
    commit(root)
    assert plan(root).is_empty


def test_lock_in_conflict_that_was_added(root: Path) -> None:
    """The message names the command that brings both sides back."""
    git(root, "checkout", "--quiet", "-b", "other")
    change_spec(root, NOTE, NOTE + TASK)
    commit(root)
    git(root, "checkout", "--quiet", "main")
    change_spec(root, "GET /hello", "GET /hello/{name}")
    commit(root)
    git(root, "merge", "--quiet", "other", check=False)
    git(root, "add", "--all")

    with pytest.raises(LockError) as refused:
        regenerate(root)
    command = str(refused.value).partition("with git ")[2].partition(",")[0]
    git(root, *command.split())
    with pytest.raises(UnresolvedError, match=r"openapi\.yaml"):
        regenerate(root)
    git(root, "checkout", "--merge", "--", ".")

    regenerate(root)
    commit(root)
    assert plan(root).is_empty


def test_comments_in_the_records_stay(root: Path) -> None:
    """What a person writes into storage.yaml is merged, and the records are the spec's."""
    file = root / "backend/storage.yaml"
    text = file.read_text()
    commented = text.replace("storage:", f"{MINE}storage:").replace("models:\n", "models: # ours\n")
    file.write_text(f"{commented}# the end\n")
    change_spec(root)

    merged = file.read_text()
    assert [line for line in merged.splitlines() if line in {MINE.strip(), "# the end"}] == [
        MINE.strip(),
        "# the end",
    ]
    assert "models: # ours\n" in merged
    assert "body: {attribute: body" in merged
    assert plan(root).is_empty


@pytest.mark.parametrize("merged", [True, False], ids=["regenerated", "as git left it"])
def test_comments_in_conflict_in_the_records_stay(root: Path, *, merged: bool) -> None:
    """They are refused until a side is chosen; the records are those of both branches."""
    file = root / "backend/storage.yaml"
    git(root, "checkout", "--quiet", "-b", "other")
    for branch, field in (("other", "rank"), ("main", "kind")):
        git(root, "checkout", "--quiet", branch)
        file.write_text(f"{file.read_text()}# {branch}\n")
        if merged:
            change_spec(root, NOTE, f"    fields: {{title: string, {field}: optional string}}\n")
        commit(root)
    git(root, "merge", "other", check=False)
    if merged:
        git(root, "checkout", "--ours", "scaffold.yaml")
        change_spec(root, "kind:", "rank: optional string, kind:")
    text = file.read_text()
    assert "# main\n" in text
    assert "# other\n" in text

    with pytest.raises(UnresolvedError, match=r"backend/storage\.yaml"):
        regenerate(root)

    assert file.read_text() == text
    regenerate(root, theirs="backend/storage.yaml")
    assert file.read_text().endswith("# other\n")
    assert ("rank: {" in file.read_text()) == merged
    assert plan(root).is_empty
