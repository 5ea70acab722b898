"""`scaffold new`: a project, whole, or nothing at all."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from cli.program import tree

from scaffold.project import lock as lockfile
from scaffold.project.paths import LOCK_PATH
from scaffold.spec import reader

if TYPE_CHECKING:
    from cli.program import Program

pytestmark = pytest.mark.slow

EXAMPLES = ("hello", "notes", "video-share")


def test_an_example_becomes_a_project(scaffold: Program) -> None:
    """What it has, and what to do next."""
    answer = scaffold.run("new", "my-videos", "--example", "video-share")

    assert (answer.code, answer.err) == (0, "")
    first, *rest = answer.out.splitlines()
    count = len(git(scaffold, "my-videos", "ls-files").splitlines())
    assert first == f"Created my-videos ({count} files, committed to git)"
    assert rest == [
        "  sign-in    by email, sign-up open, groups admins",
        "  models     channel, video",
        "  buckets    videos",
        "  functions  hello, probe-video",
        "  stages     dev, prod (us-east-1; prod is protected)",
        "",
        "Next:",
        "  cd my-videos",
        "  scaffold dev         # run the application locally",
        "  scaffold regenerate  # apply changes of scaffold.yaml, keeping your edits",
        "  make install         # install the backend's and the frontend's dependencies",
        "  make test            # run the project's tests",
        "  make help            # build, deploy, load test",
    ]


def test_the_current_folder_needs_no_cd(scaffold: Program) -> None:
    """The next commands work from where the person stands."""
    answer = scaffold.run("new", ".", "--example", "hello", "--no-git")

    assert answer.code == 0
    assert "cd " not in answer.out
    assert "\n  scaffold dev " in answer.out


def test_the_current_folder_names_the_application(scaffold: Program) -> None:
    """As a folder that is passed by its name does."""
    folder = scaffold.folder / "my-notes"
    folder.mkdir()

    assert scaffold.run("new", ".", "--yes", "--no-git", cwd=folder).code == 0
    assert reader.parse((folder / "scaffold.yaml").read_text()).app == "my-notes"


def test_a_folder_is_quoted_for_the_shell(scaffold: Program) -> None:
    """Its name may have spaces."""
    answer = scaffold.run("new", "my videos", "--example", "hello", "--no-git")

    assert "\n  cd 'my videos'\n" in answer.out


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_project_is_named_after_its_application(scaffold: Program, name: str) -> None:
    """Where no folder is given."""
    answer = scaffold.run("new", "--example", name, "--no-git")

    assert answer.code == 0
    (folder,) = scaffold.leftovers()
    text = (scaffold.folder / folder / "scaffold.yaml").read_text()
    assert reader.parse(text).app == folder


def test_everything_is_committed(scaffold: Program) -> None:
    """One commit, nothing left over, and the lock in it."""
    scaffold.run("new", "app", "--example", "hello")

    assert git(scaffold, "app", "status", "--porcelain", "--ignored") == ""
    assert git(scaffold, "app", "log", "--format=%s") == "Generate hello-world with scaffold"
    assert ".scaffold/lock" in git(scaffold, "app", "ls-files").split()


def test_the_lock_holds_every_generated_file(scaffold: Program) -> None:
    """With the text that it was generated with."""
    scaffold.run("new", "app", "--example", "notes", "--no-git")
    root = scaffold.folder / "app"

    lock = lockfile.load((root / LOCK_PATH).read_text())

    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert {str(entry.path) for entry in lock.entries} == files - {
        ".scaffold/lock",
        "scaffold.yaml",
    }
    assert all(
        lockfile.sha256((root / entry.path).read_bytes()) == entry.sha for entry in lock.entries
    )


def test_a_spec_becomes_a_project(scaffold: Program) -> None:
    """The spec is copied as it is, comments and all."""
    text = "# mine\nscaffold: 1\napp: shop\nauth:   # the defaults\nbuckets: {photos: {}}\n"
    (scaffold.folder / "spec.yaml").write_text(text)

    answer = scaffold.run("new", "--spec", "spec.yaml", "--no-git")

    assert answer.code == 0
    assert (scaffold.folder / "shop" / "scaffold.yaml").read_text() == text


def test_yes_takes_every_default(scaffold: Program) -> None:
    """A project of the folder's name, without a question."""
    answer = scaffold.run("new", "my-notes", "--yes", "--no-git")

    assert answer.code == 0
    text = (scaffold.folder / "my-notes" / "scaffold.yaml").read_text()
    assert reader.parse(text).app == "my-notes"


def test_set_overrides_the_spec(scaffold: Program) -> None:
    """Any key, several times."""
    answer = scaffold.run(
        "new", "app", "--example", "hello", "--no-git", "--set", "region=eu-west-1", "--set",
        "stages=[test, live]",
    )  # fmt: skip

    assert answer.code == 0
    spec = reader.parse((scaffold.folder / "app" / "scaffold.yaml").read_text())
    assert (spec.region, spec.stages) == ("eu-west-1", ("test", "live"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--example", "vido-share"],
            'error: no example "vido-share"; did you mean "video-share"?',
        ),
        (["--example", "zzz"], 'error: no example "zzz". Choose one of hello, notes, video-share'),
        (["--example", "../hello"], None),
        (
            ["--example", "hello", "--spec", "x"],
            "error: --spec and --example exclude each other: pass only one of them",
        ),
        (["--spec", "nowhere.yaml"], "error: nowhere.yaml: no such file"),
        (
            [],
            (
                "error: cannot ask without a terminal;"
                " pass --spec FILE, --example NAME (hello, notes, video-share) or --yes"
            ),
        ),
        (
            ["--example", "hello", "--set", "region"],
            "error: --set region: write key=value, such as --set region=eu-west-1",
        ),
    ],
)
def test_a_wrong_call_writes_nothing(
    scaffold: Program, arguments: list[str], message: str | None
) -> None:
    """What to pass instead, exit code 2, and an empty folder."""
    answer = scaffold.run("new", *arguments)

    assert (answer.code, answer.out) == (2, "")
    assert message is None or answer.err == f"{message}\n"
    assert scaffold.leftovers() == []


def test_a_wrong_spec_writes_nothing(scaffold: Program) -> None:
    """The errors are those of the spec, with their places."""
    (scaffold.folder / "spec.yaml").write_text("scaffold: 1\napp: shop\nauth:\nregion: mars\n")

    answer = scaffold.run("new", "shop", "--spec", "spec.yaml")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('spec.yaml:4:9: error: region: "mars" is not one of us-east-1')
    assert answer.err.endswith("1 error; nothing was written\n")
    assert scaffold.leftovers() == ["spec.yaml"]


def test_an_empty_folder_is_filled(scaffold: Program) -> None:
    """It may be there already."""
    (scaffold.folder / "app").mkdir()

    assert scaffold.run("new", "app", "--example", "hello", "--no-git").code == 0
    assert (scaffold.folder / "app" / "template.yaml").is_file()


def test_other_files_stay(scaffold: Program) -> None:
    """A folder with files of other names is filled around them."""
    mine = scaffold.folder / "app" / "backend" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")

    answer = scaffold.run("new", "app", "--example", "hello", "--no-git")

    assert answer.code == 0
    assert mine.read_text() == "mine"
    assert (scaffold.folder / "app" / "template.yaml").is_file()
    assert scaffold.leftovers() == ["app"]


def test_a_clash_is_refused(scaffold: Program) -> None:
    """Every file in the way is named, and none is touched."""
    root = scaffold.folder / "app"
    (root / "template.yaml").mkdir(parents=True)
    (root / "README.md").write_text("mine")
    before = tree(root)

    answer = scaffold.run("new", "app", "--example", "hello")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: app has files of the same names. Choose another folder:\n"
        "  README.md\n"
        "  template.yaml\n"
    )
    assert tree(root) == before


def test_a_link_out_of_the_folder_is_a_clash(scaffold: Program) -> None:
    """Nothing is written through it."""
    outside = scaffold.folder / "outside"
    outside.mkdir()
    (scaffold.folder / "app").mkdir()
    (scaffold.folder / "app" / "docs").symlink_to(outside)

    answer = scaffold.run("new", "app", "--example", "hello")

    assert answer.code == 2
    assert answer.err.endswith("  docs\n")
    assert list(outside.iterdir()) == []


def test_a_file_in_the_place_of_the_folder(scaffold: Program) -> None:
    """It is left alone."""
    (scaffold.folder / "app").write_text("mine")

    answer = scaffold.run("new", "app", "--example", "hello")

    assert answer.code == 2
    assert answer.err == "error: app is a file. Choose a folder that is empty or does not exist\n"
    assert (scaffold.folder / "app").read_text() == "mine"


def test_a_second_run_is_refused(scaffold: Program) -> None:
    """A project is not made twice; the first ten files say so."""
    scaffold.run("new", "app", "--example", "hello", "--no-git")
    before = tree(scaffold.folder)

    answer = scaffold.run("new", "app", "--example", "hello", "--no-git")

    assert answer.code == 2
    assert " more\n" in answer.err
    assert tree(scaffold.folder) == before


def test_parents_are_made(scaffold: Program) -> None:
    """A folder may be deep."""
    answer = scaffold.run("new", "a/b/app", "--example", "hello", "--no-git")

    assert answer.code == 0
    assert (scaffold.folder / "a" / "b" / "app" / "scaffold.yaml").is_file()


def test_inside_a_repository_no_other_is_made(scaffold: Program) -> None:
    """The commit is left to the person."""
    subprocess.run(["git", "init", "--quiet"], cwd=scaffold.folder, check=True)

    answer = scaffold.run("new", "app", "--example", "hello")

    assert answer.code == 0
    assert " files)\n" in answer.out
    assert not (scaffold.folder / "app" / ".git").exists()


def test_no_git(scaffold: Program) -> None:
    """Neither a repository nor a word about one."""
    answer = scaffold.run("new", "app", "--example", "hello", "--no-git")

    assert " files)\n" in answer.out
    assert not (scaffold.folder / "app" / ".git").exists()


def test_a_computer_without_git(scaffold: Program) -> None:
    """A project needs none."""
    answer = scaffold.run("new", "app", "--example", "hello", env={"PATH": os.devnull})

    assert (answer.code, answer.err) == (0, "")
    assert not (scaffold.folder / "app" / ".git").exists()


def test_a_person_that_git_does_not_know(scaffold: Program) -> None:
    """The commit has an author of its own; nothing is configured."""
    scaffold.run("new", "app", "--example", "hello")

    assert git(scaffold, "app", "log", "--format=%an <%ae>") == "scaffold <scaffold@localhost>"
    assert "user" not in (scaffold.folder / "app" / ".git" / "config").read_text()


def test_a_person_that_git_knows(scaffold: Program) -> None:
    """The commit is theirs, unsigned, on the branch that they like; their hooks do not run."""
    config = scaffold.folder / "gitconfig"
    hooks = scaffold.folder / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    config.write_text(
        "[user]\nname = Ada\nemail = ada@example.com\n[init]\ndefaultBranch = trunk\n"
        f"[commit]\ngpgSign = true\n[core]\nhooksPath = {hooks}\n"
    )

    answer = scaffold.run(
        "new", "app", "--example", "hello", env={"GIT_CONFIG_GLOBAL": str(config)}
    )

    assert (answer.code, answer.err) == (0, "")
    assert git(scaffold, "app", "log", "--format=%an <%ae> %D") == (
        "Ada <ada@example.com> HEAD -> trunk"
    )


def test_a_repository_elsewhere_in_the_environment_is_left_alone(scaffold: Program) -> None:
    """As inside a hook of git's, where GIT_DIR is set."""
    other = scaffold.folder / "other"
    subprocess.run(["git", "init", "--quiet", str(other)], check=True)

    answer = scaffold.run("new", "app", "--example", "hello", env={"GIT_DIR": str(other / ".git")})

    assert answer.code == 0
    assert git(scaffold, "app", "log", "--format=%s") == "Generate hello-world with scaffold"
    assert not list((other / ".git" / "refs" / "heads").iterdir())


def git(scaffold: Program, root: str, *arguments: str) -> str:
    """What git says about a project."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=scaffold.folder / root,
        env=scaffold.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_first_commit_has_nothing_but_the_project(scaffold: Program) -> None:
    """What lay in the folder before may be a secret."""
    (scaffold.folder / "aws.pem").write_text("a key")

    assert scaffold.run("new", ".", "--example", "hello", "--yes").code == 0

    listed = subprocess.run(
        ["git", "ls-files"], cwd=scaffold.folder, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "aws.pem" not in listed
    assert {"scaffold.yaml", ".scaffold/lock", "template.yaml"} <= set(listed)
