"""Event source mappings of DynamoDB streams.

Rules: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html and its services-ddb-*.html pages.
Each shard is read in order: a failing batch blocks the records after it.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scaffold.local.events.aws_client import ServiceError, UnreachableError
from scaffold.local.events.deliveries import Deliveries
from scaffold.local.events.invocation_records import LastAttempt, batch_record, timestamp
from scaffold.local.events.patterns import compile_pattern
from scaffold.local.events.payloads import stream_record
from scaffold.local.events.record_batches import payload_of
from scaffold.local.events.stream_batches import (
    Batch,
    DiscardedRecords,
    after_attempt,
    expired,
    in_batches,
)

if TYPE_CHECKING:
    from scaffold.local.application import EventSourceMapping, Function
    from scaffold.local.events.aws_client import RoleClient
    from scaffold.local.events.clock import Clock
    from scaffold.local.events.destinations import Destinations
    from scaffold.local.invocation import Invoke

# Seconds between two polls of an idle stream, as on Lambda.
IDLE: Final = 0.25
_SHARD_LIST_TTL: Final = 30
_PAGE_SIZE: Final = 1000


@dataclass(slots=True)
class Shard:
    """The state of reading a shard."""

    id: str
    parent: str | None
    iterator: str | None = None
    closed: bool = False
    # Records that are not in a batch yet, and when the first of them was read.
    waiting: list[dict[str, Any]] = field(default_factory=list)
    since: float = 0.0
    # The sequence number of the last record read, filtered out or not.
    read: str | None = None
    pending: list[Batch] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """True if the shard is closed and all of its records are handled."""
        return self.closed and not self.waiting and not self.pending


@dataclass(slots=True)
class Position:
    """The progress of a mapping; outlives its reader, so that a changed mapping continues there.

    A mapping that starts at LATEST skips records older than `since`, in seconds since the epoch.
    """

    since: float
    handled: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream, the function that reads it, and how to reach both."""

    mapping: EventSourceMapping
    function: Function
    call: RoleClient
    invoke: Invoke
    destinations: Destinations
    clock: Clock

    @property
    def trigger(self) -> str:
        """The name of the source, such as `table videos`."""
        return f"table {self.mapping.source.split('/')[1]}"


class StreamReader:
    """Delivers the changes of a table to a function."""

    def __init__(self, stream: Stream, position: Position) -> None:
        # A step awaits its own delivery, so this one stays unused.
        self.deliveries = Deliveries(1)
        self._stream = stream
        self._mapping = stream.mapping
        self._position = position
        # Set to end the pause between polls.
        self.wakeup = asyncio.Event()
        self._filters = [compile_pattern(pattern) for pattern in stream.mapping.filters]
        self._shards: dict[str, Shard] = {}
        self._listed_shards_at: float | None = None

    async def step(self) -> None:
        """Read every shard once and deliver due batches; pause if there were none."""
        try:
            await self._list_shards()
            done = {shard.id for shard in self._shards.values() if shard.is_done}
            ready = [
                shard
                for shard in self._shards.values()
                if not shard.is_done and (shard.parent not in self._shards or shard.parent in done)
            ]
            busy = await asyncio.gather(*map(self._advance, ready))
        except (UnreachableError, ServiceError):
            # A restarted emulator renumbers its records, which invalidates iterators.
            self._shards.clear()
            self._listed_shards_at = None
            raise
        if not any(busy):
            await self._stream.clock.pause(IDLE, self.wakeup)
        self.wakeup.clear()

    async def _list_shards(self) -> None:
        now = self._stream.clock.time()
        if self._listed_shards_at is not None and now - self._listed_shards_at < _SHARD_LIST_TTL:
            return
        start: dict[str, str] = {}
        while True:
            answer = await self._ask("DescribeStream", StreamArn=self._mapping.source, **start)
            description = answer["StreamDescription"]
            for shard in description["Shards"]:
                name = shard["ShardId"]
                self._shards.setdefault(name, Shard(name, shard.get("ParentShardId")))
            if "LastEvaluatedShardId" not in description:
                break
            start = {"ExclusiveStartShardId": description["LastEvaluatedShardId"]}
        self._listed_shards_at = now

    async def _advance(self, shard: Shard) -> bool:
        """Take the next step in a shard; return False if there was nothing to do."""
        if shard.pending:
            return await self._deliver(shard)
        found = False
        if not shard.closed and len(shard.waiting) < self._mapping.batch_size:
            found = await self._read(shard)
        if self._is_batch_due(shard):
            shard.pending = in_batches(shard.waiting, self._mapping.batch_size)
            shard.waiting = []
        elif not shard.waiting and shard.read is not None:
            # All records were filtered out.
            self._position.handled[shard.id] = shard.read
        return found or bool(shard.pending)

    def _is_batch_due(self, shard: Shard) -> bool:
        """Return True if the waiting records fill a batch, or its window is over."""
        age = self._stream.clock.time() - shard.since
        return bool(shard.waiting) and (
            shard.closed
            or len(shard.waiting) >= self._mapping.batch_size
            or age >= self._mapping.batching_window
        )

    async def _read(self, shard: Shard) -> bool:
        if shard.iterator is None:
            shard.iterator = await self._iterator(shard)
        limit = min(self._mapping.batch_size - len(shard.waiting), _PAGE_SIZE)
        answer = await self._ask("GetRecords", ShardIterator=shard.iterator, Limit=limit)
        shard.iterator = answer.get("NextShardIterator")
        shard.closed = shard.iterator is None
        records = [stream_record(record, self._mapping.source) for record in answer["Records"]]
        if records:
            shard.read = records[-1]["dynamodb"]["SequenceNumber"]
        wanted = [record for record in records if self._wants(record)]
        if wanted and not shard.waiting:
            shard.since = self._stream.clock.time()
        shard.waiting += wanted
        return bool(records)

    async def _iterator(self, shard: Shard) -> str:
        """Return an iterator after the last handled record, or at the oldest one.

        A mapping that starts at LATEST also begins at the oldest record, and skips what is older
        than itself, so that no record is lost between its creation and its first poll.
        """
        place = {"StreamArn": self._mapping.source, "ShardId": shard.id}
        handled = self._position.handled.get(shard.id)
        if handled is not None:
            # After an emulator restart the record is gone, and all records are new.
            with contextlib.suppress(ServiceError):
                answer = await self._ask(
                    "GetShardIterator",
                    **place,
                    ShardIteratorType="AFTER_SEQUENCE_NUMBER",
                    SequenceNumber=handled,
                )
                return str(answer["ShardIterator"])
        answer = await self._ask("GetShardIterator", **place, ShardIteratorType="TRIM_HORIZON")
        return str(answer["ShardIterator"])

    def _wants(self, record: dict[str, Any]) -> bool:
        created = record["dynamodb"]["ApproximateCreationDateTime"]
        if self._mapping.starting_position == "LATEST" and created < int(self._position.since):
            return False
        return not self._filters or any(matches(record) for matches in self._filters)

    async def _deliver(self, shard: Shard) -> bool:
        """Attempt the first batch if it is due; return False if it is not."""
        now = self._stream.clock.time()
        batch = shard.pending[0]
        if batch.due > now:
            return False
        old, batch = expired(batch, self._mapping.maximum_age, now)
        rest: list[Batch] = []
        discarded = [old] if old is not None else []
        if batch.records:
            result = await self._stream.invoke(
                self._stream.function.arn, payload_of(batch.records), trigger=self._stream.trigger
            )
            rest, given_up = after_attempt(batch, result, self._mapping, self._stream.clock.time())
            discarded += given_up
        for records in discarded:
            await self._send_to_destination(shard, records)
        shard.pending[:1] = rest
        self._checkpoint(shard)
        return True

    def _checkpoint(self, shard: Shard) -> None:
        """Record the last handled record, before the first pending one."""
        if not shard.pending:
            if shard.read is not None:
                self._position.handled[shard.id] = shard.read
            return
        handled = shard.pending[0].after
        if handled is not None:
            self._position.handled[shard.id] = handled

    async def _send_to_destination(self, shard: Shard, discarded: DiscardedRecords) -> None:
        """Send the discarded records to the on-failure destination."""
        if self._mapping.on_failure is None:
            return
        created = [r["dynamodb"]["ApproximateCreationDateTime"] for r in discarded.records]
        numbers = [r["dynamodb"]["SequenceNumber"] for r in discarded.records]
        result = discarded.result
        request = result.request_id if result is not None else ""
        last = LastAttempt(self._stream.clock.time(), request, discarded.attempts, result)
        place = {
            "shardId": shard.id,
            "startSequenceNumber": numbers[0],
            "endSequenceNumber": numbers[-1],
            "approximateArrivalOfFirstRecord": timestamp(created[0]),
            "approximateArrivalOfLastRecord": timestamp(created[-1]),
            "batchSize": len(discarded.records),
            "streamArn": self._mapping.source,
        }
        record = batch_record(self._stream.function.arn, discarded.condition, last, place)
        await self._stream.destinations.send(self._mapping.on_failure, record, succeeded=False)

    async def _ask(self, operation: str, **parameters: object) -> dict[str, Any]:
        return await self._stream.call("dynamodbstreams", operation, **parameters)
