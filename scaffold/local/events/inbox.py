"""Asynchronous invocation: a function's events wait in its inbox until they are done.

An event stays in the queue until its fate is settled, and a wait before another attempt is a
delay of its message: whoever kills this process loses no event. Rules:
https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.local.events.deliveries import Deliveries
from scaffold.local.events.invocation import THROTTLED
from scaffold.local.events.invocation_records import (
    Condition,
    Ended,
    dead_letter_attributes,
    event_record,
)
from scaffold.local.events.messages import HELD, MessageQueue
from scaffold.local.events.shapes import Event, inbox_event

if TYPE_CHECKING:
    from scaffold.local.application import AsyncInvocation, Function
    from scaffold.local.events.clock import Clock
    from scaffold.local.events.destinations import Destinations
    from scaffold.local.events.invocation import Invoke, Outcome

AWS_RETRY_WAITS: Final = (60.0, 120.0)
"""Seconds before the second and the third attempt in the cloud."""
RETRY_WAITS: Final = (1.0, 2.0)
"""Seconds before the second and the third attempt on this computer, where somebody looks on."""

_AT_ONCE: Final = 100
_LONGEST_BACKOFF: Final = 300


@dataclass(slots=True)
class _Attempts:
    """How often an event was tried, and how often of these it was throttled."""

    errors: int = 0
    throttles: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """Another attempt, in so many seconds."""

    after: float


class Inbox:
    """Brings the events of one function's inbox to it."""

    def __init__(  # noqa: PLR0913 - what is given from outside, each once
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
        self.deliveries = Deliveries(_AT_ONCE)
        self._queue = queue
        self._invoke = invoke
        self._destinations = destinations
        self._clock = clock
        self._waits = retry_waits
        self._attempts: dict[str, _Attempts] = {}

    async def step(self) -> None:
        """Receive what waits, and start delivering it."""
        room = await self.deliveries.room()
        for message in await self._queue.receive(room, visibility=HELD):
            self.deliveries.start(self._deliver(message))

    async def _deliver(self, message: dict[str, Any]) -> None:
        event = inbox_event(message)
        async with self._queue.held(message["ReceiptHandle"]):
            fate = None if event is None else await self._attempt(message, event)
            if isinstance(fate, Retry):
                await self._queue.delay(message["ReceiptHandle"], math.ceil(fate.after))
                return
            if event is not None and fate is not None:
                await self._settle(event, *fate)
            await self._queue.delete([message["ReceiptHandle"]])
        self._attempts.pop(message["MessageId"], None)

    async def _attempt(
        self, message: dict[str, Any], event: Event
    ) -> Retry | tuple[Condition, Ended]:
        """Invoke the function, unless the event is too old, and say what comes next."""
        attempts = self._attempts.setdefault(message["MessageId"], _Attempts())
        settings = self.function.asynchronous
        if self._age(message) > settings.maximum_age:
            ended = Ended(self._clock.time(), message["MessageId"], attempts.errors)
            return "EventAgeExceeded", ended
        outcome = await self._invoke(self.function.arn, event.payload, trigger=event.trigger)
        if outcome.error_type == THROTTLED:
            attempts.throttles += 1
        else:
            attempts.errors += 1
        return self._next(settings, attempts, outcome)

    def _next(
        self, settings: AsyncInvocation, attempts: _Attempts, outcome: Outcome
    ) -> Retry | tuple[Condition, Ended]:
        if outcome.error_type == THROTTLED:
            # Not an attempt: until the event is too old.
            return Retry(min(2.0 ** (attempts.throttles - 1), _LONGEST_BACKOFF))
        ended = Ended(self._clock.time(), outcome.request_id, attempts.errors, outcome)
        if outcome.error_type is None:
            return "Success", ended
        if attempts.errors > settings.retries:
            return "RetriesExhausted", ended
        return Retry(self._waits[min(attempts.errors, len(self._waits)) - 1])

    def _age(self, message: dict[str, Any]) -> float:
        return self._clock.time() - int(message["Attributes"]["SentTimestamp"]) / 1000

    async def _settle(self, event: Event, condition: Condition, ended: Ended) -> None:
        """Tell the destinations how an event has ended."""
        settings = self.function.asynchronous
        succeeded = condition == "Success"
        destination = settings.on_success if succeeded else settings.on_failure
        if destination is not None:
            record = event_record(self.function.arn, event.payload, condition, ended)
            await self._destinations.send(destination, record, succeeded=succeeded)
        if settings.dead_letters is not None and not succeeded:
            attributes = dead_letter_attributes(ended)
            await self._destinations.bury(settings.dead_letters, event.payload, attributes)
