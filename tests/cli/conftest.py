"""The program in a folder of its own, with nobody's settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from cli.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pexpect


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with nothing in it, and a cache of compiled templates for all tests."""
    home = tmp_path_factory.mktemp("home")
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return kept | {
        "HOME": str(home),
        "SCAFFOLD_CACHE_DIR": str(home / "cache"),
        # Tests write journals in their own process, too.
        "SCAFFOLD_STATE_DIR": os.environ["SCAFFOLD_STATE_DIR"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }


@pytest.fixture
def scaffold(tmp_path: Path, environment: dict[str, str]) -> Program:
    """The program in a folder of its own."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Program(folder, environment)


@pytest.fixture
def conversation(scaffold: Program) -> Iterator[Callable[..., pexpect.spawn[str]]]:
    """Start the program in a terminal; it is gone after the test."""
    children: list[pexpect.spawn[str]] = []

    def start(*arguments: str, **environment: str) -> pexpect.spawn[str]:
        children.append(scaffold.talk(*arguments, **environment))
        return children[-1]

    yield start
    for child in children:
        child.close(force=True)
