"""Event source mappings of SQS queues.

Rules: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html and its services-sqs-*.html pages.
A message that is not deleted becomes visible again after the queue's visibility timeout, and moves
to the dead-letter queue by the queue's redrive policy.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import ScaffoldError
from scaffold.local.events.deliveries import Deliveries
from scaffold.local.events.message_queue import POLL
from scaffold.local.events.patterns import compile_pattern
from scaffold.local.events.payloads import sqs_record
from scaffold.local.events.record_batches import batches, failed_items, payload_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.application import EventSourceMapping, Function, Json
    from scaffold.local.events.clock import Clock
    from scaffold.local.events.message_queue import MessageQueue
    from scaffold.local.events.patterns import Matcher
    from scaffold.local.invocation import Invoke

_CONCURRENT_BATCHES: Final = 10
_PLAIN_BATCH: Final = 10


class MappingError(ScaffoldError):
    """A mapping that Lambda would not create."""


class QueueReader:
    """Delivers the messages of a queue to a function."""

    def __init__(
        self,
        mapping: EventSourceMapping,
        function: Function,
        queue: MessageQueue,
        *,
        invoke: Invoke,
        clock: Clock,
    ) -> None:
        self.deliveries = Deliveries(mapping.maximum_concurrency or _CONCURRENT_BATCHES)
        self._mapping = mapping
        self._function = function
        self._queue = queue
        self._invoke = invoke
        self._clock = clock
        self._filters = [_message_filter(pattern) for pattern in mapping.filters]
        self._checked = False

    async def step(self) -> None:
        """Collect a batch and start its delivery."""
        if not self._checked:
            await self._check()
        await self.deliveries.room()
        collected: list[dict[str, Any]] = []
        try:
            await self._collect(collected)
        finally:
            if collected:
                self.deliveries.start(self._deliver_all(collected))

    async def _check(self) -> None:
        """Raise MappingError if Lambda would not create the mapping."""
        size, window = self._mapping.batch_size, self._mapping.batching_window
        is_fifo = self._mapping.source.endswith(".fifo")
        if size > _PLAIN_BATCH and (window == 0 or is_fifo):
            raise MappingError(
                f"Lambda rejects a BatchSize of {size}: above {_PLAIN_BATCH} the queue must not be "
                "FIFO, and MaximumBatchingWindowInSeconds must be at least 1"
            )
        visibility = int((await self._queue.attributes()).get("VisibilityTimeout", "30"))
        if visibility < self._function.timeout:
            raise MappingError(
                f"Lambda rejects a queue whose VisibilityTimeout ({visibility} s) is shorter than "
                f"the function's Timeout ({self._function.timeout} s)"
            )
        self._checked = True

    async def _collect(self, collected: list[dict[str, Any]]) -> None:
        """Receive messages until the batch is full or its window is over."""
        region = self._mapping.source.split(":")[3]
        closes: float | None = None
        while (missing := self._mapping.batch_size - len(collected)) > 0:
            left = POLL if closes is None else closes - self._clock.time()
            if left <= 0:
                return
            messages = await self._queue.receive(missing, wait=min(POLL, int(left)))
            if closes is None:
                closes = self._clock.time() + self._mapping.batching_window
                if not messages:
                    return
            records = [sqs_record(message, self._mapping.source, region) for message in messages]
            wanted = [record for record in records if self._wants(record)]
            collected += wanted
            # Lambda deletes the messages that its filters exclude.
            await self._delete([record for record in records if record not in wanted])

    def _wants(self, record: dict[str, Any]) -> bool:
        return not self._filters or any(matches(record) for matches in self._filters)

    async def _deliver_all(self, collected: list[dict[str, Any]]) -> None:
        """Deliver the messages, in several batches if they exceed one invocation's limit."""
        for batch in batches(collected, self._mapping.batch_size):
            is_done = await self._deliver(batch)
            # In a FIFO queue, later messages wait for a failed one.
            if not is_done and self._mapping.source.endswith(".fifo"):
                return

    async def _deliver(self, batch: list[dict[str, Any]]) -> bool:
        name = self._mapping.source.rpartition(":")[2]
        result = await self._invoke(self._function.arn, payload_of(batch), trigger=f"queue {name}")
        if result.error_type is not None:
            return False
        failed: set[str] = set()
        if self._mapping.partial_failures:
            failed = failed_items(result, {record["messageId"] for record in batch})
        await self._delete([record for record in batch if record["messageId"] not in failed])
        return not failed

    async def _delete(self, records: list[dict[str, Any]]) -> None:
        await self._queue.delete([record["receiptHandle"] for record in records])


def _message_filter(pattern: Json) -> Matcher:
    """Return a predicate of records; a JSON body is matched as JSON, any other as a string.

    A body of the other kind than the pattern's matches nothing.
    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
    """
    matches = compile_pattern(pattern)
    of_json = isinstance(pattern, dict) and isinstance(pattern.get("body"), dict)
    of_text = isinstance(pattern, dict) and isinstance(pattern.get("body"), list)

    def test(record: object) -> bool:
        assert isinstance(record, dict)  # noqa: S101 - made by sqs_record
        body = _parsed(record)
        if body is None:
            return not of_json and matches(record)
        return not of_text and matches({**record, "body": body})

    return test


def _parsed(record: Mapping[str, Any]) -> object | None:
    """Return a body that is a JSON object or list, or None."""
    try:
        body: object = json.loads(record["body"])
    except ValueError:
        return None
    return body if isinstance(body, (dict, list)) else None
