"""The lock: what was generated, kept as the base of later merges."""

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from scaffold import pipeline
from scaffold.project import lock as lock_file
from scaffold.project.lock import LockEntry, LockError
from scaffold.project.paths import LOCK_PATH

SPEC = "scaffold: 1\napp: hello-world\nfunctions: {hello: {}}\n"
VERSION_1 = Path(__file__).parents[1] / "regenerate/releases/0.1.0/.scaffold/lock"


@pytest.fixture(scope="module")
def text() -> str:
    """The lock of a small project."""
    _, contents = pipeline.new_project(SPEC)
    return contents[LOCK_PATH].decode()


def extended(text: str) -> str:
    """Add a key of a later scaffold to the header and to every entry."""
    lines = [{**json.loads(line), "later": {"a": [1]}} for line in text.splitlines()]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def test_lock_round_trip(text: str) -> None:
    """Loading and dumping a lock gives the same bytes."""
    assert lock_file.dump(lock_file.load(text)) == text


def test_round_trip_of_a_file_in_conflict(text: str) -> None:
    """What looked like a conflict before is kept, also if that is nothing."""
    first, second, *others = lock_file.load(text).entries
    marked = (replace(first, marked=frozenset()), replace(second, marked=frozenset({"a", "b"})))
    lock = replace(lock_file.load(text), entries=(*marked, *others))

    assert lock_file.load(lock_file.dump(lock)) == lock


def test_lock_has_every_generated_file_once_and_sorted(text: str) -> None:
    """The spec is the user's, and the lock does not list itself."""
    _, contents = pipeline.new_project(SPEC)
    own = {PurePosixPath("scaffold.yaml"), LOCK_PATH}
    assert [entry.path for entry in lock_file.load(text).entries] == sorted(set(contents) - own)


def test_lock_has_the_rendered_text(text: str) -> None:
    """It is the base of every later merge; lockfiles, which are never merged, have none."""
    _, contents = pipeline.new_project(SPEC)
    for entry in lock_file.load(text).entries:
        if entry.file_class == "lockfile":
            assert entry.pristine is None
        else:
            assert entry.pristine == contents[entry.path]


def test_lock_header(text: str) -> None:
    """It has the versions of the lock and the tool, and the digest of the spec."""
    header = json.loads(text.partition("\n")[0])
    assert header == {
        "lock_version": 2,
        "tool_version": "0.1.0",
        "spec_sha": lock_file.sha256(SPEC.encode()),
    }


def test_newer_lock_is_refused(text: str) -> None:
    """An older tool does not guess what a new version means."""
    with pytest.raises(LockError, match=r"has lock version 3, .* versions up to 2. Update"):
        lock_file.load(text.replace('"lock_version": 2', '"lock_version": 3'))


def test_unknown_class_is_refused(text: str) -> None:
    """Treating a file of a new class as another one could lose edits."""
    with pytest.raises(LockError, match=r'lock:2: unknown class "seeded" of a newer scaffold'):
        lock_file.load(text.replace('"class": "merged"', '"class": "seeded"', 1))


def test_unknown_keys_are_kept(text: str) -> None:
    """A team member with an older scaffold does not lose what a newer one recorded."""
    assert lock_file.dump(lock_file.load(extended(text))) == extended(text)


def test_version_1_lock_becomes_version_2() -> None:
    """Classes and templates get their present names; paths, texts and digests stay."""
    old = VERSION_1.read_text()

    new = lock_file.load(lock_file.dump(lock_file.load(old)))

    before = [json.loads(line) for line in old.splitlines()[1:]]
    assert [(str(entry.path), entry.sha, entry.packed) for entry in new.entries] == [
        (line["path"], line["sha"], line["text"]) for line in before
    ]
    pairs = zip(before, new.entries, strict=True)
    assert {(line["class"], entry.file_class) for line, entry in pairs} == {
        ("once", "create-only"),
        ("owned", "managed"),
        ("merged", "merged"),
        ("derived", "lockfile"),
    }


def test_version_1_ids_match_the_present_templates(text: str) -> None:
    """A file keeps its identity although its template was renamed."""
    old = lock_file.load(VERSION_1.read_text())
    handler = "backend/src/hello_world/functions/hello.py"

    entries = [lock.entry(PurePosixPath(handler)) for lock in (old, lock_file.load(text))]

    assert isinstance(entries[0], LockEntry)
    assert isinstance(entries[1], LockEntry)
    assert entries[0].id == entries[1].id
    assert "create-only.jinja functions.hello" in entries[0].id


def test_version_1_lock_with_an_unknown_class_is_damaged() -> None:
    """Version 1 had four classes, and no more are coming."""
    with pytest.raises(LockError, match=r"lock:2: the lock is damaged"):
        lock_file.load(VERSION_1.read_text().replace('"class": "merged"', '"class": "seeded"', 1))


@pytest.mark.parametrize(
    "damage",
    ["", "{}", "[]", "1", '"lock_version"', "<<<<<<< ours\n", '{"lock_version": 1}\n{}'],
)
def test_damaged_lock_is_refused(damage: str) -> None:
    """It is never taken for an empty one."""
    with pytest.raises(LockError, match=r"^\.scaffold/lock:1: the lock is damaged"):
        lock_file.load(damage)


@pytest.mark.parametrize(
    "damage",
    ["", "{}", "1", "null", "{", '{"path": "a"}', "[" * 100_000],
    ids=lambda text: text[:9],
)
def test_damaged_line_is_named(text: str, damage: str) -> None:
    """The error says how to restore the file."""
    lines = text.splitlines()
    lines[6] = damage or lines[6].replace('"text": "', '"text": "!')

    with pytest.raises(LockError) as refusal:
        lock_file.load("\n".join(lines), "app/.scaffold/lock")

    assert str(refusal.value) == (
        "app/.scaffold/lock:7: the lock is damaged. Restore it, for example with git checkout --"
        " app/.scaffold/lock"
    )


def test_changed_pristine_text_is_noticed(text: str) -> None:
    """The digest guards the base of a merge."""
    lines = text.splitlines()
    entries = [json.loads(line) for line in lines[1:]]
    first, second = [entry for entry in entries if entry["text"]][:2]
    first["text"], second["text"] = second["text"], first["text"]
    with pytest.raises(LockError, match=r"^\.scaffold/lock:\d+: the lock is damaged"):
        lock_file.load("\n".join([lines[0], *map(json.dumps, entries)]))


@pytest.mark.parametrize("name", ["with\u2028separator", "next\x85line", "new\nline", "ünï", 'a"b'])
def test_unusual_path_round_trip(text: str, name: str) -> None:
    """A person can move a file to any name."""
    lock = lock_file.load(text)
    entry = replace(lock.entries[0], moved=PurePosixPath(name))
    moved = replace(lock, entries=(entry, *lock.entries[1:]))

    assert lock_file.load(lock_file.dump(moved)) == moved
