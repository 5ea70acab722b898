"""The activity log of the local cloud, for the terminal, the log file and the dashboard."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

MAX_RECORDS = 5_000
# Events and responses have up to 6 MB each.
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of output of a function or of another child process, the `source`."""

    at: float
    source: str
    text: str
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A finished invocation of the function with a logical ID.

    Times in milliseconds, memory in MB; `error` is the error's type.
    """

    at: float
    function: str
    request_id: str
    trigger: str
    duration: float
    init: float | None
    memory: float
    error: str | None
    event: bytes
    response: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the gateway has answered."""

    at: float
    method: str
    path: str
    route: str | None
    status: int
    duration: float
    request_id: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the user, such as a warning, a restart, or an email with a code."""

    at: float
    level: Literal["info", "warning", "error"]
    text: str
    topic: str = "cloud"


Record: TypeAlias = LogLine | Invocation | Request | Notice


class ActivityLog:
    """The records of a run, newest last; subscribers get the ones that follow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._records: deque[Record] = deque()
        self._bytes = 0
        self._subscribers: set[asyncio.Queue[Record]] = set()

    def add(self, record: Record) -> None:
        """Store a record and send it to every subscriber; slow ones lose their oldest records."""
        self._records.append(record)
        self._bytes += _size(record)
        while len(self._records) > MAX_RECORDS or self._bytes > MAX_BYTES:
            self._bytes -= _size(self._records.popleft())
        for subscriber in self._subscribers:
            if subscriber.full():
                subscriber.get_nowait()
            subscriber.put_nowait(record)

    def notice(
        self,
        text: str,
        *,
        level: Literal["info", "warning", "error"] = "info",
        topic: str = "cloud",
    ) -> None:
        """Add a notice with the current time."""
        self.add(Notice(self.clock(), level, text, topic))

    def records(self) -> tuple[Record, ...]:
        """Return the stored records, oldest first."""
        return tuple(self._records)

    @contextlib.contextmanager
    def subscribe(self) -> Iterator[AsyncIterator[Record]]:
        """Return a context manager that yields an endless iterator of new records."""
        queue: asyncio.Queue[Record] = asyncio.Queue(MAX_RECORDS)
        self._subscribers.add(queue)
        try:
            yield _drain(queue)
        finally:
            self._subscribers.discard(queue)


def _size(record: Record) -> int:
    """Return the approximate size of a record's payload in bytes."""
    match record:
        case Invocation():
            return len(record.event) + len(record.response)
        case LogLine():
            return len(record.text)
        case _:
            return 0


async def _drain(queue: asyncio.Queue[Record]) -> AsyncIterator[Record]:
    while True:
        yield await queue.get()
