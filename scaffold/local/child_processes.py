"""Child processes that stop when scaffold stops, even if it is killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_REAPER: Final = Path(__file__).with_name("reaper.sh")
# Seconds between SIGTERM and SIGKILL.
_GRACE: Final = 3.0
_LINE_LIMIT: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Program:
    """A command with its directory and environment; `name` is for messages."""

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


class ChildProcess:
    """A running program, whose output is passed on line by line."""

    def __init__(self, process: asyncio.subprocess.Process, reading: asyncio.Task[None]) -> None:
        self._process = process
        self._reading = reading

    @property
    def pid(self) -> int:
        """The ID of the process and of its process group."""
        return self._process.pid

    async def wait(self) -> int:
        """Wait for the exit and for the last line of output; return the exit code."""
        code = await self._process.wait()
        await self._reading
        return code

    async def stop(self) -> None:
        """Terminate the process group; kill it after a grace period."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), _GRACE)
        self._signal(signal.SIGKILL)
        await self.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)


class ChildProcesses:
    """Starts programs, each in a process group that a reaper kills if scaffold is killed."""

    def __init__(self) -> None:
        self._reaper: asyncio.subprocess.Process | None = None
        self._alive: set[ChildProcess] = set()

    async def __aenter__(self) -> Self:
        """Start the reaper."""
        self._reaper = await asyncio.create_subprocess_exec(
            "/bin/sh", str(_REAPER), stdin=asyncio.subprocess.PIPE, start_new_session=True
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop every child process, then the reaper."""
        await asyncio.gather(*(child.stop() for child in tuple(self._alive)))
        if self._reaper is not None and self._reaper.stdin is not None:
            self._reaper.stdin.close()
            await self._reaper.wait()

    async def start(self, program: Program, on_line: Callable[[str], None]) -> ChildProcess:
        """Start a program; call `on_line` with each line of its output and errors."""
        process = await asyncio.create_subprocess_exec(
            *program.command,
            cwd=program.folder,
            env=dict(program.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=_LINE_LIMIT,
        )
        self._tell_reaper(f"+{process.pid}")
        child = ChildProcess(process, asyncio.create_task(_read(process, on_line)))
        self._alive.add(child)
        child._reading.add_done_callback(lambda _: self._forget(child))  # noqa: SLF001 - its maker
        return child

    def _forget(self, child: ChildProcess) -> None:
        self._alive.discard(child)
        self._tell_reaper(f"-{child.pid}")

    def _tell_reaper(self, line: str) -> None:
        if self._reaper is not None and self._reaper.stdin is not None:
            with contextlib.suppress(ConnectionError):
                self._reaper.stdin.write(f"{line}\n".encode())


async def _read(process: asyncio.subprocess.Process, on_line: Callable[[str], None]) -> None:
    if process.stdout is None:
        return
    while True:
        try:
            line = await process.stdout.readline()
        except ValueError:  # a line beyond the limit: asyncio has dropped it
            continue
        if not line:
            break
        on_line(line.decode(errors="replace").rstrip("\r\n"))
    await process.wait()
