"""Limits concurrent deliveries, and waits for or cancels them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Deliveries:
    """At most `limit` concurrent deliveries; `crashed` is called with their exceptions."""

    def __init__(self, limit: int) -> None:
        self.crashed: Callable[[BaseException], None] | None = None
        self._limit = limit
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()

    async def room(self) -> int:
        """Wait until another delivery may start; return how many may."""
        while len(self._tasks) >= self._limit:
            self._ended.clear()
            await self._ended.wait()
        return self._limit - len(self._tasks)

    def start(self, delivery: Coroutine[Any, Any, None]) -> None:
        """Start a delivery; call `room` first."""
        task = asyncio.create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._ended.set()
        error = None if task.cancelled() else task.exception()
        if error is not None and self.crashed is not None:
            self.crashed(error)

    async def finished(self) -> None:
        """Wait until all deliveries have ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def abandon(self) -> None:
        """Cancel all deliveries; their events stay in their queues."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
