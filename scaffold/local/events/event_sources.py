"""All event sources of a deployed application, updated with each deployment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from scaffold.errors import ScaffoldError
from scaffold.local.events.async_queue import RETRY_WAITS, AsyncQueueReader
from scaffold.local.events.async_queue_urls import AsyncQueueUrls
from scaffold.local.events.aws_client import AwsClient
from scaffold.local.events.clock import Clock
from scaffold.local.events.destinations import Destinations
from scaffold.local.events.message_queue import MessageQueue
from scaffold.local.events.payloads import TRIGGER_ATTRIBUTE
from scaffold.local.events.polling import PollingTask
from scaffold.local.events.queues import QueueReader
from scaffold.local.events.schedules import Scheduler, Targets
from scaffold.local.events.streams import Position, Stream, StreamReader

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import Application, EventSourceMapping, Function
    from scaffold.local.events.aws_client import FetchCredentials
    from scaffold.local.events.polling import Poller
    from scaffold.local.invocation import Invoke


@dataclass(frozen=True, slots=True)
class EventSourcesContext:
    """The endpoints and callbacks that event sources need."""

    endpoint: str
    region: str
    credentials: FetchCredentials
    invoke: Invoke
    may_invoke: Callable[[str, str], Awaitable[bool]]
    activity: ActivityLog
    clock: Clock = field(default_factory=Clock)
    # Seconds before the second and the third attempt of an asynchronous invocation.
    retry_waits: tuple[float, float] = RETRY_WAITS
    transport: httpx.AsyncBaseTransport | None = None


class UnknownFunctionError(ScaffoldError):
    """The application does not have the function."""

    def __init__(self, function: str) -> None:
        super().__init__(f"Function not found: {function}")


class UnknownScheduleError(ScaffoldError):
    """The application does not have the schedule."""

    def __init__(self, schedule: str) -> None:
        super().__init__(f"no schedule named {schedule!r}")


@dataclass(frozen=True, slots=True)
class _Source:
    """An event source of the application; a changed `config` needs a new poller."""

    about: str
    config: tuple[Any, ...]
    build: Callable[[], Poller]


@dataclass(frozen=True, slots=True)
class _Running:
    """A running poller, and the configuration it was built from."""

    config: tuple[Any, ...]
    poller: Poller
    task: PollingTask


class EventSources:
    """Delivers the events of one application until `aclose`."""

    def __init__(self, context: EventSourcesContext) -> None:
        self._context = context
        self._aws = AwsClient(
            context.endpoint,
            context.region,
            context.credentials,
            context.clock,
            context.transport,
        )
        self._clock = context.clock
        self._call = self._aws.as_role(None)
        self._application: Application | None = None
        self._queue_urls = AsyncQueueUrls(self._call)
        self._running: dict[str, _Running] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._positions: dict[str, Position] = {}
        self._since = context.clock.time()
        targets = Targets(self._aws, context.region, self.invoke_async, context.may_invoke)
        self.scheduler = Scheduler(targets, context.activity, context.clock)

    async def __aenter__(self) -> Self:
        """Return self."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop all event sources."""
        await self.aclose()

    async def update(self, application: Application) -> None:
        """Apply a new deployment of the application.

        Unchanged sources continue; changed ones are replaced after their current deliveries. Raise
        `UnreachableError` if the emulator does not respond.
        """
        self._application = application
        await self._queue_urls.update(application)
        wanted = self._wanted(application)
        for key, running in list(self._running.items()):
            known = wanted.get(key)
            # Restart a failing poller: the deployment may have added its permission.
            if known is None or known.config != running.config or running.task.failing:
                del self._running[key]
                self._stop_later(running.task)
        self.scheduler.update(application.schedules)
        for key, source in wanted.items():
            self._start(key, source)

    async def invoke_async(self, function: str, payload: bytes, trigger: str) -> str:
        """Queue an event for the function with an ARN; return the event's ID."""
        application = self._application
        found = application.function(function.removesuffix(":$LATEST")) if application else None
        if found is None:
            raise UnknownFunctionError(function)
        queue_url = await self._queue_urls.ensure(found)
        self._start(f"async queue {found.logical_id}", self._async_queue_source(found, queue_url))
        answer = await self._call(
            "sqs",
            "SendMessage",
            QueueUrl=queue_url,
            MessageBody=payload.decode(),
            MessageAttributes={
                TRIGGER_ATTRIBUTE: {"DataType": "String", "StringValue": trigger},
            },
        )
        return str(answer["MessageId"])

    async def fire(self, schedule: str) -> None:
        """Fire a schedule now, by its logical ID or name."""
        schedules = self._application.schedules if self._application is not None else ()
        for known in schedules:
            if schedule in {known.logical_id, known.name}:
                await self.scheduler.fire(known)
                return
        raise UnknownScheduleError(schedule)

    def wake(self) -> None:
        """Poll the streams immediately, because a table has probably changed."""
        for running in self._running.values():
            if isinstance(running.poller, StreamReader):
                running.poller.wakeup.set()

    async def aclose(self) -> None:
        """Stop everything within a second.

        Events of asynchronous invocations return to their queue immediately, those of mapped queues
        after the visibility timeout.
        """
        for task in self._ending:
            task.cancel()
        await asyncio.gather(
            *(running.task.aclose() for running in self._running.values()),
            *self._ending,
            return_exceptions=True,
        )
        self._running.clear()
        await self._aws.aclose()

    def _stop_later(self, task: PollingTask) -> None:
        ending = asyncio.create_task(task.stop())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    def _start(self, key: str, source: _Source) -> None:
        if key not in self._running:
            poller = source.build()
            task = PollingTask(source.about, poller, self._context.activity, self._clock)
            self._running[key] = _Running(source.config, poller, task)

    def _wanted(self, application: Application) -> dict[str, _Source]:
        sources = {"schedules": _Source("schedules", (), lambda: self.scheduler)}
        for function in application.functions:
            queue_url = self._queue_urls.get(function)
            if queue_url is not None:
                sources[f"async queue {function.logical_id}"] = self._async_queue_source(
                    function, queue_url
                )
        for mapping in application.mappings:
            owner = application.function(mapping.function)
            if not mapping.enabled:
                continue
            if owner is None:
                self._warn(mapping, f"no function named {mapping.function}")
            elif (source := self._mapping_source(mapping, owner)) is not None:
                sources[f"mapping {mapping.logical_id}"] = source
        return sources

    def _async_queue_source(self, function: Function, queue_url: str) -> _Source:
        return _Source(
            f"events of {function.logical_id}",
            (function.arn, function.asynchronous, function.role, queue_url),
            lambda: AsyncQueueReader(
                function,
                MessageQueue(self._call, queue_url, self._clock),
                invoke=self._context.invoke,
                destinations=self._destinations(function),
                clock=self._clock,
                retry_waits=self._context.retry_waits,
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
        queue = MessageQueue(self._aws.as_role(function.role), mapping.source, self._clock)
        return QueueReader(mapping, function, queue, invoke=self._context.invoke, clock=self._clock)

    def _stream_reader(self, mapping: EventSourceMapping, function: Function) -> StreamReader:
        stream = Stream(
            mapping,
            function,
            self._aws.as_role(function.role),
            self._context.invoke,
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
            self._aws.as_role(function.role),
            self.invoke_async,
            self._context.activity,
        )

    def _warn(self, mapping: EventSourceMapping, text: str) -> None:
        self._context.activity.notice(
            f"event source mapping {mapping.logical_id}: {text}", level="warning", topic="events"
        )
