"""Stored data outlives changes of the spec: what was stored before is listed and readable."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import goldens
import pytest
from local.applications import run_application
from local.people import Person, member, sign_in, sign_up

from scaffold import pipeline
from scaffold.project.reconcile import Choices

if TYPE_CHECKING:
    import asyncio

pytestmark = pytest.mark.slow

SPEC: Final = """
scaffold: 1
app: keep-data
auth:
models:
  note:
    fields: {title: %(title)s, kind: string, n: %(n)s}
    access: {read: %(read)s}
    index: [%(index)s]
"""
BEFORE: Final = {"title": "string", "n": "integer", "read": "owner", "index": ""}


def change(root: Path, **changes: str) -> None:
    """Change the spec of a project, and regenerate it."""
    (root / "scaffold.yaml").write_text(SPEC % {**BEFORE, **changes})
    pipeline.regenerate(root, Choices())


def test_stored_items_outlive_changes_of_the_spec(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    """Wider reading, an index, and another type hide none of them."""
    root = tmp_path / "project"
    goldens.write_tree(root, pipeline.new_project(SPEC % BEFORE)[1])
    with run_application(loop, root, persist=True) as running:
        ada = sign_up(running, "ada@example.com")
        made = [
            ada.create("/notes", {"title": f"t{number}", "kind": kind, "n": number})
            for number, kind in enumerate(("long", "short", "long"))
        ]
    ids = [item["id"] for item in reversed(made)]

    change(root, read="public", index="kind, [owner, kind], {sort: n}")
    with run_application(loop, root, persist=True) as running:
        ada, nobody = sign_in(running, "ada@example.com"), Person(running)
        assert listed(nobody, "") == ids
        assert listed(nobody, "kind=long") == [ids[0], ids[2]]
        assert listed(ada, f"owner={made[0]['owner']}&kind=short") == [ids[1]]
        assert listed(nobody, "sort=n") == ids[::-1]

    change(root, read="public", index="kind, {sort: n}", n="string")
    with run_application(loop, root, persist=True) as running:
        ada, nobody = sign_in(running, "ada@example.com"), Person(running)
        shown = nobody.get("/notes")["items"]
        assert [item["id"] for item in shown] == ids
        assert [item["n"] for item in shown] == ["2", "1", "0"]
        assert listed(nobody, "sort=n") == ids[::-1]
        changed = ada.request("PATCH", f"/notes/{ids[0]}", {"n": "-"})
        assert changed.json()["n"] == "-"
        assert listed(nobody, "sort=n") == [ids[0], *ids[:0:-1]]


def test_values_are_free_that_changed_while_they_were_not_unique(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    """What guarded them is stale by the time they are unique again; others stay taken."""
    root = tmp_path / "project"
    unique = {"title": "{type: string, unique: true}"}
    goldens.write_tree(root, pipeline.new_project(SPEC % {**BEFORE, **unique})[1])
    with run_application(loop, root, persist=True) as running:
        ada = sign_up(running, "ada@example.com")
        notes = [ada.create("/notes", {"title": title, "kind": "k", "n": 1}) for title in "ab"]

    change(root)
    with run_application(loop, root, persist=True) as running:
        ada = sign_in(running, "ada@example.com")
        path = f"/notes/{notes[0]['id']}"
        assert ada.request("PATCH", path, {"title": "c"}).status_code == 200

    change(root, **unique)
    with run_application(loop, root, persist=True) as running:
        ada = sign_in(running, "ada@example.com")
        answers = [
            ada.request("POST", "/notes", {"title": title, "kind": "k", "n": 1}).status_code
            for title in "ab"
        ]
        assert answers == [201, 409]


RENAMED: Final = """
scaffold: 1
app: keep-names
auth: {groups: [%(group)s]}
models:
  task:
    fields:
      %(title)s
      state: {enum: [open, %(shut)s]}
      points: %(points)s
    access: {read: signed-in, delete: %(reader)s}
    index: [state]
"""
FIRST: Final = {
    "group": "editors",
    "title": "title: string",
    "shut": "shut",
    "points": "optional integer",
    "reader": "editors",
}
SECOND: Final = {
    "group": "{name: authors, renamed_from: editors}",
    "title": "heading: {type: string, unique: true, renamed_from: title}",
    "shut": "{value: closed, renamed_from: shut}",
    "points": "{type: integer, default: 5}",
    "reader": "authors",
}


@pytest.mark.covers("auth.groups.name", "local run")
@pytest.mark.covers("auth.groups.renamed_from", "local run")
@pytest.mark.covers("models.*.fields.*.renamed_from", "local run")
@pytest.mark.covers("models.*.fields.*.enum.value", "local run")
@pytest.mark.covers("models.*.fields.*.enum.renamed_from", "local run")
def test_renamed_things_keep_what_is_stored_under_their_first_name(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    """A field, a value of an enum and a group, renamed while the application runs.

    What a value must be from now on is true of old items, or they are named in the log.
    """
    root = tmp_path / "project"
    goldens.write_tree(root, pipeline.new_project(RENAMED % FIRST)[1])
    with run_application(loop, root, persist=True) as running:
        ada = member(running, "ada@example.com", "editors")
        made = [
            ada.create("/tasks", {"title": title, "state": state})
            for title, state in (("a", "open"), ("a", "shut"), ("b", "shut"))
        ]
        (root / "scaffold.yaml").write_text(RENAMED % SECOND)
        pipeline.regenerate(root, Choices())
        assert running.notice("migrate", "Migrated") == "Migrated 3 items of task"
        ids = [item["id"] for item in made]
        shown = ada.get("/tasks?sort=oldest")["items"]
        expected = [("a", "open", 5), ("a", "closed", 5), ("b", "closed", 5)]
        assert [(each["heading"], each["state"], each["points"]) for each in shown] == expected
        listed_ids = [item["id"] for item in ada.get("/tasks?state=closed&sort=oldest")["items"]]
        assert listed_ids == ids[1:]
        assert running.notice("migrate", "1 with a unique value that another item has")
        answers = [
            ada.request("POST", "/tasks", {"heading": heading, "state": "open"}).status_code
            for heading in "abc"
        ]
        assert answers == [409, 409, 201]
        assert ada.request("DELETE", f"/tasks/{ids[2]}").status_code == 204


RELEASE: Final = Path(__file__).parents[1] / "releases" / "0.1.0"


def test_project_of_the_first_release_keeps_its_data(
    loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    """What 0.1.0 stored is listed, unique, and migrated, though it recorded nothing of it."""
    root = shutil.copytree(RELEASE, tmp_path / "project")
    with run_application(loop, root, persist=True) as running:
        ada = sign_up(running, "ada@example.com")
        made = [
            ada.create("/notes", {"title": title, "kind": "k", "n": n})
            for n, title in enumerate("ab")
        ]
    ids = [item["id"] for item in reversed(made)]

    pipeline.regenerate(root, Choices())
    with run_application(loop, root, persist=True) as running:
        assert "Migrated 2 items of note" in running.notices()
        ada = sign_in(running, "ada@example.com")
        assert [ada.get(f"/notes/{item['id']}") for item in made] == made
        assert listed(ada, "") == ids
        assert listed(ada, "kind=k") == ids

    spec = root / "scaffold.yaml"
    spec.write_text(
        spec.read_text()
        .replace("n: integer", "n: string")
        .replace("index: [kind]", "index: [kind, {sort: n}]\n    access: {read: public}")
    )
    pipeline.regenerate(root, Choices())
    with run_application(loop, root, persist=True) as running:
        ada, nobody = sign_in(running, "ada@example.com"), Person(running)
        assert listed(nobody, "sort=n") == ids[::-1]
        assert [item["n"] for item in nobody.get("/notes")["items"]] == ["1", "0"]
        taken = ada.request("POST", "/notes", {"title": "a", "kind": "k", "n": "1"})
        assert taken.status_code == 409
        assert ada.request("DELETE", f"/notes/{made[0]['id']}").status_code == 204
        ada.create("/notes", {"title": "a", "kind": "k", "n": "1"})


def listed(person: Person, query: str) -> list[str]:
    """The ids of a list."""
    return [item["id"] for item in person.get(f"/notes?{query}")["items"]]


def test_a_long_migration_is_announced(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """While its program runs, the log says so."""
    root, go_on = tmp_path / "project", tmp_path / "go-on"
    goldens.write_tree(root, pipeline.new_project(SPEC % BEFORE)[1])
    change(root, n="string")
    program = f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.01)\n"
    (root / "deploy" / "migrate.py").write_text(program)
    with run_application(loop, root) as running:
        (migration,) = (root / "backend" / "src" / "keep_data" / "migrations").glob("note_*.py")
        migration.write_text(f"{migration.read_text()}\n")
        assert running.notice("migrate") == "Migrating stored items"
        go_on.touch()


def test_failed_migration_has_its_place(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    """The log says which line of the project's migration failed."""
    root = tmp_path / "project"
    goldens.write_tree(root, pipeline.new_project(SPEC % BEFORE)[1])
    change(root, n="string")
    with run_application(loop, root, persist=True) as running:
        sign_up(running, "ada@example.com").create("/notes", {"title": "a", "kind": "b", "n": "c"})
        (migration,) = (root / "backend" / "src" / "keep_data" / "migrations").glob("note_*.py")
        text = migration.read_text()
        migration.write_text(f'{text}\n\nraise KeyError("n")\n')
        said = running.notice("migrate", "Not migrated")

    line = len(text.splitlines()) + 3
    assert said == f"Not migrated: migrations/{migration.name}:{line}: KeyError: 'n'"
