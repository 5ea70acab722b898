"""Standard streams that are closed or full."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from cli.program import PROGRAM

if TYPE_CHECKING:
    from cli.program import Program

FULL = "error: cannot write the output: No space left on device\n"
COMMANDS = ("check", "plan", "schema", "--version")


@pytest.fixture
def project(scaffold: Program) -> Program:
    """The program in a project's folder."""
    assert scaffold.run("new", "app", "--example", "hello", "--no-git").code == 0
    scaffold.folder /= "app"
    return scaffold


def shell(scaffold: Program, line: str, **environment: str) -> tuple[int, str]:
    """Run a line of shell; the exit code, and what stands on standard error."""
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("scaffold", PROGRAM, 1)],
        cwd=scaffold.folder,
        env=scaffold.environment | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_closed_streams_are_like_the_null_device(project: Program) -> None:
    """A command's exit code is the same, and nothing is written to a file of its number."""
    for command in COMMANDS:
        for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
            assert shell(project, f"scaffold {command} {closed}") == (0, ""), (command, closed)
    assert shell(project, "scaffold check nowhere 2>&-") == (2, "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line_and_exit_code_1(project: Program, unbuffered: str) -> None:
    """Whether Python notices at once or at the end."""
    for command in COMMANDS:
        found = shell(project, f"scaffold {command} >/dev/full", PYTHONUNBUFFERED=unbuffered)
        assert found == (1, FULL), command
    assert shell(project, "scaffold check nowhere 2>/dev/full") == (1, "")


def test_what_was_done_stays_done(scaffold: Program) -> None:
    """A project of which only the report could not be printed is complete."""
    line = "scaffold new app --example hello --no-git"

    assert shell(scaffold, f"{line} >/dev/full") == (1, FULL)
    assert scaffold.run("plan", "app").code == 0


def test_a_reader_that_ends_is_no_error(project: Program) -> None:
    """As with `scaffold schema | head -1`."""
    assert shell(project, "scaffold schema | true") == (0, "")
