"""What happens in the local cloud, in order, for the terminal, the log file and the dashboard."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

KEPT = 5_000
# Events and answers have up to 6 MB each.
KEPT_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line that a function, or another child process (`source`), wrote."""

    at: float
    source: str
    text: str
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A finished invocation of the function of a logical id.

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
    """Something that a person should know: a warning, a restart, a mail with its code."""

    at: float
    level: Literal["info", "warning", "error"]
    text: str
    topic: str = "cloud"


Record: TypeAlias = LogLine | Invocation | Request | Notice


class ActivityLog:
    """The records of a run, the newest last; readers get what comes after they subscribe."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._records: deque[Record] = deque()
        self._bytes = 0
        self._readers: set[asyncio.Queue[Record]] = set()

    def add(self, record: Record) -> None:
        """Keep a record and hand it to every reader; a reader that lags behind loses the oldest."""
        self._records.append(record)
        self._bytes += _size(record)
        while len(self._records) > KEPT or self._bytes > KEPT_BYTES:
            self._bytes -= _size(self._records.popleft())
        for reader in self._readers:
            if reader.full():
                reader.get_nowait()
            reader.put_nowait(record)

    def notice(
        self,
        text: str,
        *,
        level: Literal["info", "warning", "error"] = "info",
        topic: str = "cloud",
    ) -> None:
        """Keep a notice of now."""
        self.add(Notice(self.clock(), level, text, topic))

    def records(self) -> tuple[Record, ...]:
        """What has been kept, the oldest first."""
        return tuple(self._records)

    @contextlib.contextmanager
    def subscribe(self) -> Iterator[AsyncIterator[Record]]:
        """An endless iterator of the records to come."""
        queue: asyncio.Queue[Record] = asyncio.Queue(KEPT)
        self._readers.add(queue)
        try:
            yield _drain(queue)
        finally:
            self._readers.discard(queue)


def _size(record: Record) -> int:
    """About how many bytes a record holds beside its own."""
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
