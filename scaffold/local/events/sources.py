"""Every source of events of a deployed application, kept in step with it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from scaffold.errors import ScaffoldError
from scaffold.local.events.addresses import Addresses
from scaffold.local.events.api import Api
from scaffold.local.events.clock import Clock
from scaffold.local.events.destinations import Destinations
from scaffold.local.events.inbox import RETRY_WAITS, Inbox
from scaffold.local.events.messages import MessageQueue
from scaffold.local.events.queues import QueueReader
from scaffold.local.events.schedules import Scheduler, Targets
from scaffold.local.events.shapes import TRIGGER_ATTRIBUTE
from scaffold.local.events.streams import Position, Stream, StreamReader
from scaffold.local.events.supervision import Supervised

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from scaffold.local.application import Application, EventSourceMapping, Function
    from scaffold.local.events.api import CredentialsOf
    from scaffold.local.events.invocation import Invoke
    from scaffold.local.events.supervision import Poller
    from scaffold.local.journal import Journal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the local cloud gives to its event sources."""

    endpoint: str
    region: str
    credentials: CredentialsOf
    invoke: Invoke
    may_invoke: Callable[[str, str], Awaitable[bool]]
    journal: Journal
    clock: Clock = field(default_factory=Clock)
    # Seconds before the second and the third attempt of an asynchronous invocation.
    retry_waits: tuple[float, float] = RETRY_WAITS
    transport: httpx.AsyncBaseTransport | None = None


class UnknownFunctionError(ScaffoldError):
    """An event for a function that the application does not have."""

    def __init__(self, function: str) -> None:
        super().__init__(f"Function not found: {function}")


class UnknownScheduleError(ScaffoldError):
    """A schedule that the application does not have."""

    def __init__(self, schedule: str) -> None:
        super().__init__(f"there is no schedule {schedule!r}")


@dataclass(frozen=True, slots=True)
class _Source:
    """A source that the application has; another `config` needs another poller."""

    about: str
    config: tuple[Any, ...]
    build: Callable[[], Poller]


@dataclass(frozen=True, slots=True)
class _Running:
    """A poller at work, and what it was made from."""

    config: tuple[Any, ...]
    poller: Poller
    supervised: Supervised


class EventSources:
    """Inboxes, queues, streams and schedules of one application, until `aclose`."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self._api = Api(
            surroundings.endpoint,
            surroundings.region,
            surroundings.credentials,
            surroundings.clock,
            surroundings.transport,
        )
        self._clock = surroundings.clock
        self._call = self._api.as_role(None)
        self._application: Application | None = None
        self._addresses = Addresses(self._call)
        self._running: dict[str, _Running] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._positions: dict[str, Position] = {}
        self._since = surroundings.clock.time()
        targets = Targets(
            self._api, surroundings.region, self.invoke_async, surroundings.may_invoke
        )
        self.scheduler = Scheduler(targets, surroundings.journal, surroundings.clock)

    async def __aenter__(self) -> Self:
        """These event sources."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them."""
        await self.aclose()

    async def update(self, application: Application) -> None:
        """Serve another version of the application.

        What has not changed goes on; what has is replaced, and finishes what it was delivering.
        Raises `UnreachableError` while the emulator is away.
        """
        self._application = application
        await self._addresses.update(application)
        wanted = self._wanted(application)
        for key, running in list(self._running.items()):
            known = wanted.get(key)
            # One that fails is given a new start: perhaps its permission has come.
            if known is None or known.config != running.config or running.supervised.failing:
                del self._running[key]
                self._let_end(running.supervised)
        self.scheduler.update(application.schedules)
        for key, source in wanted.items():
            self._start(key, source)

    async def invoke_async(self, function: str, payload: bytes, trigger: str) -> str:
        """Put an event into a function's inbox; the id of it. `function` is an ARN."""
        application = self._application
        found = application.function(function.removesuffix(":$LATEST")) if application else None
        if found is None:
            raise UnknownFunctionError(function)
        address = await self._addresses.make(found)
        self._start(f"inbox {found.logical_id}", self._inbox_source(found, address))
        answer = await self._call(
            "sqs",
            "SendMessage",
            QueueUrl=address,
            MessageBody=payload.decode(),
            MessageAttributes={
                TRIGGER_ATTRIBUTE: {"DataType": "String", "StringValue": trigger},
            },
        )
        return str(answer["MessageId"])

    async def fire(self, schedule: str) -> None:
        """Fire a schedule now, by its logical id or name."""
        known = self._application.schedules if self._application is not None else ()
        for one in known:
            if schedule in {one.logical_id, one.name}:
                await self.scheduler.fire(one)
                return
        raise UnknownScheduleError(schedule)

    def wake(self) -> None:
        """Look at the streams at once: something has probably been written to a table."""
        for running in self._running.values():
            if isinstance(running.poller, StreamReader):
                running.poller.activity.set()

    async def aclose(self) -> None:
        """End everything within a second.

        Events of an inbox are handed back; a queue's messages return with its visibility timeout.
        """
        for task in self._ending:
            task.cancel()
        await asyncio.gather(
            *(running.supervised.aclose() for running in self._running.values()),
            *self._ending,
            return_exceptions=True,
        )
        self._running.clear()
        await self._api.aclose()

    def _let_end(self, supervised: Supervised) -> None:
        task = asyncio.create_task(supervised.stop())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _start(self, key: str, source: _Source) -> None:
        if key not in self._running:
            poller = source.build()
            supervised = Supervised(source.about, poller, self._around.journal, self._clock)
            self._running[key] = _Running(source.config, poller, supervised)

    def _wanted(self, application: Application) -> dict[str, _Source]:
        sources = {"schedules": _Source("schedules", (), lambda: self.scheduler)}
        for function in application.functions:
            address = self._addresses.get(function)
            if address is not None:
                sources[f"inbox {function.logical_id}"] = self._inbox_source(function, address)
        for mapping in application.mappings:
            owner = application.function(mapping.function)
            if not mapping.enabled:
                continue
            if owner is None:
                self._warn(mapping, f"there is no function {mapping.function}")
            elif (source := self._mapping_source(mapping, owner)) is not None:
                sources[f"mapping {mapping.logical_id}"] = source
        return sources

    def _inbox_source(self, function: Function, address: str) -> _Source:
        return _Source(
            f"events of {function.logical_id}",
            (function.arn, function.asynchronous, function.role, address),
            lambda: Inbox(
                function,
                MessageQueue(self._call, address, self._clock),
                invoke=self._around.invoke,
                destinations=self._destinations(function),
                clock=self._clock,
                retry_waits=self._around.retry_waits,
            ),
        )

    def _mapping_source(self, mapping: EventSourceMapping, function: Function) -> _Source | None:
        service = mapping.source.split(":")[2] if mapping.source.count(":") > 1 else ""
        build: Callable[[], Poller]
        if service == "sqs":
            build = partial(self._queue_reader, mapping, function)
        elif service == "dynamodb":
            build = partial(self._stream_reader, mapping, function)
        else:
            self._warn(mapping, f"{service or mapping.source} is not supported locally")
            return None
        return _Source(
            f"{function.logical_id} reading {mapping.source}",
            (mapping, function.arn, function.role, function.timeout),
            build,
        )

    def _queue_reader(self, mapping: EventSourceMapping, function: Function) -> QueueReader:
        queue = MessageQueue(self._api.as_role(function.role), mapping.source, self._clock)
        return QueueReader(mapping, function, queue, invoke=self._around.invoke, clock=self._clock)

    def _stream_reader(self, mapping: EventSourceMapping, function: Function) -> StreamReader:
        stream = Stream(
            mapping,
            function,
            self._api.as_role(function.role),
            self._around.invoke,
            self._destinations(function),
            self._clock,
        )
        position = self._positions.setdefault(
            f"{mapping.logical_id} {mapping.source}", Position(self._since)
        )
        return StreamReader(stream, position)

    def _destinations(self, function: Function) -> Destinations:
        return Destinations(
            function.logical_id,
            function.arn,
            self._api.as_role(function.role),
            self.invoke_async,
            self._around.journal,
        )

    def _warn(self, mapping: EventSourceMapping, text: str) -> None:
        self._around.journal.notice(
            f"event source mapping {mapping.logical_id}: {text}", level="warning", topic="events"
        )
