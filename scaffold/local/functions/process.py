"""A function's process: started with nothing inherited, measured, and ended with its children."""

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
    """A running process, the first of a session of its own."""

    def __init__(self, child: asyncio.subprocess.Process, order: int) -> None:
        self._child = child
        # Where it reads which function it becomes.
        self._order = order
        self.pid = child.pid
        with contextlib.suppress(psutil.NoSuchProcess):
            self._measured = psutil.Process(child.pid)

    @classmethod
    async def start(
        cls, environment: PythonEnvironment, variables: Mapping[str, str], output: int
    ) -> Process:
        """A process that waits to become a function's, and writes to `output`; raises OSError."""
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

    def become(self, code: Path, variables: Mapping[str, str]) -> None:
        """Run AWS's runtime client in the folder of the code, with these variables only."""
        order = json.dumps([str(code), dict(variables)])
        with contextlib.suppress(BrokenPipeError):
            os.write(self._order, f"{order}\n".encode())
        self._close_order()

    def alive(self) -> bool:
        """Whether it can still do something: its end may not have been noticed yet."""
        try:
            return self._measured.status() not in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
        except (psutil.NoSuchProcess, AttributeError):
            return False

    def memory(self) -> float:
        """The memory that it uses without its children, in MB; 0 once it has ended.

        On Linux the most that it has ever used: no peak is too short.
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
        """End it and all that it has started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    async def wait(self) -> str:
        """Wait for its end, end what it has started, and say how it ended, in Lambda's words."""
        code = await self._child.wait()
        self._close_order()
        self.kill()
        match code:
            case 0:
                return "Runtime exited without providing a reason"
            case _ if code < 0:
                return f"Runtime exited with error: signal: {_signal_name(-code)}"
            case _:
                return f"Runtime exited with error: exit status {code}"

    def _close_order(self) -> None:
        if self._order >= 0:
            os.close(self._order)
            self._order = -1


def children_memory(leaders: Iterable[int]) -> dict[int, float]:
    """What the children of processes use for themselves, in MB, by the processes' ids."""
    used = dict.fromkeys(leaders, 0.0)
    for pid in psutil.pids():
        if pid in used:
            continue
        with contextlib.suppress(ProcessLookupError, psutil.Error):
            leader = os.getsid(pid)
            if leader in used:
                # A forked child shares most of its memory, which must not count twice.
                used[leader] += psutil.Process(pid).memory_full_info().uss / 2**20
    return used


def _signal_name(number: int) -> str:
    described = signal.strsignal(number)
    return described.lower() if described else str(number)
