"""`scaffold dev` as a process of its own, started as people start it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import psutil
from local.applications import PATIENCE

from scaffold.local.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

SCAFFOLD = str(Path(sys.executable).with_name("scaffold"))


@dataclass(frozen=True)
class Dev:
    """A running `scaffold dev`, and the folder that it runs."""

    root: Path
    process: subprocess.Popen[str]

    @property
    def urls(self) -> dict[str, str]:
        """Where its parts answer."""
        return Session(self.root).require().urls

    @property
    def family(self) -> list[psutil.Process]:
        """The process and all below it."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def said(self, text: str) -> str:
        """The next line of its output that contains a text, awaited."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if text in line:
                return line
        raise AssertionError(f"it ended ({self.process.wait()}) without saying {text!r}")


@contextlib.contextmanager
def dev(root: Path, *options: str) -> Iterator[Dev]:
    """`scaffold dev` of a folder on any ports, once it is ready; ended by force at the end."""
    command = [SCAFFOLD, "dev", str(root), "--port", "0", *options]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        running = Dev(root, process)
        try:
            running.said("Lambda ")
            yield running
        finally:
            process.terminate()
            process.communicate(timeout=60)


def scaffold(*arguments: str, stdin: str = "", timeout: float = 120) -> tuple[int, str, str]:
    """Run the program to its end: its exit code, its results and its complaints."""
    done = subprocess.run(
        [SCAFFOLD, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return done.returncode, done.stdout, done.stderr


def in_terminal(*command: str) -> pexpect.spawn[str]:
    """A program in a terminal."""
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        env=os.environ | {"TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(60, 140),
    )
    child.delaybeforesend = None
    return child
