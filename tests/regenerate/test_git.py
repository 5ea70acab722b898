"""Regenerating in a git repository: registered conflicts, and merges of branches."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from regenerate.conftest import Checkout
from regenerate.test_command import NOTE, TASK, add_a_model, conflict

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TAG = "  tag:\n    fields: {label: string}\n"


def git(checkout: Checkout, *arguments: str, check: bool = True) -> str:
    """Run git in the project; return its output."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=checkout.root,
        env=checkout.program.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(checkout: Checkout, message: str) -> None:
    """Commit everything."""
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", f"--message={message}")


@pytest.fixture
def repository(checkout: Checkout) -> Checkout:
    """The project with a first commit."""
    git(checkout, "init", "--quiet", "--initial-branch=main")
    commit(checkout, "Generate")
    return checkout


@pytest.fixture
def two_branches(repository: Checkout) -> Checkout:
    """Two branches that each added a model, regenerated and edited; main is checked out."""
    git(repository, "checkout", "--quiet", "-b", "tag")
    repository.edit("scaffold.yaml", NOTE, NOTE + TAG)
    assert repository.scaffold("regenerate").code == 0
    repository.edit("README.md", "\nA serverless", "\nTagged.\n\nA serverless")
    repository.edit("template.yaml", "Resources:\n", "# The tags' own remark.\nResources:\n")
    commit(repository, "Add tags")
    git(repository, "checkout", "--quiet", "main")
    add_a_model(repository)
    assert repository.scaffold("regenerate").code == 0
    repository.edit("Makefile", ".PHONY", "# The tasks' own remark.\n.PHONY")
    commit(repository, "Add tasks")
    return repository


def test_conflict_is_registered_in_git(repository: Checkout) -> None:
    """The index has its three stages, and git status names it."""
    conflict(repository)

    assert repository.scaffold("regenerate").code == 1

    assert "both modified:   README.md" in git(repository, "status")
    stages = [git(repository, "show", f":{stage}:README.md") for stage in (1, 2, 3)]
    assert [text.partition("\n")[0] for text in stages] == [
        "# My app",
        "# My own app",
        "# Their app",
    ]
    git(repository, "checkout", "--theirs", "README.md")
    git(repository, "add", "README.md")
    assert repository.scaffold("plan").code == 0
    assert repository.read("README.md").startswith("# Their app\n")


def test_undo_resets_the_conflict_in_git(repository: Checkout) -> None:
    """The index has the file of the last commit."""
    conflict(repository)
    before = git(repository, "status", "--porcelain")
    assert repository.scaffold("regenerate").code == 1
    assert "UU README.md" in git(repository, "status", "--porcelain")

    assert repository.scaffold("undo").code == 0

    assert git(repository, "status", "--porcelain") == before
    assert repository.read("README.md").startswith("# My own app\n")


def test_undo_resets_the_conflict_of_a_file_beside_in_git(repository: Checkout) -> None:
    """A link that a person put in the place of a generated file cannot be merged."""
    (repository.root / "openapi.yaml").unlink()
    (repository.root / "openapi.yaml").symlink_to("elsewhere.yaml")
    add_a_model(repository)
    before = git(repository, "status", "--porcelain")
    assert repository.scaffold("regenerate").code == 1
    assert "UU openapi.yaml" in git(repository, "status", "--porcelain")

    assert repository.scaffold("undo").code == 0

    assert git(repository, "status", "--porcelain") == before


def test_conflict_in_a_moved_file(repository: Checkout) -> None:
    """The index has its stages under the new name."""
    module = "backend/src/my_app/generated/models/{}.py"
    repository.edit(module.format("note"), "fields.String()", "fields.String(max=7)")
    commit(repository, "Edit")
    assert repository.scaffold("rename", "model", "note", "memo").code == 0
    repository.edit("scaffold.yaml", "title: string", "title: {type: string, max: 9}")

    assert repository.scaffold("regenerate").code == 1

    assert "fields.String(max=7)" in git(repository, "show", f":2:{module.format('memo')}")


def test_edit_in_a_renamed_file(repository: Checkout) -> None:
    """It is where it was, with the new names around it."""
    page = "frontend/src/pages/{}/{}ListPage.tsx"
    line = "export default function NoteListPage() {\n"
    repository.edit(page.format("notes", "Note"), line, f"// Mine.\n{line}")
    assert repository.scaffold("rename", "model", "note", "memo").code == 0

    assert repository.scaffold("regenerate").code == 0

    merged = repository.read(page.format("memos", "Memo"))
    assert "// Mine.\nexport default function MemoListPage() {\n" in merged


def test_conflict_in_an_ignored_file(repository: Checkout) -> None:
    """It is not added to the index."""
    git(repository, "rm", "--quiet", "--cached", "README.md")
    (repository.root / ".git/info/exclude").write_text("README.md\n")
    commit(repository, "Forget the README")
    conflict(repository)

    assert repository.scaffold("regenerate").code == 1

    assert git(repository, "ls-files", "--unmerged") == ""
    assert "# My own app\n" in repository.read("README.md")


def test_project_in_a_folder_of_a_repository(checkout: Checkout) -> None:
    """Its conflicts are registered under the folder's name."""
    above = Checkout(checkout.root.parent, checkout.program)
    git(above, "init", "--quiet", "--initial-branch=main")
    commit(above, "Generate")
    conflict(checkout)

    assert checkout.scaffold("regenerate").code == 1

    assert git(above, "show", ":2:my-app/README.md").startswith("# My own app\n")


def test_uncommitted_edits_are_merged(repository: Checkout) -> None:
    """Staged or not, they are merged like all others."""
    repository.edit("README.md", "\nA serverless", "\nStaged.\n\nA serverless")
    git(repository, "add", "README.md")
    repository.edit("Makefile", ".PHONY", "# Not staged.\n.PHONY")
    add_a_model(repository)

    assert repository.scaffold("regenerate").code == 0

    assert "\nStaged.\n" in repository.read("README.md")
    assert "# Not staged.\n" in repository.read("Makefile")


def test_shallow_clone(repository: Checkout, tmp_path: Path) -> None:
    """Regenerating does not need the history."""
    page = repository.root / "README.md"
    page.write_text(f"{page.read_text()}\nMine.\n")
    commit(repository, "Edit")
    clone = Checkout(tmp_path / "clone", repository.program)
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone.root))
    clone.edit("scaffold.yaml", "auth:\n", "description: For you\nauth:\n")

    assert clone.scaffold("regenerate").code == 0

    readme = clone.read("README.md")
    assert readme.startswith("# My app\n\nFor you\n")
    assert readme.endswith("\n\nMine.\n")


@pytest.mark.parametrize(
    "command", [["merge", "tag"], ["merge", "--squash", "tag"], ["cherry-pick", "tag"]]
)
def test_merge_of_two_regenerated_branches(two_branches: Checkout, command: list[str]) -> None:
    """Once the spec is resolved, the result has both models and each branch's edits."""
    git(two_branches, *command, check=False)
    assert "UU .scaffold/lock" in git(two_branches, "status", "--porcelain")
    spec = two_branches.copy("fresh").root / "scaffold.yaml"
    text = git(two_branches, "show", ":1:scaffold.yaml").replace(NOTE, NOTE + TAG + TASK)
    spec.write_text(text)
    (two_branches.root / "scaffold.yaml").write_text(text)

    answer = two_branches.scaffold("regenerate")

    assert (answer.code, answer.err) == (0, "")
    assert two_branches.scaffold("plan").code == 0
    assert "<<<<<<<" not in "".join(map(two_branches.read, tracked_texts(two_branches)))
    assert "\nTagged.\n" in two_branches.read("README.md")
    assert "# The tags' own remark.\n" in two_branches.read("template.yaml")
    assert "# The tasks' own remark.\n" in two_branches.read("Makefile")
    assert_fresh_but_for_the_edits(two_branches, spec)


def tracked_texts(checkout: Checkout) -> list[str]:
    """Return the paths of the files that a merge may have changed."""
    return [
        path for path in checkout.files() if path.endswith((".py", ".ts", ".tsx", ".yaml", ".md"))
    ]


def assert_fresh_but_for_the_edits(checkout: Checkout, spec: Path) -> None:
    """Assert that all unedited files equal those of a fresh project."""
    fresh = Checkout(spec.parent.parent / "new", checkout.program)
    made = checkout.program.run("new", str(fresh.root), "--spec", str(spec), "--no-git")
    assert made.code == 0, made.err
    mine, new = checkout.files(), fresh.files()
    assert {path for path in mine if mine[path] != new.get(path)} == {
        "README.md",
        "template.yaml",
        "Makefile",
    }
    assert mine.keys() == new.keys()


def test_merge_of_branches_that_edited_the_same_line(two_branches: Checkout) -> None:
    """The conflict has both versions."""
    git(two_branches, "checkout", "--quiet", "tag")
    two_branches.edit("Makefile", ".PHONY", "# The tags' own remark.\n.PHONY")
    commit(two_branches, "Edit the same place")
    git(two_branches, "checkout", "--quiet", "main")
    git(two_branches, "merge", "tag", check=False)
    text = git(two_branches, "show", ":1:scaffold.yaml").replace(NOTE, NOTE + TAG + TASK)
    (two_branches.root / "scaffold.yaml").write_text(text)

    answer = two_branches.scaffold("regenerate")

    assert answer.code == 1
    makefile = two_branches.read("Makefile")
    assert "<<<<<<< ours\n# The tasks' own remark.\n" in makefile
    assert "=======\n# The tags' own remark.\n>>>>>>> theirs\n" in makefile


def test_partly_resolved_merge_is_refused(two_branches: Checkout) -> None:
    """A file that a person has begun to resolve is not overwritten."""
    git(two_branches, "merge", "tag", check=False)
    text = git(two_branches, "show", ":1:scaffold.yaml").replace(NOTE, NOTE + TAG + TASK)
    (two_branches.root / "scaffold.yaml").write_text(text)
    openapi = two_branches.root / "openapi.yaml"
    begun = openapi.read_text().replace("<<<<<<< HEAD\n", "<<<<<<< HEAD\n# I am at it.\n", 1)
    openapi.write_text(begun)

    answer = two_branches.scaffold("regenerate")

    assert answer.code == 3
    assert "openapi.yaml:" in answer.err
    assert openapi.read_text() == begun


def test_merge_of_a_version_1_lock_with_a_version_2_lock(two_branches: Checkout) -> None:
    """Both models and each branch's edits are there, and the lock is version 2."""
    git(two_branches, "checkout", "--quiet", "tag")
    write_version_1_lock(two_branches)
    commit(two_branches, "Regenerate with an older scaffold")
    git(two_branches, "checkout", "--quiet", "main")
    git(two_branches, "merge", "tag", check=False)
    assert "UU .scaffold/lock" in git(two_branches, "status", "--porcelain")
    spec = two_branches.copy("fresh").root / "scaffold.yaml"
    text = git(two_branches, "show", ":1:scaffold.yaml").replace(NOTE, NOTE + TAG + TASK)
    spec.write_text(text)
    (two_branches.root / "scaffold.yaml").write_text(text)

    answer = two_branches.scaffold("regenerate")

    assert (answer.code, answer.err) == (0, "")
    assert two_branches.scaffold("plan").code == 0
    assert two_branches.read(".scaffold/lock").startswith('{"lock_version": 2,')
    assert "\nTagged.\n" in two_branches.read("README.md")
    assert_fresh_but_for_the_edits(two_branches, spec)


def write_version_1_lock(checkout: Checkout) -> None:
    """Rewrite the lock in the words of version 1, as an older scaffold left it."""
    classes = {"create-only": "once", "managed": "owned", "lockfile": "derived"}
    header, *entries = map(json.loads, checkout.read(".scaffold/lock").splitlines())
    lines = [{**header, "lock_version": 1}]
    for entry in entries:
        identity = entry["id"].replace(".create-only.jinja", ".once.jinja")
        identity = identity.replace("get_endpoints/", "getters/")
        lines.append(
            {**entry, "class": classes.get(entry["class"], entry["class"]), "id": identity}
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (checkout.root / ".scaffold/lock").write_text(text)


def test_locked_index_is_a_warning(repository: Checkout) -> None:
    """The conflicts are in the files, but not registered in git."""
    conflict(repository)
    (repository.root / ".git/index.lock").touch()

    answer = repository.scaffold("regenerate")

    assert answer.code == 1
    assert answer.err.startswith("warning: the conflicts could not be registered in git: ")
    assert "<<<<<<< yours\n" in repository.read("README.md")


def test_git_conflict_in_a_generated_file(repository: Checkout) -> None:
    """It is refused until it is resolved, though no run left it."""
    git(repository, "checkout", "--quiet", "-b", "other")
    repository.edit("README.md", "# My app\n", "# Other app\n")
    commit(repository, "Edit")
    git(repository, "checkout", "--quiet", "main")
    repository.edit("README.md", "# My app\n", "# Our app\n")
    commit(repository, "Edit, too")
    git(repository, "merge", "other", check=False)
    add_a_model(repository)

    answer = repository.scaffold("regenerate")

    assert answer.code == 3
    assert "README.md:1\n" in answer.err
    git(repository, "checkout", "--ours", "README.md")
    git(repository, "add", "README.md")
    assert repository.scaffold("regenerate").code == 0
