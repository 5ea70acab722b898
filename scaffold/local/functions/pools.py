"""The worker pools of all functions, within the limits of this computer."""

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
    """The pools by function name."""

    def __init__(self, context: FunctionsContext) -> None:
        self.pools: dict[str, WorkerPool] = {}
        self.prewarmed = PrewarmedProcesses(context)
        self._context = context
        # Pools of removed functions, until their jobs have finished.
        self._retired: set[WorkerPool] = set()
        self._running: set[asyncio.Task[None]] = set()

    def has_room(self, pool: WorkerPool) -> bool:
        """Return True if a pool may start another worker; may stop an idle one of another pool."""
        room = self._context.limits.total_workers - self._size()
        return room > 0 or self._evict(excluding=pool) or pool.size == 0

    def dispatch_others(self, pool: WorkerPool) -> None:
        """Let the other pools use the capacity that this one has freed."""
        for other in tuple(self.pools.values()):
            if other is not pool and other.has_waiting:
                other.dispatch()

    def retire(self, name: str) -> None:
        """Remove a function; its running jobs finish."""
        pool = self.pools.pop(name)
        pool.retire()
        self._retired.add(pool)

    def supervise(self, worker: Coroutine[None, None, None]) -> None:
        """Run a worker in the background, and report its defects."""
        task = asyncio.get_running_loop().create_task(worker)
        self._running.add(task)
        task.add_done_callback(self._report_defect)

    def sweep(self) -> None:
        """Measure the memory of busy workers, and stop the ones that are idle too long."""
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
        """Kill every worker, and wait until all have exited."""
        for pool in (*self.pools.values(), *self._retired):
            pool.kill()
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
        await self.prewarmed.aclose()

    def _size(self) -> int:
        return sum(pool.size for pool in self.pools.values())

    def _evict(self, excluding: WorkerPool | None = None) -> bool:
        """Stop the longest-idle worker; return False if none is idle."""
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
                f"A function's worker failed; this is a bug in scaffold: {error!r}",
                level="error",
            )
