"""The lock: what was generated, kept so that any later run can merge."""

import json
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from scaffold import pipeline
from scaffold.project import lock as lockfile
from scaffold.project.lock import LockError

SPEC = "scaffold: 1\napp: hello-world\nfunctions: {hello: {}}\n"


@pytest.fixture(scope="module")
def text() -> str:
    """The lock of a small project."""
    _, contents = pipeline.new_project(SPEC)
    return contents[lockfile.LOCK_PATH].decode()


def test_it_reads_back_as_written(text: str) -> None:
    """Byte for byte."""
    assert lockfile.dump(lockfile.load(text)) == text


def test_every_generated_file_is_in_it_once_and_sorted(text: str) -> None:
    """The spec and the lock itself are the user's and the tool's own."""
    _, contents = pipeline.new_project(SPEC)
    own = {PurePosixPath("scaffold.yaml"), lockfile.LOCK_PATH}
    assert [entry.path for entry in lockfile.load(text).entries] == sorted(set(contents) - own)


def test_the_pristine_text_is_what_was_rendered(text: str) -> None:
    """It is the base of every later merge; package managers' files are never merged."""
    _, contents = pipeline.new_project(SPEC)
    for entry in lockfile.load(text).entries:
        if entry.file_class == "derived":
            assert entry.pristine is None
        else:
            assert entry.pristine == contents[entry.path]


def test_the_header_names_versions_and_spec(text: str) -> None:
    """So that a newer lock or a changed spec is noticed."""
    header = json.loads(text.partition("\n")[0])
    assert header == {
        "lock_version": 1,
        "tool_version": "0.1.0",
        "spec_sha": lockfile.sha256(SPEC.encode()),
    }


def test_a_newer_lock_is_refused(text: str) -> None:
    """An older tool must not guess."""
    with pytest.raises(LockError, match="has version 2, and this scaffold reads 1"):
        lockfile.load(text.replace('"lock_version": 1', '"lock_version": 2'))


@pytest.mark.parametrize(
    "damage",
    ["", "{}", "[]", "1", '"lock_version"', "<<<<<<< ours\n", '{"lock_version": 1}\n{}'],
)
def test_a_damaged_lock_is_refused(damage: str) -> None:
    """Never taken for an empty one."""
    with pytest.raises(LockError, match=r"^\.scaffold/lock:1: is damaged"):
        lockfile.load(damage)


@pytest.mark.parametrize("damage", ["", "{}", "1", "null", "{", '{"path": "a"}'])
def test_the_damaged_line_is_named(text: str, damage: str) -> None:
    """With what to do."""
    lines = text.splitlines()
    lines[6] = damage or lines[6].replace('"text": "', '"text": "!')

    with pytest.raises(LockError) as refusal:
        lockfile.load("\n".join(lines), "app/.scaffold/lock")

    assert str(refusal.value) == (
        "app/.scaffold/lock:7: is damaged: not as scaffold wrote it; take the file back, such as by"
        " git checkout -- app/.scaffold/lock"
    )


def test_a_changed_pristine_text_is_noticed(text: str) -> None:
    """The digest guards the base of a merge."""
    lines = text.splitlines()
    entries = [json.loads(line) for line in lines[1:]]
    one, two = [entry for entry in entries if entry["text"]][:2]
    one["text"], two["text"] = two["text"], one["text"]
    with pytest.raises(LockError, match=r"^\.scaffold/lock:\d+: is damaged"):
        lockfile.load("\n".join([lines[0], *map(json.dumps, entries)]))


@pytest.mark.parametrize("name", ["with\u2028separator", "next\x85line", "new\nline", "ünï", 'a"b'])
def test_odd_names_read_back(text: str, name: str) -> None:
    """Wherever a person has moved a file to."""
    lock = lockfile.load(text)
    entry = replace(lock.entries[0], moved=PurePosixPath(name))
    moved = replace(lock, entries=(entry, *lock.entries[1:]))

    assert lockfile.load(lockfile.dump(moved)) == moved
