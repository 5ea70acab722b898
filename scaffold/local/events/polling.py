"""Keeps pollers running through emulator restarts, missing permissions and bugs."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final, Protocol

from scaffold.errors import ScaffoldError
from scaffold.local.events.aws_client import ServiceError, UnreachableError

if TYPE_CHECKING:
    from scaffold.local.activity import ActivityLog
    from scaffold.local.events.clock import Clock
    from scaffold.local.events.deliveries import Deliveries

_FIRST_WAIT: Final = 0.25
_LONGEST_WAIT: Final = 30.0
# A shorter limit while the emulator restarts.
_UNREACHABLE_WAIT: Final = 1.0


class Poller(Protocol):
    """A source that is polled repeatedly."""

    @property
    def deliveries(self) -> Deliveries:
        """The deliveries in progress."""
        ...

    async def step(self) -> None:
        """Poll the source once, and start delivering what it returns."""
        ...


class PollingTask:
    """The background task of a poller; `about` names it in notices."""

    def __init__(self, about: str, poller: Poller, activity: ActivityLog, clock: Clock) -> None:
        self.about = about
        self.failing = False
        self._activity = activity
        self._clock = clock
        self._reported: str | None = None
        self._stopping = asyncio.Event()
        self._poller = poller
        poller.deliveries.crashed = self._report_failure
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop after the current poll and its deliveries."""
        self._stopping.set()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def aclose(self) -> None:
        """Stop immediately; undelivered events stay in their queues."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        try:
            await self._poll()
            await self._poller.deliveries.finished()
        finally:
            await self._poller.deliveries.abandon()

    async def _poll(self) -> None:
        wait = _FIRST_WAIT
        while not self._stopping.is_set():
            try:
                await self._poller.step()
            except Exception as error:  # noqa: BLE001 - a defect of one poller ends no other
                self._report_failure(error)
                if isinstance(error, UnreachableError):
                    wait = min(wait, _UNREACHABLE_WAIT)
                await self._clock.pause(wait, self._stopping)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                self.failing, self._reported, wait = False, None, _FIRST_WAIT

    def _report_failure(self, error: BaseException) -> None:
        """Log an error, once until it changes."""
        self.failing = True
        # The emulator's restart is logged once, not by each poller.
        if isinstance(error, UnreachableError):
            return
        text = f"{self.about}: {_explain(error)}"
        if text != self._reported:
            self._reported = text
            self._activity.notice(text, level="error", topic="events")


def _explain(error: BaseException) -> str:
    if isinstance(error, ServiceError) and error.is_denied:
        return f"the function's role lacks a permission: {error}"
    if isinstance(error, (ServiceError, ScaffoldError)):
        return str(error)
    return f"failed and is restarting: {type(error).__name__}: {error}"
