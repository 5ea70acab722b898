"""The caches of specs and generations: entries are used only if nothing changed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from scaffold import pipeline
from scaffold.cache import fingerprint
from scaffold.errors import SpecError
from scaffold.generate import application
from scaffold.project import generation_cache
from scaffold.project import lock as lock_file
from scaffold.project.paths import LOCK_PATH

if TYPE_CHECKING:
    from scaffold.project.lock import Lock

SPEC = "scaffold: 1\napp: hello-world\nfunctions: {hello: {}}\n"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template, and an empty cache."""
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "templates"
    (folder / "base").mkdir(parents=True)
    (folder / "base/README.md").write_text("one")
    return folder


@pytest.fixture(scope="module")
def lock() -> Lock:
    """The lock of a generation."""
    _, contents = pipeline.new_project(SPEC)
    return lock_file.load(contents[LOCK_PATH].decode())


def test_same_generation_is_known(sources: Path, lock: Lock) -> None:
    """Even if a person has moved files."""
    key = fingerprint(SPEC, (sources,))
    generation_cache.remember(key, lock)
    entry = replace(lock.entries[0], moved=PurePosixPath("elsewhere"))

    assert generation_cache.is_known(key, lock)
    assert generation_cache.is_known(key, replace(lock, entries=(entry, *lock.entries[1:])))


def test_changed_spec_is_not_known(sources: Path, lock: Lock) -> None:
    """Even if only a comment was added."""
    generation_cache.remember(fingerprint(SPEC, (sources,)), lock)

    assert not generation_cache.is_known(fingerprint(SPEC + "# new\n", (sources,)), lock)


def test_changed_templates_are_not_known(sources: Path, lock: Lock) -> None:
    """A template that was saved, or added."""
    generation_cache.remember(fingerprint(SPEC, (sources,)), lock)
    template = sources / "base/README.md"
    before = template.stat().st_mtime_ns
    os.utime(template, ns=(before + 1, before + 1))
    saved = fingerprint(SPEC, (sources,))
    os.utime(template, ns=(before, before))
    (sources / "base/more").touch()
    more = fingerprint(SPEC, (sources,))

    assert not generation_cache.is_known(saved, lock)
    assert not generation_cache.is_known(more, lock)


def test_changed_lock_is_not_known(sources: Path, lock: Lock) -> None:
    """Another version may have generated the project from the same spec."""
    key = fingerprint(SPEC, (sources,))
    generation_cache.remember(key, lock)
    other = replace(lock.entries[0], sha="0" * 64)

    assert not generation_cache.is_known(key, replace(lock, entries=(other, *lock.entries[1:])))


def test_unwritable_cache(sources: Path, lock: Lock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known, and nothing fails."""
    blocked = sources / "base/README.md"
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(blocked))
    key = fingerprint(SPEC, (sources,))
    generation_cache.remember(key, lock)

    assert not generation_cache.is_known(key, lock)


def test_valid_spec_is_not_parsed_again(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cached spec equals the parsed one; another text is parsed."""
    first = application.read_spec(SPEC)
    monkeypatch.setattr("scaffold.spec.reader.parse", _fail)

    assert application.read_spec(SPEC) == first
    with pytest.raises(AssertionError):
        application.read_spec(SPEC + "# new\n")
    assert (sources.parent / "cache" / "specs").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"cscaffold.gone\nSpec\n."])
def test_damaged_cache_is_ignored(sources: Path, damage: bytes) -> None:
    """A full disk can cut a file short, and another version can have written it."""
    first = application.read_spec(SPEC)
    for file in (sources.parent / "cache" / "specs").iterdir():
        file.write_bytes(damage)

    assert application.read_spec(SPEC) == first


def test_invalid_spec_is_not_cached(sources: Path) -> None:
    """It is refused every time."""
    for _ in range(2):
        with pytest.raises(SpecError):
            application.read_spec("scaffold: 1\napp: hello-world\nfunctions: {HELLO: {}}\n")
    assert not (sources.parent / "cache" / "specs").exists()


def _fail(*_: object) -> None:
    raise AssertionError
