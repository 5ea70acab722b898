"""Programs that the local cloud starts."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from scaffold.local.child_processes import ChildProcesses, Program

if TYPE_CHECKING:
    from pathlib import Path

FOREVER = "import time; print('up', flush=True); time.sleep(600)"


def program(code: str, folder: Path) -> Program:
    """A Python program with a small environment."""
    return Program("test", [sys.executable, "-c", code], folder, {"PATH": os.environ["PATH"]})


async def test_every_line_arrives_and_then_the_exit_code(tmp_path: Path) -> None:
    """Output and errors are one stream of lines."""
    lines: list[str] = []
    code = (
        "import sys; print('one'); sys.stdout.flush(); print('two', file=sys.stderr); sys.exit(3)"
    )
    async with ChildProcesses() as children:
        child = await children.start(program(code, tmp_path), lines.append)
        assert await child.wait() == 3
    assert lines == ["one", "two"]


async def test_exit_kills_grandchildren(tmp_path: Path) -> None:
    """A program that starts others does not leave them behind."""
    up = asyncio.Event()
    pids: list[int] = []

    def read(line: str) -> None:
        pids.append(int(line))
        up.set()

    code = (
        "import subprocess, sys, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    async with ChildProcesses() as children:
        child = await children.start(program(code, tmp_path), read)
        await asyncio.wait_for(up.wait(), 20)
    assert not psutil.pid_exists(child.pid)
    # A kill is not waited for where the process is nobody's child any more.
    deadline = time.monotonic() + 20
    while running(pids[0]):
        assert time.monotonic() < deadline


async def test_a_line_without_end_does_not_stop_the_reading(tmp_path: Path) -> None:
    """What comes after it still arrives."""
    lines: list[str] = []
    code = "print('x' * 3_000_000); print('after')"
    async with ChildProcesses() as children:
        child = await children.start(program(code, tmp_path), lines.append)
        await child.wait()
    assert lines[-1] == "after"


def test_children_end_when_their_owner_is_killed(tmp_path: Path) -> None:
    """A kill -9 leaves no orphan."""
    owner = textwrap.dedent(
        f"""
        import asyncio, os, sys
        from pathlib import Path
        from scaffold.local.child_processes import ChildProcesses, Program

        async def main():
            async with ChildProcesses() as children:
                command = [sys.executable, "-c", {FOREVER!r}]
                child = await children.start(
                    Program("test", command, Path({str(tmp_path)!r}), dict(os.environ)), print
                )
                print(child.pid, flush=True)
                await child.wait()

        asyncio.run(main())
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", owner], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(next(line for line in parent.stdout if line.strip().isdigit()))
        child = psutil.Process(pid)
        parent.send_signal(signal.SIGKILL)
    try:
        child.wait(timeout=20)
    except psutil.TimeoutExpired:
        pytest.fail("the child outlived its owner")


def running(pid: int) -> bool:
    """Whether a process lives, and is not merely waiting to be reaped."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
