"""What `plan` and `regenerate` say of items that are stored already, and ask before they write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli.program import answer, ending, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pexpect
    from cli.program import Program

    Start = Callable[..., pexpect.spawn[str]]

pytestmark = pytest.mark.slow

SPEC = """\
scaffold: 1
app: my-app
auth: {groups: [staff]}
models:
  note:
    fields: {title: string, state: {enum: [open, shut]}, n: optional integer}
    access: {read: [owner, staff]}
"""
CHANGES = {
    "read: [owner, staff]": ("read: public", "disclosed note: what is stored becomes readable"),
    "[open, shut]": ("[open]", 'hidden note.state: what is stored as "shut" is left out'),
    "auth: {groups: [staff]}": ("auth:", "hidden note: is no longer readable to the group staff"),
    "title: string": (
        "heading: {type: string, renamed_from: title}",
        'label note.heading: was "title", and keeps its values',
    ),
    "title: string, ": ("", "stays behind note.title: its values stay behind"),
    "n: optional integer": ("n: string", "converted note.n: is converted from integer to string"),
    "n: optional": ("n:", "filled note.n: no stored note may have it"),
    "optional integer": ("{type: integer, default: 7}", "filled note.n: is set to 7"),
    "{title: string": ("{title: {type: string, unique: true}", "may clash note.title: items"),
    "{title": ("{kind: {type: string, default: x}, title", 'filled note.kind: is set to "x"'),
    "title: string,": ("title: email,", "hidden note.title: what is no email is left out"),
}
ASKS = {"read: [owner, staff]", "[open, shut]"}


@pytest.fixture
def project(scaffold: Program) -> Path:
    """A project where the program runs."""
    (scaffold.folder / "spec.yaml").write_text(SPEC)
    assert scaffold.run("new", "my-app", "--spec", "spec.yaml", "--no-git").code == 0
    return scaffold.folder / "my-app"


def change(project: Path, written: str, instead: str) -> None:
    """Change the spec of a project."""
    spec = project / "scaffold.yaml"
    assert written in spec.read_text()
    text = spec.read_text().replace(written, instead, 1)
    spec.write_text(text.replace(", staff]", "]") if "auth:\n" in text else text)


def files(project: Path) -> dict[str, bytes | None]:
    """The files of a project, but for what a run leaves in its own folder."""
    found = tree(project)
    return {path: found[path] for path in found if not path.startswith(".scaffold/transaction")}


@pytest.mark.parametrize("written", CHANGES)
def test_plan_says_what_becomes_of_stored_items(
    scaffold: Program, project: Path, written: str
) -> None:
    """Each change has its line, and only what discloses or hides is asked about."""
    instead, expected = CHANGES[written]
    change(project, written, instead)

    shown = scaffold.run("plan", "my-app").out
    found = json.loads(scaffold.run("plan", "my-app", "--json").out)["data"]
    done = scaffold.run("regenerate", "my-app")

    assert expected in "\n".join(" ".join(line.split()) for line in shown.splitlines())
    assert [risk["asks"] for risk in found] == [written in ASKS] * len(found)
    assert done.code == (3 if written in ASKS else 0), done.err
    assert scaffold.run("regenerate", "my-app", "--yes").code == 0
    assert json.loads(scaffold.run("plan", "my-app", "--json").out)["data"] == []


def test_without_a_terminal_nothing_is_written(scaffold: Program, project: Path) -> None:
    """The refusal says why, and what to pass; so does a removed model, whose items go."""
    change(project, "read: [owner, staff]", "read: public")
    before = files(project)

    refused = scaffold.run("regenerate", "my-app")

    assert refused.code == 3
    assert refused.err == (
        "error: this changes what becomes of stored items; nothing was written:\n"
        "  disclosed: note: what is stored becomes readable to everybody\n"
        "To accept it, run this again with --yes\n"
    )
    assert files(project) == before
    assert scaffold.run("regenerate", "my-app", "--check").code == 4

    (project / "scaffold.yaml").write_text(SPEC.split("models:", maxsplit=1)[0])
    assert "lost: note: the next deployment deletes" in scaffold.run("regenerate", "my-app").err


@pytest.mark.parametrize(("said", "code"), [("n", 3), ("y", 0)])
def test_in_a_terminal_it_asks(project: Path, conversation: Start, said: str, code: int) -> None:
    """No is the default answer, and writes nothing."""
    change(project, "read: [owner, staff]", "read: public")

    child = conversation("regenerate", "my-app")
    child.expect("disclosed")
    answer(child, ("Regenerate anyway", said))

    assert ending(child) == code


def test_file_of_records_that_is_missing(scaffold: Program, project: Path) -> None:
    """Without it nobody knows what is stored: it is restored from the lock."""
    (project / "backend" / "storage.yaml").unlink()

    refused = scaffold.run("regenerate", "my-app")
    checked = scaffold.run("check", "my-app")
    restored = scaffold.run("regenerate", "my-app", "--restore", "my-app/backend/storage.yaml")

    assert refused.code == 2
    assert "restore it: scaffold regenerate --restore backend/storage.yaml" in refused.err
    assert (checked.code, checked.err) == (2, refused.err)
    assert restored.code == 0
    assert scaffold.run("plan", "my-app").code == 0


def test_buckets_and_sign_up(scaffold: Program) -> None:
    """An application without models has the file, too, and `--json` names the bucket."""
    spec = "scaffold: 1\napp: my-app\nauth: {sign_up: invite}\nbuckets: {photos: {}}\n"
    (scaffold.folder / "spec.yaml").write_text(spec)
    assert scaffold.run("new", "my-app", "--spec", "spec.yaml", "--no-git").code == 0
    project = scaffold.folder / "my-app"
    change(project, "photos: {}", "photos: {access: {read: signed-in}}")

    found = json.loads(scaffold.run("plan", "my-app", "--json").out)["data"]
    refused = scaffold.run("regenerate", "my-app")

    assert [(risk["model"], risk["bucket"], risk["asks"]) for risk in found] == [
        (None, "photos", True)
    ]
    assert refused.code == 3
    assert "  disclosed: bucket photos: what is stored becomes readable" in refused.err
    assert scaffold.run("regenerate", "my-app", "--yes").code == 0

    (project / "backend" / "storage.yaml").unlink()
    change(project, "invite", "open")
    assert scaffold.run("check", "my-app").code == 2
    restored = scaffold.run("regenerate", "my-app", "--restore", "backend/storage.yaml")
    assert "disclosed: bucket photos: anybody can sign up" in restored.err


def test_branches_that_both_wrote_a_migration(scaffold: Program, project: Path) -> None:
    """Steps that were put together by hand are an error with a way out, which works."""
    storage = project / "backend" / "storage.yaml"
    change(project, "n: optional integer", "n: string")
    assert scaffold.run("regenerate", "my-app").code == 0
    deployed = storage.read_text()
    other = "          - {fill: kind, value: x, encoding: text}\n"
    storage.write_text(deployed.rstrip("\n") + "\n" + other)
    change(project, "title: string", "title: integer")

    refused = scaffold.run("check", "my-app")
    storage.write_text(deployed)

    assert refused.code == 2
    assert "two branches" in refused.err
    assert scaffold.run("check", "my-app").code == 0
    assert scaffold.run("regenerate", "my-app").code == 0
    assert "generation: 3" in storage.read_text()
