"""`scaffold doctor`: what is installed, and how to get what is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.program import Answer, Program

VERSIONS = {
    "git": "git version 2.47.1",
    "make": "GNU Make 4.4",
    "uv": "uv 0.13.9 (abc 2026-01-01)",
    "node": "v22.3.0",
    "npm": "11.1.0",
    "sam": "SAM CLI, version 1.170.0",
    "docker": "28.2.2",
    "chromium": "Chromium 156.0.1 built on Debian",
}


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with every tool, to be the only one that is searched."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name, version in VERSIONS.items():
        program(folder, name, f"echo '{version}'")
    return folder


def test_everything_is_there(scaffold: Program, tools: Path) -> None:
    """A line a tool: state, name, version, purpose."""
    answer = doctor(scaffold, tools)

    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[1] == (
        "ok         git      2.47.1           creates the first commit, and merges your"
        " edits with regenerated files"
    )
    assert [line.split()[:2] for line in lines[:9]] == [
        ["ok", name]
        for name in ("python", "git", "make", "uv", "node", "npm", "sam", "docker", "browser")
    ]
    assert lines[-1] == "All required tools are installed"


@pytest.mark.parametrize("name", ["git", "make", "uv", "node", "npm"])
def test_a_needed_tool_is_missing(scaffold: Program, tools: Path, name: str) -> None:
    """How to get it, and exit code 1."""
    (tools / name).unlink()

    answer = doctor(scaffold, tools)

    assert answer.code == 1
    lines = answer.out.splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith(f"missing    {name} "))
    assert lines[place + 1].startswith("           install: ")
    assert lines[-1] == f"Generated projects need: {name}"


@pytest.mark.parametrize("name", ["sam", "docker", "chromium"])
def test_an_optional_tool_is_missing(scaffold: Program, tools: Path, name: str) -> None:
    """It is said, and is no failure."""
    (tools / name).unlink()

    answer = doctor(scaffold, tools)

    assert answer.code == 0
    assert "\nmissing    " in answer.out
    assert answer.out.endswith("All required tools are installed\n")


@pytest.mark.parametrize(
    ("version", "state", "code"),
    [
        ("v20.18.3", "too old", 1),
        ("v20.19.0", "ok", 0),
        ("v9.9.9", "too old", 1),
        ("v24.0.0", "ok", 0),
    ],
)
def test_node_may_be_too_old(
    scaffold: Program, tools: Path, version: str, state: str, code: int
) -> None:
    """Numbers are compared, not text."""
    program(tools, "node", f"echo {version}")

    answer = doctor(scaffold, tools)

    assert answer.code == code
    assert f"\n{state:<10} node     {version[1:]}" in answer.out
    assert ("20.19 or later: https://nodejs.org" in answer.out) == (code == 1)


def test_docker_without_its_engine(scaffold: Program, tools: Path) -> None:
    """Being installed is not enough."""
    program(tools, "docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1")

    answer = doctor(scaffold, tools)

    assert answer.code == 0
    assert "\nno answer  docker " in answer.out
    assert "and start its engine" in answer.out


@pytest.mark.parametrize("body", ["exit 0", "echo what?", "kill -9 $$"])
def test_a_tool_that_says_nothing_of_use(scaffold: Program, tools: Path, body: str) -> None:
    """A broken installation is no crash."""
    program(tools, "npm", body)

    answer = doctor(scaffold, tools)

    assert answer.code == 1
    assert "\nno answer  npm " in answer.out


def test_json(scaffold: Program, tools: Path) -> None:
    """For a script, with the same exit code."""
    (tools / "uv").unlink()

    answer = doctor(scaffold, tools, "--json")

    assert answer.code == 1
    found = {tool["name"]: tool for tool in json.loads(answer.out)["tools"]}
    assert found["uv"] == {
        "name": "uv",
        "state": "missing",
        "version": None,
        "least": None,
        "needed": True,
        "purpose": "installs the backend's dependencies",
        "remedy": "https://docs.astral.sh/uv/getting-started/installation/",
    }
    assert (found["node"]["state"], found["node"]["version"]) == ("ok", "22.3.0")


def doctor(scaffold: Program, tools: Path, *arguments: str) -> Answer:
    """Run it where only those tools are."""
    return scaffold.run("doctor", *arguments, env={"PATH": str(tools)})


def program(folder: Path, name: str, body: str) -> None:
    """A program that does what a line of shell does."""
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)
