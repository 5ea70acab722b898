"""The program, run as a person or a script runs it."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect

PROGRAM = str(Path(sys.executable).with_name("scaffold"))
ENTER = "\r"
DOWN = "\x1b[B"
SPACE = " "
CTRL_C = "\x03"
CTRL_D = "\x04"
ESCAPE = "\x1b"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program said, and its exit code."""

    code: int
    out: str
    err: str


class Program:
    """The program in an empty folder, with nobody's settings."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment

    def run(self, *arguments: str, **options: Any) -> Answer:  # noqa: ANN401 - of subprocess
        """Run it in a pipe."""
        environment = self.environment | options.pop("env", {})
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=options.pop("cwd", self.folder),
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
            **options,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start it in a pipe, to be interrupted."""
        return subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,
            # Whoever runs the tests in the background may have them ignore interrupts.
            preexec_fn=_heed_interrupts,  # noqa: PLW1509 - it only sets a signal
        )

    def talk(self, *arguments: str, **environment: str) -> pexpect.spawn[str]:
        """Start it in a terminal."""
        child = pexpect.spawn(
            PROGRAM,
            list(arguments),
            cwd=str(self.folder),
            env=self.environment | environment,
            encoding="utf-8",
            dimensions=(60, 120),
            timeout=20,
        )
        child.delaybeforesend = None
        return child

    def leftovers(self) -> list[str]:
        """Everything in the folder."""
        return sorted(path.name for path in self.folder.iterdir())


def answer(child: pexpect.spawn[str], *steps: tuple[str, str]) -> None:
    """Wait for each question, and type."""
    for question, keys in steps:
        child.expect_exact(question)
        child.send(keys)


def ending(child: pexpect.spawn[str]) -> int | None:
    """Wait for the end; the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def tree(root: Path) -> dict[str, bytes | None]:
    """Every path under a folder, and the content of every file."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


def limit_files(size: int) -> None:
    """Let no file grow beyond a size: writing more fails as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
