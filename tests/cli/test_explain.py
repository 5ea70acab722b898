"""`scaffold explain`: where a file comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest

from scaffold.cli.explain import MEANINGS, REASONS
from scaffold.generate.catalog import FileClass
from scaffold.generate.features import FEATURES
from scaffold.project.lock import LOCK_PATH, load

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Program

SPEC = """\
scaffold: 1
app: my-app
auth:
models:
  note:
    fields: {title: string}
functions:
  hello:
    trigger: {http: "GET /hello"}
"""


@pytest.fixture
def project(scaffold: Program) -> Path:
    """A project with a model and a function."""
    (scaffold.folder / "spec.yaml").write_text(SPEC)
    assert scaffold.run("new", "--spec", "spec.yaml", "--no-git").code == 0
    return scaffold.folder / "my-app"


def test_a_file_of_the_whole_application(scaffold: Program, project: Path) -> None:
    """Its feature, template, class, and that nobody has edited it."""
    answer = scaffold.run("explain", "template.yaml", cwd=project)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "template.yaml\n"
        "  feature   base: every application has it\n"
        "  template  templates/base/template.yaml.jinja\n"
        "  from      scaffold.yaml as a whole\n"
        "  class     merged: yours to edit: regenerating merges your edits with what the spec"
        " changes\n"
        "  now       as generated\n"
    )


def test_a_renamed_entity_is_called_by_its_new_name(scaffold: Program, project: Path) -> None:
    """The lock knows it by its first name, a person by the one in the spec."""
    spec = SPEC.replace("  note:\n", "  memo:\n    renamed_from: note\n")
    (project / "scaffold.yaml").write_text(spec)

    answer = scaffold.run("explain", "backend/src/my_app/api/note.py", cwd=project)

    assert "  from      models.memo (scaffold.yaml:5)\n" in answer.out


@pytest.mark.parametrize(
    ("kind", "name", "line"), [("models", "note", 5), ("functions", "hello", 8)]
)
def test_a_file_of_an_entity(
    scaffold: Program, project: Path, kind: str, name: str, line: int
) -> None:
    """The line of the spec that it is made for."""
    entity = f"{kind}.{name}"
    entries = load((project / LOCK_PATH).read_text()).entries
    path = next(str(one.path) for one in entries if one.id.endswith(f" {entity}"))

    found = json.loads(scaffold.run("explain", f"my-app/{path}", "--json").out)

    assert found["path"] == path
    assert (found["entity"], found["line"], found["feature"]) == (entity, line, kind)
    assert (
        f"from      {entity} (scaffold.yaml:{line})"
        in scaffold.run("explain", path, cwd=project).out
    )


def test_the_line_is_where_the_entity_is_now(scaffold: Program, project: Path) -> None:
    """The spec may have moved on, or be wrong."""
    spec = project / "scaffold.yaml"
    entries = load((project / LOCK_PATH).read_text()).entries
    path = next(str(one.path) for one in entries if one.id.endswith(" models.note"))

    spec.write_text(SPEC.replace("auth:\n", "\n\n"))
    assert json.loads(scaffold.run("explain", path, "--json", cwd=project).out)["line"] == 6
    spec.write_text("{")
    assert json.loads(scaffold.run("explain", path, "--json", cwd=project).out)["line"] is None


def test_an_edit_is_noticed(scaffold: Program, project: Path) -> None:
    """And so is that a file is gone."""
    readme = project / "README.md"
    readme.write_text("mine")
    assert scaffold.run("explain", "README.md", cwd=project).out.endswith("  now       edited\n")

    readme.unlink()
    assert scaffold.run("explain", "README.md", cwd=project).out.endswith("  now       deleted\n")


def test_json(scaffold: Program, project: Path) -> None:
    """All of it for a script."""
    answer = scaffold.run("explain", "template.yaml", "--json", cwd=project)

    assert json.loads(answer.out) == {
        "path": "template.yaml",
        "feature": "base",
        "template": "templates/base/template.yaml.jinja",
        "entity": None,
        "line": None,
        "class": "merged",
        "meaning": "yours to edit: regenerating merges your edits with what the spec changes",
        "state": "as generated",
    }


def test_from_a_folder_inside_the_project(scaffold: Program, project: Path) -> None:
    """Paths are the person's, not the project's."""
    (project / "deep").mkdir()

    answer = scaffold.run("explain", "../template.yaml", cwd=project / "deep")

    assert answer.out.startswith("template.yaml\n")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("temlate.yaml", 'temlate.yaml was not made by scaffold; did you mean "template.yaml"?'),
        (
            "a/samconfig.toml",
            'a/samconfig.toml was not made by scaffold; did you mean "samconfig.toml"?',
        ),
        ("zzz", "zzz was not made by scaffold"),
        (
            "scaffold.yaml",
            "scaffold.yaml is the spec itself: yours, and what everything else is made from",
        ),
        (
            ".scaffold/lock",
            ".scaffold/lock is scaffold's own record of what it made: commit it, never edit it",
        ),
        (".scaffold", ".scaffold is a folder: name a file"),
    ],
)
def test_a_file_that_scaffold_did_not_make(
    scaffold: Program, project: Path, path: str, message: str
) -> None:
    """What it is, or the nearest that scaffold made."""
    answer = scaffold.run("explain", path, cwd=project)

    assert (answer.code, answer.out, answer.err) == (2, "", f"error: {message}\n")


def test_outside_of_a_project(scaffold: Program) -> None:
    """What a project has."""
    answer = scaffold.run("explain", "template.yaml")

    assert answer.code == 2
    assert answer.err == (
        "error: template.yaml: no folder above it has .scaffold/lock, so it is in no project\n"
    )


def test_a_damaged_lock_is_refused(scaffold: Program, project: Path) -> None:
    """With exit code 3."""
    (project / LOCK_PATH).write_text("<<<<<<< ours\n")

    answer = scaffold.run("explain", "template.yaml", cwd=project)

    assert answer.code == 3
    assert f"{LOCK_PATH}:1: the lock is damaged. " in answer.err


def test_every_class_and_feature_is_explained() -> None:
    """A new one comes with its words."""
    assert set(MEANINGS) == set(get_args(FileClass))
    assert set(REASONS) == set(FEATURES)


def line_of(project: Path, path: str, text: str) -> int:
    """The number of the first such line in a file of the project."""
    return (project / path).read_text().splitlines().index(text) + 1


@pytest.mark.parametrize(
    ("path", "text", "partial"),
    [
        ("template.yaml", "  NoteTable:", "models/_template/table.yaml.jinja"),
        ("openapi.yaml", "  /notes:", "models/_openapi/paths.yaml.jinja"),
        ("frontend/src/api/schema.d.ts", "        Note: {", "models/_openapi/schemas.yaml.jinja"),
    ],
)
def test_line_of_a_shared_file_comes_from_a_partial_and_an_entity(
    scaffold: Program, project: Path, path: str, text: str, partial: str
) -> None:
    """The partial with its line, and the spec entry."""
    answer = scaffold.run("explain", f"{path}:{line_of(project, path, text)}", cwd=project)

    assert (answer.code, answer.err) == (0, "")
    assert "  from      models.note (scaffold.yaml:5)\n" in answer.out
    assert f"  line      templates/{partial}:" in answer.out
    assert answer.out.endswith(" (as generated)\n")


def test_line_is_found_below_lines_that_a_user_inserted(scaffold: Program, project: Path) -> None:
    """Edits above do not shift the origin, and an own line is called so."""
    template = project / "template.yaml"
    before = line_of(project, "template.yaml", "  NoteTable:")
    template.write_text(template.read_text().replace("Resources:\n", "Resources:\n  # mine\n\n"))
    mine = line_of(project, "template.yaml", "  # mine")

    answers = {
        line: scaffold.run("explain", f"template.yaml:{line}", cwd=project).out
        for line in (before + 2, mine)
    }

    assert "templates/models/_template/table.yaml.jinja:" in answers[before + 2]
    assert "  line      you added or changed this line\n" in answers[mine]


def test_line_that_a_user_moved_says_so(scaffold: Program, project: Path) -> None:
    """It is recognized by its words."""
    template = project / "template.yaml"
    [line] = [line for line in template.read_text().splitlines() if "MaxAge" in line]
    others = template.read_text().replace(f"{line}\n", "")
    template.write_text(f"{others}{line}\n")
    last = len(template.read_text().splitlines())

    found = json.loads(scaffold.run("explain", f"template.yaml:{last}", "--json", cwd=project).out)

    assert found["partial"] == "templates/base/_template/resources.yaml.jinja"
    assert found["line_state"] == "you moved this line"


@pytest.mark.parametrize("line", [0, 99_999])
def test_line_outside_of_the_file_is_an_error(scaffold: Program, project: Path, line: int) -> None:
    """With the number of lines that it has."""
    answer = scaffold.run("explain", f"template.yaml:{line}", cwd=project)

    assert answer.code == 2
    assert f"lines, so no line {line}\n" in answer.err
