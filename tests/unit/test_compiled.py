"""The cache of compiled templates: entries are used only if the source is the same."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import jinja2
import pytest

from scaffold.generate.catalog import read_catalog
from scaffold.generate.plan import plan
from scaffold.generate.render import render
from scaffold.spec import reader

if TYPE_CHECKING:
    from collections.abc import Callable

SPEC = reader.parse("scaffold: 1\napp: hello-world\nfunctions: {hello: {}}\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two templates, and an empty cache."""
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(tmp_path / "cache"))
    templates = tmp_path / "templates"
    (templates / "base").mkdir(parents=True)
    for name in ("one", "two"):
        (templates / f"base/{name}.txt.jinja").write_text(f"{name} of <%= spec.app %>\n")
    return templates


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja has compiled so far."""
    names: list[str] = []
    compiling: Callable[..., object] = jinja2.Environment.compile

    def record(environment: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return compiling(environment, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", record)
    return names


def rendered(folder: Path) -> dict[PurePosixPath, str]:
    """Return the files rendered for SPEC."""
    catalog = read_catalog(folder)
    files = render(plan(SPEC, catalog), SPEC, catalog)
    return {file.plan.target: file.content.decode() for file in files}


def test_template_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    """The cached code renders the same."""
    first = rendered(folder)
    assert compiled == ["base/one.txt.jinja", "base/two.txt.jinja"]

    assert rendered(folder) == first
    assert first[PurePosixPath("one.txt")] == "one of hello-world\n"
    assert len(compiled) == 2


def test_changed_template_is_compiled_again(folder: Path, compiled: list[str]) -> None:
    """Only this one, even if its size is the same."""
    rendered(folder)
    compiled.clear()
    template = folder / "base/one.txt.jinja"
    before = template.stat().st_mtime_ns
    template.write_text("ONE of <%= spec.app %>\n")
    # Two writes within a tick of the kernel's clock have the same time.
    os.utime(template, ns=(before + 1, before + 1))

    assert rendered(folder)[PurePosixPath("one.txt")] == "ONE of hello-world\n"
    assert compiled == ["base/one.txt.jinja"]


@pytest.mark.parametrize("damage", [b"", b"no marshal", b"i\x01\x00\x00\x00", b"[\xff"])
def test_damaged_template_cache_is_rebuilt(
    folder: Path, compiled: list[str], damage: bytes
) -> None:
    """Whatever its content."""
    first = rendered(folder)
    [cached] = (folder.parent / "cache/templates").iterdir()
    cached.write_bytes(damage)
    compiled.clear()

    assert rendered(folder) == first
    assert len(compiled) == 2
    assert rendered(folder) == first
    assert len(compiled) == 2


def test_unwritable_template_cache(
    folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is compiled every time."""
    (folder.parent / "file").touch()
    monkeypatch.setenv("SCAFFOLD_CACHE_DIR", str(folder.parent / "file"))

    assert rendered(folder) == rendered(folder)
    assert len(compiled) == 4


def test_template_cache_of_two_checkouts(folder: Path, compiled: list[str], tmp_path: Path) -> None:
    """They share a cache without using each other's entries."""
    other = tmp_path / "other"
    (other / "base").mkdir(parents=True)
    (other / "base/one.txt.jinja").write_text("another\n")
    rendered(folder)
    rendered(other)
    compiled.clear()

    rendered(folder)
    assert rendered(other) == {PurePosixPath("one.txt"): "another\n"}
    assert compiled == []
