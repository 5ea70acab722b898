"""Merges of branches of which one or both renamed a model: settled by identity, not by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from regenerate.conftest import Checkout
from regenerate.test_git import TAG, commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repository"]

pytestmark = pytest.mark.slow

# What each branch inserts, and what was there before: beside a text of a file, or at the end.
EDITS = {
    "before": [
        ("Makefile", ".PHONY", "# before\n.PHONY"),
        ("backend/src/my_app/api/{}.py", "handler = rest", "BEFORE = 1\nhandler = rest"),
    ],
    "ours": [
        (
            "template.yaml",
            "_TABLE: !Ref NoteTable\n",
            '_TABLE: !Ref NoteTable\n          OURS: "a"\n',
        ),
        ("backend/src/my_app/api/{}.py", "\n\n\n", "\n\n\nOURS = 1\n\n\n"),
        ("frontend/src/models/{}.ts", "\n\n", "\n\nexport const ours = 1;\n\n"),
        ("README.md", "# My app\n", "# My app\n\nOur remark.\n"),
    ],
    "theirs": [
        (
            "template.yaml",
            "      Handler: my_app.health",
            "      # theirs\n      Handler: my_app.health",
        ),
        ("backend/src/my_app/api/{}.py", "\nBEFORE = 1\n", "\nBEFORE = 1\nTHEIRS = 1\n"),
        ("frontend/src/testing/models/{}.ts", "", "export const theirs = 1;\n"),
        ("Makefile", "# before\n", "# before\n# theirs\n"),
    ],
}
# The model's name on each branch, and whether git looks for renames.
CASES = [
    (ours, theirs, renames)
    for ours, theirs in (("note", "memo"), ("memo", "note"), ("memo", "card"))
    for renames in ("true", "false")
]


def change(checkout: Checkout, branch: str, name: str) -> None:
    """Rename the model or, if it keeps its name, give it a field; regenerate, edit, and commit."""
    if name == "note":
        checkout.edit("scaffold.yaml", "{title: string}", "{title: string, rank: optional integer}")
    else:
        assert checkout.scaffold("rename", "model", "note", name).code == 0
    assert checkout.scaffold("regenerate").code == 0
    edit(checkout, branch, name)


def edit(checkout: Checkout, branch: str, name: str) -> None:
    """Insert the edits of a branch, and commit."""
    for path, before, after in EDITS[branch]:
        file = checkout.root / path.format(name)
        text = file.read_text()
        assert before in text, path
        file.write_text(text.replace(before, after, 1) if before else text + after)
    commit(checkout, branch)


@pytest.fixture(params=CASES, ids="-".join)
def merging(repository: Checkout, request: pytest.FixtureRequest) -> tuple[Checkout, str]:
    """An unfinished merge of two branches, its spec resolved, and the name of the model in it."""
    ours, theirs, renames = request.param
    edit(repository, "before", "note")
    git(repository, "checkout", "--quiet", "-b", "other")
    assert repository.scaffold("add", "model", "tag", "--field", "label:string").code == 0
    change(repository, "theirs", theirs)
    git(repository, "checkout", "--quiet", "main")
    change(repository, "ours", ours)
    git(repository, "config", "merge.renames", renames)
    git(repository, "merge", "other", check=False)
    name = ours if ours != "note" else theirs
    fields = (
        "{title: string, rank: optional integer}" if "note" in request.param else "{title: string}"
    )
    text = git(repository, "show", ":1:scaffold.yaml")
    text = text.replace("  note:\n", f"  {name}:\n    renamed_from: note\n")
    text = text.replace("{title: string}", fields).replace("functions:\n", f"{TAG}functions:\n")
    (repository.root / "scaffold.yaml").write_text(text)
    return repository, name


def test_both_branches_edits_are_in_the_renamed_files(
    merging: tuple[Checkout, str], tmp_path: Path
) -> None:
    """All else is as in a fresh project, and a second run has nothing to do."""
    checkout, name = merging

    answer = checkout.scaffold("regenerate")

    assert (answer.code, answer.err) == (0, "")
    assert checkout.scaffold("plan").code == 0
    take_out_edits(checkout, name)
    fresh = Checkout(tmp_path / "fresh", checkout.program)
    checkout.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")
    assert differing(checkout, fresh) == set()


def test_a_merge_can_be_done_again(merging: tuple[Checkout, str]) -> None:
    """After it was given up, also once it had been regenerated."""
    checkout, _ = merging
    spec = checkout.read("scaffold.yaml")
    assert checkout.scaffold("regenerate").code == 0
    git(checkout, "reset", "--quiet", "--hard")
    assert checkout.scaffold("plan").code == 0

    git(checkout, "merge", "other", check=False)
    (checkout.root / "scaffold.yaml").write_text(spec)

    assert checkout.scaffold("regenerate").code == 0


def test_a_second_run_in_an_unfinished_merge_has_nothing_to_do(repository: Checkout) -> None:
    """The files in conflict are resolved, though git's index still has their three versions."""
    for branch, field in (("other", "rank: optional integer"), ("main", "kind: optional string")):
        git(repository, "checkout", "--quiet", *(["-b"] if branch == "other" else []), branch)
        repository.edit("scaffold.yaml", "{title: string}", f"{{title: string, {field}}}")
        assert repository.scaffold("regenerate").code == 0
        commit(repository, branch)
    git(repository, "merge", "other", check=False)
    git(repository, "checkout", "--ours", "scaffold.yaml")
    assert repository.scaffold("regenerate").code == 0
    before = repository.files()

    assert repository.scaffold("regenerate").code == 0

    assert repository.files() == before
    assert repository.scaffold("plan").code == 0


def test_a_file_of_another_branch_is_up_to_date(repository: Checkout) -> None:
    """Its text was replaced by a run, but on the branch that is not checked out."""
    edit(repository, "before", "note")
    git(repository, "checkout", "--quiet", "-b", "other")
    change(repository, "theirs", "memo")

    git(repository, "checkout", "--quiet", "main")

    assert repository.scaffold("plan").code == 0


def take_out_edits(checkout: Checkout, name: str) -> None:
    """Take out what both branches inserted; fail if any of it is not there once."""
    for path, before, after in [*EDITS["ours"], *EDITS["theirs"], *EDITS["before"]]:
        inserted = after.replace(before, "", 1)
        checkout.edit(path.format(name), inserted, "")


def differing(checkout: Checkout, fresh: Checkout) -> set[str]:
    """Return the paths of the files that differ, apart from the lock."""
    mine, new = checkout.files(), fresh.files()
    paths = mine.keys() | new.keys()
    return {path for path in paths if mine.get(path) != new.get(path)} - {".scaffold/lock"}


@pytest.mark.parametrize("renamed", ["main", "other"])
def test_a_rename_on_one_branch_meets_an_edit_on_the_other(
    repository: Checkout, renamed: str, tmp_path: Path
) -> None:
    """The lock is not in conflict then, and what git left in conflict is merged all the same."""
    git(repository, "checkout", "--quiet", "-b", "other")
    for branch in ("other", "main"):
        git(repository, "checkout", "--quiet", branch)
        if branch == renamed:
            assert repository.scaffold("rename", "model", "note", "memo").code == 0
            assert repository.scaffold("regenerate").code == 0
        else:
            repository.edit("load/locustfile.py", '.get("/notes")\n', '.get("/notes")\n# mine\n')
        commit(repository, branch)
    git(repository, "merge", "other", check=False)
    assert "UU load/locustfile.py" in git(repository, "status", "--short")

    answer = repository.scaffold("regenerate")

    assert (answer.code, answer.err) == (0, "")
    locust = repository.root / "load/locustfile.py"
    fresh = Checkout(tmp_path / "fresh", repository.program)
    repository.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")
    assert (
        locust.read_text().replace("# mine\n", "")
        == (fresh.root / "load/locustfile.py").read_text()
    )
    assert locust.read_text().count("# mine\n") == 1


@pytest.mark.parametrize("options", [[], ["--squash"]], ids=["merge", "squash"])
def test_what_git_merges_cleanly_is_as_in_a_fresh_project(
    repository: Checkout, options: list[str], tmp_path: Path
) -> None:
    """Nothing is there twice, whatever the order of the spec; only a person's own line stays."""
    schema = "frontend/src/api/schema.d.ts"
    names = ("note", "alpha", "beta", "memo")
    note, alpha, beta, memo = (f"  {name}:\n    fields: {{title: string}}\n" for name in names)
    memo += "    renamed_from: note\n"
    generated = repository.read("scaffold.yaml")
    git(repository, "checkout", "--quiet", "-b", "other")
    regenerate(repository, generated.replace(note, memo + alpha))
    repository.edit(schema, "\nexport interface paths", "\n// theirs\nexport interface paths")
    commit(repository, "theirs")
    git(repository, "checkout", "--quiet", "main")
    regenerate(repository, generated.replace(note, note + beta))
    commit(repository, "ours")
    git(repository, "merge", *options, "other", check=False)
    assert f"M  {schema}" in git(repository, "status", "--short")

    regenerate(repository, generated.replace(note, alpha + beta + memo))

    assert repository.scaffold("plan").code == 0
    repository.edit(schema, "// theirs\n", "")
    fresh = Checkout(tmp_path / "fresh", repository.program)
    repository.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")
    assert differing(repository, fresh) == set()


def regenerate(checkout: Checkout, spec: str, *options: str) -> None:
    """Regenerate from another spec, without a conflict."""
    (checkout.root / "scaffold.yaml").write_text(spec)
    answer = checkout.scaffold("regenerate", *options)
    assert (answer.code, answer.err) == (0, ""), answer.out


@pytest.mark.parametrize("names", [("note", "note"), ("memo", "card"), ("note", "memo")])
def test_a_model_that_only_the_merge_removes_leaves_nothing(
    repository: Checkout, names: tuple[str, str]
) -> None:
    """Both branches generated its files anew, and nobody edited them."""
    generated = repository.read("scaffold.yaml")
    note = "  note:\n    fields: {title: string}\n"
    for branch, name in zip(("other", "main"), names, strict=True):
        git(repository, "checkout", "--quiet", *(["-b"] if branch == "other" else []), branch)
        former = "    renamed_from: note\n" if name != "note" else ""
        fields = f"    fields: {{title: string, {branch}: optional string}}\n"
        regenerate(repository, generated.replace(note, f"  {name}:\n{former}{fields}"))
        commit(repository, branch)
    git(repository, "merge", "other", check=False)

    regenerate(repository, generated.replace(f"models:\n{note}", ""), "--yes")

    assert repository.scaffold("plan").code == 0
    paths = repository.files()
    assert [path for path in paths if any(f"/{name}" in path for name in (*names, "note"))] == []


@pytest.mark.parametrize("names", [("memo", "card"), ("card", "memo")], ids="-".join)
def test_two_models_that_got_one_name_come_apart(
    repository: Checkout, names: tuple[str, str], tmp_path: Path
) -> None:
    """Each has its own files and edits, though git merged one's with the other's."""
    generated = repository.read("scaffold.yaml")
    note = "  note:\n    fields: {title: string}\n"
    regenerate(repository, generated.replace(note, models("note", "task")))
    commit(repository, "Add tasks")
    git(repository, "checkout", "--quiet", "-b", "other")
    regenerate(repository, generated.replace(note, models("note", "memo")))
    comment_on(repository, "memo", "# theirs")
    git(repository, "checkout", "--quiet", "main")
    regenerate(repository, generated.replace(note, models("memo", "task")))
    comment_on(repository, "memo", "# ours")
    git(repository, "merge", "other", check=False)

    regenerate(repository, generated.replace(note, models(*names)))

    assert repository.scaffold("plan").code == 0
    for name, edit in zip(names, ("# ours", "# theirs"), strict=True):
        repository.edit(f"backend/src/my_app/api/{name}.py", f"{edit}\n", "")
    fresh = Checkout(tmp_path / "fresh", repository.program)
    repository.scaffold("new", str(fresh.root), "--spec", "scaffold.yaml", "--no-git")
    assert differing(repository, fresh) == set()


def models(note: str, task: str) -> str:
    """Return two models, which may have other names than their first ones."""
    return "".join(
        f"  {name}:\n    fields: {{title: string}}\n"
        + (f"    renamed_from: {first}\n" if name != first else "")
        for first, name in (("note", note), ("task", task))
    )


def comment_on(checkout: Checkout, name: str, comment: str) -> None:
    """Comment on a model's API, and commit."""
    checkout.edit(
        f"backend/src/my_app/api/{name}.py", "handler = rest", f"{comment}\nhandler = rest"
    )
    commit(checkout, comment)
