"""Prewarmed processes, which turn a cold start into the assignment of a running process."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.local.functions.environment_variables import common_variables
from scaffold.local.functions.output import Output
from scaffold.local.functions.process import Process

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.local.functions.context import FunctionsContext
    from scaffold.local.functions.python_environment import PythonEnvironment


@dataclass(frozen=True, slots=True)
class PrewarmedProcess:
    """A process that is not assigned to a function yet, and its output."""

    process: Process
    output: Output

    async def aclose(self) -> None:
        """Kill the process, and wait until it has exited."""
        self.process.kill()
        await self.process.wait()
        self.output.close()


class PrewarmedProcesses:
    """One prewarmed process per Python environment in use."""

    def __init__(self, context: FunctionsContext) -> None:
        self._context = context
        self._wanted: frozenset[PythonEnvironment] = frozenset()
        self._ready: dict[PythonEnvironment, PrewarmedProcess] = {}
        self._tasks: dict[PythonEnvironment, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def keep(self, environments: Iterable[PythonEnvironment]) -> None:
        """Keep one process for each of these environments, and stop all others."""
        if not self._context.limits.prewarm:
            return
        self._wanted = frozenset(environments)
        for environment in tuple(self._ready.keys() - self._wanted):
            self._end(self._ready.pop(environment))
        for environment in self._wanted:
            self.replenish(environment)

    def replenish(self, environment: PythonEnvironment) -> None:
        """Start a process for an environment unless there is one."""
        if environment in self._wanted and not (
            environment in self._ready or environment in self._tasks
        ):
            task = asyncio.create_task(self._start(environment))
            self._tasks[environment] = task
            task.add_done_callback(lambda _: self._tasks.pop(environment, None))

    def take(self, environment: PythonEnvironment) -> PrewarmedProcess | None:
        """Return the process of an environment, owned by the caller from now on, or None."""
        prewarmed = self._ready.pop(environment, None)
        if prewarmed is None or prewarmed.process.alive():
            return prewarmed
        self._end(prewarmed)
        return None

    async def aclose(self) -> None:
        """Kill all prewarmed processes."""
        self._wanted = frozenset()
        for task in tuple(self._tasks.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        while self._ready:
            await self._ready.popitem()[1].aclose()
        await asyncio.gather(*self._ending)

    async def _start(self, environment: PythonEnvironment) -> None:
        output = Output()
        try:
            process = await Process.start(
                environment, common_variables(self._context), output.write
            )
        except (OSError, asyncio.CancelledError):
            # The next worker to start a process gets the same error, and reports it.
            output.close()
            return
        output.started()
        if environment in self._wanted:
            self._ready[environment] = PrewarmedProcess(process, output)
        else:
            await PrewarmedProcess(process, output).aclose()

    def _end(self, prewarmed: PrewarmedProcess) -> None:
        task = asyncio.create_task(prewarmed.aclose())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
