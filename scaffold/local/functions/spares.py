"""Processes that have started before anybody needs them, and become a function's in no time."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.local.functions.output import Output
from scaffold.local.functions.process import Process
from scaffold.local.functions.variables import common_variables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.local.functions.environment import Environment
    from scaffold.local.functions.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Spare:
    """A process that is nobody's yet, and what it will write."""

    process: Process
    output: Output

    async def aclose(self) -> None:
        """End it."""
        self.process.kill()
        await self.process.wait()
        self.output.close()


class Spares:
    """One spare process for each environment in use."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._wanted: frozenset[Environment] = frozenset()
        self._ready: dict[Environment, Spare] = {}
        self._tasks: dict[Environment, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def keep(self, environments: Iterable[Environment]) -> None:
        """Have one for each of these environments, and none for others."""
        if not self._surroundings.limits.spares:
            return
        self._wanted = frozenset(environments)
        for environment in tuple(self._ready.keys() - self._wanted):
            self._end(self._ready.pop(environment))
        for environment in self._wanted:
            self.renew(environment)

    def renew(self, environment: Environment) -> None:
        """Start one, unless there is one."""
        if environment in self._wanted and not (
            environment in self._ready or environment in self._tasks
        ):
            task = asyncio.create_task(self._start(environment))
            self._tasks[environment] = task
            task.add_done_callback(lambda _: self._tasks.pop(environment, None))

    def take(self, environment: Environment) -> Spare | None:
        """The one of an environment, the caller's from now on; None where there is none."""
        spare = self._ready.pop(environment, None)
        if spare is None or spare.process.alive():
            return spare
        self._end(spare)
        return None

    async def aclose(self) -> None:
        """End them all."""
        self._wanted = frozenset()
        for task in tuple(self._tasks.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        while self._ready:
            await self._ready.popitem()[1].aclose()
        await asyncio.gather(*self._ending)

    async def _start(self, environment: Environment) -> None:
        output = Output()
        try:
            process = await Process.start(
                environment, common_variables(self._surroundings), output.write
            )
        except (OSError, asyncio.CancelledError):
            # Whoever needs a process next meets the same error, and tells it.
            output.close()
            return
        output.started()
        if environment in self._wanted:
            self._ready[environment] = Spare(process, output)
        else:
            await Spare(process, output).aclose()

    def _end(self, spare: Spare) -> None:
        task = asyncio.create_task(spare.aclose())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
