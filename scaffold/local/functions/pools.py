"""The workers of all functions, which together keep to what the computer can bear."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scaffold.local.functions.prewarmed import PrewarmedProcesses
from scaffold.local.functions.process import children_memory
from scaffold.local.functions.worker import State

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from scaffold.local.functions.context import FunctionsContext
    from scaffold.local.functions.pool import WorkerPool


class WorkerPools:
    """All pools, by the name of their function."""

    def __init__(self, context: FunctionsContext) -> None:
        self.pools: dict[str, WorkerPool] = {}
        self.prewarmed = PrewarmedProcesses(context)
        self._context = context
        # Functions that are gone, while they answer what they had begun.
        self._retired: set[WorkerPool] = set()
        self._running: set[asyncio.Task[None]] = set()

    def has_room(self, pool: WorkerPool) -> bool:
        """Whether a pool may have one more worker; one that idles elsewhere gives way."""
        room = self._context.limits.total_workers - self._size()
        return room > 0 or self._evict(excluding=pool) or pool.size == 0

    def dispatch_others(self, pool: WorkerPool) -> None:
        """A pool has room to spare: let those that wait for it go on."""
        for other in tuple(self.pools.values()):
            if other is not pool and other.has_waiting:
                other.dispatch()

    def retire(self, name: str) -> None:
        """Do without a function."""
        pool = self.pools.pop(name)
        pool.retire()
        self._retired.add(pool)

    def supervise(self, worker: Coroutine[None, None, None]) -> None:
        """Run the life of a worker; a defect in it is told."""
        task = asyncio.get_running_loop().create_task(worker)
        self._running.add(task)
        task.add_done_callback(self._report_defect)

    def sweep(self) -> None:
        """Measure the memory of what runs, and end what nobody has needed for a while."""
        self._retired = {pool for pool in self._retired if pool.workers}
        running = {
            worker.pid: worker
            for pool in (*self.pools.values(), *self._retired)
            for worker in pool.workers
            if worker.pid is not None and worker.state in {State.STARTING, State.BUSY}
        }
        if running:
            for pid, children in children_memory(running).items():
                running[pid].measure(children)
        while self._size() > self._context.limits.total_workers and self._evict():
            pass
        now = self._context.activity.clock()
        for pool in self.pools.values():
            pool.reap(now)

    async def aclose(self) -> None:
        """End every worker, and wait until all are gone."""
        for pool in (*self.pools.values(), *self._retired):
            pool.kill()
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
        await self.prewarmed.aclose()

    def _size(self) -> int:
        return sum(pool.size for pool in self.pools.values())

    def _evict(self, excluding: WorkerPool | None = None) -> bool:
        """End the worker that has been idle longest; whether there was one."""
        idle = [
            (pool.idle_since, name)
            for name, pool in self.pools.items()
            if pool is not excluding and pool.idle_since is not None
        ]
        if not idle:
            return False
        self.pools[min(idle)[1]].evict()
        return True

    def _report_defect(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._context.activity.notice(
                f"A function's worker failed, which is a defect of scaffold: {error!r}",
                level="error",
            )
