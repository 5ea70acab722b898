"""The time of day, and waiting for it: given, so that hours pass in a test at once."""

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
    """Seconds since 1970, and a sleep of seconds."""

    time: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    def now(self) -> datetime:
        """The time of day in UTC."""
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
