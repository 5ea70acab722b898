"""`scaffold new --from`: a blueprint asks, fills in a spec, and its files join the project."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import goldens
import pytest
from cli.program import CTRL_C, DOWN, ENTER, answer, ending

from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pexpect
    from cli.program import Program

    Start = Callable[..., pexpect.spawn[str]]

pytestmark = pytest.mark.slow

CATALOG = goldens.EXAMPLES / "blueprints" / "catalog"
SPEC = "scaffold: 1\napp: {{ app }}\nfunctions:\n  {{ job }}: {}\n"
QUESTIONS = "app: {type: str, default: my-jobs}\njob: {type: str, default: tidy}\n"


@pytest.fixture
def blueprint(scaffold: Program) -> Path:
    """A folder with a small blueprint, beside that of the program."""
    root = scaffold.folder.parent / "blueprint"
    write(root, "copier.yml", QUESTIONS)
    write(root, "scaffold.yaml.jinja", SPEC)
    write(root, "docs/jobs.md.jinja", "The job {{ job }}.\n")
    return root


def write(root: Path, name: str, text: str) -> Path:
    """A file of a blueprint."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def git(folder: Path, *arguments: str) -> None:
    """Run git, as nobody in particular."""
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def committed(root: Path) -> str:
    """A repository of the blueprint, by its address."""
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=A blueprint")
    return f"git+{root.as_uri()}"


def test_a_blueprint_makes_a_project(scaffold: Program, blueprint: Path) -> None:
    """The spec from its answers, the generated files, and its own beside them."""
    done = scaffold.run("new", "--from", str(blueprint), "--yes", "--set", "job=sweep")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Created my-jobs (")
    root = scaffold.folder / "my-jobs"
    assert (root / "scaffold.yaml").read_text() == (
        "scaffold: 1\napp: my-jobs\nfunctions:\n  sweep: {}\n"
    )
    assert (root / "docs" / "jobs.md").read_text() == "The job sweep.\n"
    assert (root / "backend" / "src" / "my_jobs" / "functions" / "sweep.py").is_file()
    assert not (root / "copier.yml").exists()
    tracked = subprocess.check_output(["git", "ls-files"], cwd=root, text=True).split()
    assert "docs/jobs.md" in tracked


def test_the_folder_proposes_the_name(scaffold: Program, blueprint: Path) -> None:
    """Where the blueprint asks for one, and --set does not say another."""
    assert scaffold.run("new", "tea-time", "--from", str(blueprint), "--yes", "--no-git").code == 0

    text = (scaffold.folder / "tea-time" / "scaffold.yaml").read_text()
    assert reader.parse(text).app == "tea-time"


def test_what_no_question_asks_is_set_in_the_spec(scaffold: Program, blueprint: Path) -> None:
    """A question comes first; a key that the spec does not know is an error."""
    options = ("--from", str(blueprint), "--yes", "--no-git")

    assert scaffold.run("new", *options, "--set", "region=eu-west-1").code == 0
    assert "region: eu-west-1" in (scaffold.folder / "my-jobs" / "scaffold.yaml").read_text()

    done = scaffold.run("new", "other", *options, "--set", "regoin=eu-west-1")
    assert done.code == 2
    assert 'unknown key "regoin"; did you mean "region"?' in done.err
    assert scaffold.leftovers() == ["my-jobs"]


def test_a_repository_without_a_tag_gives_its_last_commit(
    scaffold: Program, blueprint: Path
) -> None:
    """Fetched by git."""
    address = committed(blueprint)

    assert scaffold.run("new", "--from", address, "--yes", "--no-git").code == 0
    assert "tidy" in (scaffold.folder / "my-jobs" / "docs" / "jobs.md").read_text()


def test_a_repository_with_tags_gives_the_latest(scaffold: Program, blueprint: Path) -> None:
    """What is committed after it is not released yet."""
    address = committed(blueprint)
    git(blueprint, "tag", "v1.0.0")
    write(blueprint, "docs/jobs.md.jinja", "Not released.\n")
    git(blueprint, "commit", "--all", "--quiet", "--message=More")

    assert scaffold.run("new", "--from", address, "--yes", "--no-git").code == 0
    assert "tidy" in (scaffold.folder / "my-jobs" / "docs" / "jobs.md").read_text()


def test_a_ref_chooses_the_version(scaffold: Program, blueprint: Path) -> None:
    """A tag, a branch or a commit; one that is not there is named."""
    address = committed(blueprint)
    git(blueprint, "tag", "v1.0.0")
    write(blueprint, "docs/jobs.md.jinja", "The newer job {{ job }}.\n")
    git(blueprint, "commit", "--quiet", "--all", "--message=Newer")
    git(blueprint, "tag", "v2.0.0")

    old = scaffold.run("new", "old", "--from", address, "--ref", "v1.0.0", "--yes")
    gone = scaffold.run("new", "gone", "--from", address, "--ref", "v3", "--yes")

    assert (old.code, gone.code) == (0, 2)
    assert (scaffold.folder / "old/docs/jobs.md").read_text() == "The job tidy.\n"
    assert gone.err.startswith(f"error: {address}: git: ")
    assert "v3" in gone.err
    assert not (scaffold.folder / "gone").exists()


def test_a_ref_takes_a_blueprint(scaffold: Program) -> None:
    """Of an example there is one version."""
    done = scaffold.run("new", "--example", "hello", "--ref", "v1")

    assert (done.code, done.out) == (2, "")
    assert "--ref needs --from" in done.err


def test_a_person_is_asked(scaffold: Program, blueprint: Path, conversation: Start) -> None:
    """In a terminal, what no option answers."""
    child = conversation("new", "--from", str(blueprint), "--no-git", "--set", "app=my-chores")

    answer(child, ("job", f"-up{ENTER}"))

    child.expect_exact("Created my-chores")
    assert ending(child) == 0
    text = (scaffold.folder / "my-chores" / "docs" / "jobs.md").read_text()
    assert text == "The job tidy-up.\n"


def test_an_interrupt_leaves_nothing(
    scaffold: Program, blueprint: Path, conversation: Start
) -> None:
    """While it asks."""
    child = conversation("new", "--from", str(blueprint))
    child.expect_exact("app")
    child.send(CTRL_C)

    assert ending(child) == 130
    assert scaffold.leftovers() == []


def test_a_body_of_a_function_is_the_blueprints_own(scaffold: Program, blueprint: Path) -> None:
    """What is made once is theirs to write, and a program stays one."""
    write(
        blueprint,
        "backend/src/{{ app | replace('-', '_') }}/functions/{{ job }}.py",
        '"""Tidies."""\n',
    )
    write(blueprint, "tools/run.sh", "#!/bin/sh\n").chmod(0o755)

    assert scaffold.run("new", "--from", str(blueprint), "--yes", "--no-git").code == 0

    root = scaffold.folder / "my-jobs"
    body = root / "backend" / "src" / "my_jobs" / "functions" / "tidy.py"
    assert body.read_text() == '"""Tidies."""\n'
    assert (root / "tools" / "run.sh").stat().st_mode & 0o111 == 0o111
    assert (root / "docs" / "jobs.md").stat().st_mode & 0o111 == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("README.md", "x", "the blueprint has files that scaffold generates:\n  README.md\n"),
        ("backend", "x", "the blueprint has files that scaffold generates:\n  backend\n"),
        (
            "template.yaml/x",
            "x",
            "the blueprint has files that scaffold generates:\n  template.yaml/x",
        ),
        (
            ".scaffold/lock",
            "x",
            ".scaffold/lock belongs to scaffold, which a blueprint must not contain\n",
        ),
        ("copier.yml", f"{QUESTIONS}_tasks: [touch x]\n", "(tasks). Read it, then pass --trust"),
        (
            "copier.yml",
            f"{QUESTIONS}_jinja_extensions: [jinja2.ext.do]\n_tasks: [touch x]\n",
            "(jinja extensions, tasks). Read it, then pass --trust",
        ),
        (
            "copier.yml",
            f"{QUESTIONS}_exclude: []\n",
            "not a blueprint: it renders no scaffold.yaml",
        ),
        ("copier.yml", "app: [\n", "blueprint: "),
        ("copier.yml", f"{QUESTIONS}size: {{type: int, default: 3, choices: [1]}}\n", "size"),
        ("scaffold.yaml.jinja", "{{ app", "blueprint: "),
        ("scaffold.yaml.jinja", "scaffold: 1\napp: X\n", "scaffold.yaml:2:6: error: app: "),
    ],
)
def test_what_is_wrong_with_a_blueprint_is_said(
    scaffold: Program, blueprint: Path, name: str, text: str, message: str
) -> None:
    """In one message, without a traceback, and nothing is left."""
    if "_exclude" in text:
        (blueprint / "scaffold.yaml.jinja").unlink()
    write(blueprint, name, text)

    done = scaffold.run("new", "--from", str(blueprint), "--yes")

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert scaffold.leftovers() == []


def test_links_and_repositories_are_refused(scaffold: Program, blueprint: Path) -> None:
    """They would reach out of the project, or run when it is committed."""
    (blueprint / "link").symlink_to("/etc/hostname")
    write(blueprint, "copier.yml", f"{QUESTIONS}_preserve_symlinks: true\n")
    done = scaffold.run("new", "--from", str(blueprint), "--yes")
    assert (done.code, done.out) == (2, "")
    assert "link is a symbolic link, which a blueprint must not contain" in done.err

    (blueprint / "link").unlink()
    write(blueprint, "copier.yml", f"{QUESTIONS}_exclude: [copier.yml]\n")
    write(blueprint, ".Git/hooks/pre-commit", "#!/bin/sh\n")
    done = scaffold.run("new", "--from", str(blueprint), "--yes")
    assert (done.code, done.out) == (2, "")
    assert ".Git/hooks/pre-commit is part of a git repository" in done.err
    assert scaffold.leftovers() == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (".scaffold/transaction/next/journal", "belongs to scaffold"),
        (".scaffold/schema.json", "belongs to scaffold"),
        (".Scaffold/dev/running.json", "belongs to scaffold"),
        ("git~1/config", "is part of a git repository"),
    ],
)
def test_files_of_scaffold_are_refused(
    scaffold: Program, blueprint: Path, path: str, reason: str
) -> None:
    """A blueprint can plant no journal, no record of a process, and no lock."""
    write(blueprint, path, "{}")
    done = scaffold.run("new", "--from", str(blueprint), "--yes")
    assert (done.code, done.out) == (2, "")
    assert f"{path} {reason}, which a blueprint must not contain" in done.err
    assert scaffold.leftovers() == []


def test_a_task_that_fails_is_an_error(scaffold: Program, blueprint: Path) -> None:
    """With its command, and nothing is left."""
    write(blueprint, "copier.yml", f"{QUESTIONS}_tasks: ['exit 3']\n")

    done = scaffold.run("new", "--from", str(blueprint), "--yes", "--trust")

    assert (done.code, done.out) == (2, "")
    assert "exit 3" in done.err
    assert scaffold.leftovers() == []


def test_trust_lets_a_blueprint_run_its_tasks(scaffold: Program, blueprint: Path) -> None:
    """Where it was rendered, not in the project."""
    write(blueprint, "copier.yml", f"{QUESTIONS}_tasks: ['echo done > made.txt']\n")

    done = scaffold.run("new", "--from", str(blueprint), "--yes", "--trust", "--no-git")

    assert (done.code, done.err) == (0, "")
    assert (scaffold.folder / "my-jobs" / "made.txt").read_text() == "done\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--from", "nowhere", "--yes"), "nowhere: "),
        (("--from", "https://127.0.0.1:1/x.git", "--yes"), "git: fatal: unable to access"),
        (
            ("--from", "nowhere"),
            "cannot ask a blueprint's questions without a terminal; pass --yes",
        ),
        (
            ("--from", "nowhere", "--example", "hello"),
            "--example and --from exclude each other: pass only one of them",
        ),
        (("--example", "hello", "--trust"), "--trust needs --from"),
        (("--from", "nowhere", "--yes", "--set", "app"), "--set app: write key=value"),
    ],
)
def test_a_blueprint_that_is_not_there_is_an_error(
    scaffold: Program, arguments: tuple[str, ...], message: str
) -> None:
    """Or options that do not go together."""
    done = scaffold.run("new", *arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert scaffold.leftovers() == []


def test_fetching_takes_git(scaffold: Program) -> None:
    """Without git, the message says so."""
    done = scaffold.run("new", "--from", "https://x/y.git", "--yes", env={"PATH": "/nowhere"})

    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == "error: https://x/y.git: git is not installed, and fetching a blueprint needs it\n"
    )


@pytest.mark.parametrize("pictures", ["true", "false"])
@pytest.mark.parametrize("writers", ["signed-in", "editors"])
def test_the_example_makes_an_application_of_every_answer(
    scaffold: Program, pictures: str, writers: str
) -> None:
    """A spec as a person would lay it out, and a page about it."""
    options = ("--set", "item=film", "--set", f"pictures={pictures}", "--set", f"writers={writers}")

    done = scaffold.run("new", "my-films", "--from", str(CATALOG), "--yes", "--no-git", *options)

    assert (done.code, done.err) == (0, "")
    root = scaffold.folder / "my-films"
    text = (root / "scaffold.yaml").read_text()
    spec = reader.parse(text)
    assert (spec.app, spec.title) == ("my-films", "My films")
    assert bool(spec.buckets) == (pictures == "true")
    assert spec.model("film").access.create.words == (writers,)
    assert "\n\n\n" not in text + (root / "docs" / "catalog.md").read_text()


def test_the_example_can_be_answered_by_a_person(scaffold: Program, conversation: Start) -> None:
    """With words to choose from."""
    child = conversation("new", "--from", str(CATALOG), "--no-git")

    answer(
        child,
        ("Name of the application", ENTER),
        ("Title", ENTER),
        ("What is in the catalog", ENTER),
        ("Does each have a picture?", "n"),
        ("Who adds to it", f"{DOWN}{ENTER}"),
    )

    child.expect_exact("Created my-catalog")
    assert ending(child) == 0
    text = (scaffold.folder / "my-catalog" / "scaffold.yaml").read_text()
    assert reader.parse(text).model("book").access.create.words == ("editors",)
