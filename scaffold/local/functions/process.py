"""A function's process: inherits nothing, is measured, and is killed with its children."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.functions.python_environment import PythonEnvironment

_BOOTSTRAP: Final = Path(__file__).with_name("bootstrap.py")
_PEAK: Final = re.compile(rb"VmHWM:\s*(\d+) kB")


class Process:
    """A running process that leads a session of its own."""

    def __init__(self, child: asyncio.subprocess.Process, stdin: int) -> None:
        self._child = child
        # The writing end of its stdin.
        self._stdin = stdin
        self.pid = child.pid
        with contextlib.suppress(psutil.NoSuchProcess):
            self._measured = psutil.Process(child.pid)

    @classmethod
    async def start(
        cls, environment: PythonEnvironment, variables: Mapping[str, str], output: int
    ) -> Process:
        """Start a process that waits to be assigned, and writes to `output`; raise OSError."""
        read, write = os.pipe()
        try:
            child = await asyncio.create_subprocess_exec(
                environment.python,
                _BOOTSTRAP,
                environment.runtime,
                str(os.getpid()),
                env=variables,
                start_new_session=True,
                stdin=read,
                stdout=output,
                stderr=output,
            )
        except BaseException:
            os.close(write)
            raise
        finally:
            os.close(read)
        return cls(child, write)

    def assign(self, code: Path, variables: Mapping[str, str]) -> None:
        """Run AWS's runtime client in the code directory, with these environment variables."""
        settings = json.dumps([str(code), dict(variables)])
        with contextlib.suppress(BrokenPipeError):
            os.write(self._stdin, f"{settings}\n".encode())
        self._close_stdin()

    def alive(self) -> bool:
        """Return True if the process has not exited, reaped or not."""
        try:
            return self._measured.status() not in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
        except (psutil.NoSuchProcess, AttributeError):
            return False

    def memory(self) -> float:
        """Return the memory of the process without its children, in MB; 0 once it has exited.

        On Linux this is the peak, so that no short peak is missed.
        """
        try:
            if sys.platform == "linux":
                status = Path(f"/proc/{self.pid}/status").read_bytes()
                peak = _PEAK.search(status)
                return int(peak[1]) / 2**10 if peak else 0
            return float(self._measured.memory_info().rss) / 2**20
        except (psutil.Error, OSError, AttributeError):
            return 0

    def kill(self) -> None:
        """Kill the process and its children."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    async def wait(self) -> str:
        """Wait until the process exits, kill its children, and return how, in Lambda's words."""
        code = await self._child.wait()
        self._close_stdin()
        self.kill()
        match code:
            case 0:
                return "Runtime exited without providing a reason"
            case _ if code < 0:
                return f"Runtime exited with error: signal: {_signal_name(-code)}"
            case _:
                return f"Runtime exited with error: exit status {code}"

    def _close_stdin(self) -> None:
        if self._stdin >= 0:
            os.close(self._stdin)
            self._stdin = -1


def children_memory(leaders: Iterable[int]) -> dict[int, float]:
    """Return the memory of the processes' children in MB, by the ID of the parent process."""
    used = dict.fromkeys(leaders, 0.0)
    for pid in psutil.pids():
        if pid in used:
            continue
        with contextlib.suppress(ProcessLookupError, psutil.Error):
            leader = os.getsid(pid)
            if leader in used:
                # A forked child shares most of its memory, so count only its own.
                used[leader] += psutil.Process(pid).memory_full_info().uss / 2**20
    return used


def _signal_name(number: int) -> str:
    described = signal.strsignal(number)
    return described.lower() if described else str(number)
