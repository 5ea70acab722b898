"""The console sessions of docs/, replayed.

A page is one session. In a `console` block, `$ ` starts a command, and the lines after it are its
output. A `diff` block is applied to the project, as the reader would edit it. Other blocks are not
run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from goldens import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS: Final = ROOT / "docs"
_BLOCK: Final = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BIN: Final = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Shell:
    """A reader's terminal; `cd` lasts from one command to the next."""

    home: Path

    def run(self, command: str) -> str:
        """Return what the command prints, its errors included."""
        state = self.home / ".cwd"
        folder = state.read_text().strip() if state.exists() else str(self.home)
        done = subprocess.run(
            ["bash", "-c", f"{command}\npwd > {state}"],
            cwd=folder,
            env={
                **{key: os.environ[key] for key in ("LANG", "TMPDIR") if key in os.environ},
                "COLUMNS": "80",
                "HOME": str(self.home),
                "PATH": f"{_BIN}{os.pathsep}{os.environ['PATH']}",
                "XDG_CACHE_HOME": str(self.home / ".cache"),
                **{
                    f"GIT_{role}_{field}": value
                    for role in ("AUTHOR", "COMMITTER")
                    for field, value in (("NAME", "Ada"), ("EMAIL", "ada@example.com"))
                },
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return done.stdout

    def apply(self, patch: str) -> str:
        """Edit the project as the patch says."""
        (self.home / ".patch").write_text(patch)
        return self.run(f"git apply --unidiff-zero {self.home / '.patch'}")


def pages() -> list[str]:
    """Return the pages with a session, as paths under docs/."""
    return sorted(
        page.relative_to(DOCS).as_posix()
        for page in DOCS.rglob("*.md")
        if "```console\n" in page.read_text()
    )


def replay(text: str, home: Path) -> str:
    """Return the page's text with the output that its commands print now."""
    shell = Shell(home)

    def replace(block: re.Match[str]) -> str:
        kind, body = block.groups()
        if kind == "diff":
            refused = shell.apply(body)
            assert refused == "", refused
            return block[0]
        return f"```console\n{''.join(_replayed(body, shell))}```"

    return _BLOCK.sub(replace, text)


def _replayed(body: str, shell: Shell) -> Iterator[str]:
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            yield line
            yield shell.run(line[2:].rstrip("\n"))
