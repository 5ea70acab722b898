"""Asynchronous invocation: a function's events wait in an SQS queue until they are processed.

An event stays in the queue until it has succeeded or been given up; a retry is a delay of its
message. So killing this process loses no event. Rules:
https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.local.events.deliveries import Deliveries
from scaffold.local.events.invocation_records import (
    Condition,
    LastAttempt,
    dead_letter_attributes,
    event_record,
)
from scaffold.local.events.message_queue import HELD, MessageQueue
from scaffold.local.events.payloads import Event, queued_event
from scaffold.local.invocation import THROTTLED

if TYPE_CHECKING:
    from scaffold.local.application import AsyncInvocation, Function
    from scaffold.local.events.clock import Clock
    from scaffold.local.events.destinations import Destinations
    from scaffold.local.invocation import InvocationResult, Invoke

RETRY_WAITS: Final = (1.0, 2.0)
"""Seconds before the second and the third attempt locally, where a developer is waiting."""

_CONCURRENT_DELIVERIES: Final = 100
_LONGEST_BACKOFF: Final = 300


@dataclass(slots=True)
class _AttemptCounts:
    """The number of failed and of throttled attempts of an event."""

    errors: int = 0
    throttles: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """Another attempt in `after` seconds."""

    after: float


class AsyncQueueReader:
    """Delivers the events in a function's asynchronous queue to it."""

    def __init__(  # noqa: PLR0913 - independent dependencies
        self,
        function: Function,
        queue: MessageQueue,
        *,
        invoke: Invoke,
        destinations: Destinations,
        clock: Clock,
        retry_waits: tuple[float, float] = RETRY_WAITS,
    ) -> None:
        self.function = function
        self.deliveries = Deliveries(_CONCURRENT_DELIVERIES)
        self._queue = queue
        self._invoke = invoke
        self._destinations = destinations
        self._clock = clock
        self._retry_waits = retry_waits
        self._attempts: dict[str, _AttemptCounts] = {}

    async def step(self) -> None:
        """Receive events and start their delivery."""
        room = await self.deliveries.room()
        for message in await self._queue.receive(room, visibility=HELD):
            self.deliveries.start(self._deliver(message))

    async def _deliver(self, message: dict[str, Any]) -> None:
        event = queued_event(message)
        async with self._queue.held(message["ReceiptHandle"]):
            decision = None if event is None else await self._invoke_function(message, event)
            if isinstance(decision, Retry):
                await self._queue.delay(message["ReceiptHandle"], math.ceil(decision.after))
                return
            if event is not None and decision is not None:
                await self._notify_destinations(event, *decision)
            await self._queue.delete([message["ReceiptHandle"]])
        self._attempts.pop(message["MessageId"], None)

    async def _invoke_function(
        self, message: dict[str, Any], event: Event
    ) -> Retry | tuple[Condition, LastAttempt]:
        """Invoke the function unless the event is too old; return what to do next."""
        attempts = self._attempts.setdefault(message["MessageId"], _AttemptCounts())
        settings = self.function.asynchronous
        if self._age(message) > settings.maximum_age:
            last = LastAttempt(self._clock.time(), message["MessageId"], attempts.errors)
            return "EventAgeExceeded", last
        result = await self._invoke(self.function.arn, event.payload, trigger=event.trigger)
        if result.error_type == THROTTLED:
            attempts.throttles += 1
        else:
            attempts.errors += 1
        return self._decide(settings, attempts, result)

    def _decide(
        self, settings: AsyncInvocation, attempts: _AttemptCounts, result: InvocationResult
    ) -> Retry | tuple[Condition, LastAttempt]:
        if result.error_type == THROTTLED:
            # Throttling doesn't count as an attempt; retry until the event is too old.
            return Retry(min(2.0 ** (attempts.throttles - 1), _LONGEST_BACKOFF))
        last = LastAttempt(self._clock.time(), result.request_id, attempts.errors, result)
        if result.error_type is None:
            return "Success", last
        if attempts.errors > settings.retries:
            return "RetriesExhausted", last
        return Retry(self._retry_waits[min(attempts.errors, len(self._retry_waits)) - 1])

    def _age(self, message: dict[str, Any]) -> float:
        return self._clock.time() - int(message["Attributes"]["SentTimestamp"]) / 1000

    async def _notify_destinations(
        self, event: Event, condition: Condition, last: LastAttempt
    ) -> None:
        """Send the record of an event to the function's destinations."""
        settings = self.function.asynchronous
        succeeded = condition == "Success"
        destination = settings.on_success if succeeded else settings.on_failure
        if destination is not None:
            record = event_record(self.function.arn, event.payload, condition, last)
            await self._destinations.send(destination, record, succeeded=succeeded)
        if settings.dead_letters is not None and not succeeded:
            attributes = dead_letter_attributes(last)
            await self._destinations.send_dead_letter(
                settings.dead_letters, event.payload, attributes
            )
