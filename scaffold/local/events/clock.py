"""A clock that tests replace, so that hours pass immediately."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True, slots=True)
class Clock:
    """The current time in seconds since the epoch, and a sleep in seconds."""

    time: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def now(self) -> datetime:
        """Return the current time in UTC."""
        return datetime.fromtimestamp(self.time(), UTC)

    async def pause(self, seconds: float, until: asyncio.Event) -> None:
        """Sleep for seconds, or until an event is set."""
        if until.is_set():
            return
        sleeping = asyncio.ensure_future(self.sleep(seconds))
        waking = asyncio.create_task(until.wait())
        try:
            await asyncio.wait({sleeping, waking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            waking.cancel()
