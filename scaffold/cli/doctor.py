"""`scaffold doctor`: what is installed, and what each tool is for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import typer

from scaffold.cli import report

NAME: Final = "doctor"
EXAMPLES: Final = """\b
Examples:
  scaffold doctor
  scaffold doctor --json
"""

State: TypeAlias = Literal["ok", "missing", "too old", "no answer"]

_TIMEOUT: Final = 10
_VERSION: Final = re.compile(r"\d+(?:\.\d+)+")
_STYLES: Final[dict[State, str]] = {"ok": "green"}


@dataclass(frozen=True, slots=True)
class Tool:
    """A command-line tool; the first of `programs` that is installed counts."""

    name: str
    purpose: str
    remedy: str
    programs: tuple[str, ...]
    arguments: tuple[str, ...] = ("--version",)
    needed: bool = False
    least: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The state and version of a tool."""

    tool: Tool
    state: State
    version: str = ""

    @property
    def blocking(self) -> bool:
        """True if a generated project cannot be installed and tested without the tool."""
        return self.tool.needed and self.state != "ok"


TOOLS: Final = (
    Tool(
        name="python",
        purpose="runs scaffold and the backend's tests",
        remedy="https://www.python.org/downloads/",
        programs=(sys.executable,),
        needed=True,
        least="3.11",
    ),
    Tool(
        name="git",
        purpose="creates the first commit, and merges your edits with regenerated files",
        remedy="https://git-scm.com/downloads",
        programs=("git",),
        needed=True,
    ),
    Tool(
        name="make",
        purpose="runs a project's commands, such as make install and make test",
        remedy="use your system's package manager",
        programs=("make", "gmake"),
        needed=True,
    ),
    Tool(
        name="uv",
        purpose="installs the backend's dependencies",
        remedy="https://docs.astral.sh/uv/getting-started/installation/",
        programs=("uv",),
        needed=True,
    ),
    Tool(
        name="node",
        purpose="builds and tests the frontend",
        remedy="https://nodejs.org/en/download",
        programs=("node",),
        needed=True,
        least="20.19",
    ),
    Tool(
        name="npm",
        purpose="installs the frontend's dependencies",
        remedy="comes with node",
        programs=("npm",),
        needed=True,
    ),
    Tool(
        name="sam",
        purpose="builds and deploys the application to AWS",
        remedy="uv tool install aws-sam-cli",
        programs=("sam",),
    ),
    Tool(
        name="docker",
        purpose="runs the AWS services of docker-compose.yml locally",
        remedy="https://docs.docker.com/get-started/get-docker/, and start its engine",
        programs=("docker",),
        arguments=("version", "--format", "{{.Server.Version}}"),
    ),
    Tool(
        name="browser",
        purpose="runs the frontend's browser tests",
        remedy="install Chromium or Google Chrome",
        programs=(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ),
    ),
)


def command(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Check which tools are installed.

    Says what each is for and how to get it. Exits with 1 if a required tool is missing.
    """
    with report.progress("Checking…"), ThreadPoolExecutor() as pool:
        results = list(pool.map(examine, TOOLS))
    if as_json:
        report.document({"tools": [_as_json(result) for result in results]})
    else:
        _show(results)
    if any(result.blocking for result in results):
        raise typer.Exit(1)


def examine(tool: Tool) -> Result:
    """Return a tool's state and version."""
    program = next((path for name in tool.programs if (path := _path(name))), None)
    if program is None:
        return Result(tool, "missing")
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            [program, *tool.arguments],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Result(tool, "no answer")
    found = _VERSION.search(done.stdout)
    if done.returncode != 0 or found is None:
        return Result(tool, "no answer")
    version = found.group()
    old = _numbers(version) < _numbers(tool.least)
    return Result(tool, "too old" if old else "ok", version)


def _path(program: str) -> str | None:
    return program if Path(program).is_file() else shutil.which(program)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if version else ()


def _as_json(result: Result) -> dict[str, object]:
    tool = result.tool
    return {
        "name": tool.name,
        "state": result.state,
        "version": result.version or None,
        "least": tool.least or None,
        "needed": tool.needed,
        "purpose": tool.purpose,
        "remedy": tool.remedy,
    }


def _show(results: list[Result]) -> None:
    for result in results:
        tool = result.tool
        columns = f"{result.state:<10} {tool.name:<8} {result.version:<16} {tool.purpose}"
        default = "bold red" if result.blocking else "yellow"
        report.line(columns, _STYLES.get(result.state, default))
        if result.state != "ok":
            least = f"{tool.least} or later: " if tool.least else ""
            report.line(f"{'':<10} install: {least}{tool.remedy}")
    missing = [result.tool.name for result in results if result.blocking]
    report.line()
    if missing:
        report.line(f"Generated projects need: {', '.join(missing)}", "bold red")
    else:
        report.line("All required tools are installed", "bold green")
