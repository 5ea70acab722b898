"""The rules for retrying, splitting and discarding a stream's batches.

https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from scaffold.local.events.record_batches import batches, failed_items
from scaffold.local.invocation import THROTTLED

if TYPE_CHECKING:
    from scaffold.local.application import EventSourceMapping
    from scaffold.local.events.invocation_records import Condition
    from scaffold.local.invocation import InvocationResult

_FIRST_BACKOFF: Final = 0.5
_LONGEST_BACKOFF: Final = 60.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Records to attempt at `due`; `after` is the sequence number of the last handled one."""

    records: list[dict[str, Any]]
    attempts: int = 0
    throttles: int = 0
    due: float = 0.0
    after: str | None = None


@dataclass(frozen=True, slots=True)
class DiscardedRecords:
    """Records that are not retried any more."""

    records: list[dict[str, Any]]
    condition: Condition
    attempts: int
    result: InvocationResult | None


def in_batches(records: list[dict[str, Any]], size: int) -> list[Batch]:
    """Split records into batches that each fit into one invocation."""
    found: list[Batch] = []
    for chunk in batches(records, size):
        after = _number(found[-1].records[-1]) if found else None
        found.append(Batch(chunk, after=after))
    return found


def expired(batch: Batch, maximum_age: int, now: float) -> tuple[DiscardedRecords | None, Batch]:
    """Return the records that are too old, and the batch without them."""
    if maximum_age < 0:
        return None, batch
    old = [record for record in batch.records if now - _created(record) > maximum_age]
    if not old:
        return None, batch
    rest = replace(batch, records=batch.records[len(old) :], after=_number(old[-1]))
    return DiscardedRecords(old, "RecordAgeExceeded", batch.attempts, None), rest


def after_attempt(
    batch: Batch, result: InvocationResult, mapping: EventSourceMapping, now: float
) -> tuple[list[Batch], list[DiscardedRecords]]:
    """Return the batches left to attempt, in order, and the discarded records."""
    if result.error_type == THROTTLED:
        throttles = batch.throttles + 1
        return [replace(batch, throttles=throttles, due=now + _backoff(throttles))], []
    left = batch
    if result.error_type is None:
        first = _first_failure(batch, result) if mapping.partial_failures else None
        if first is None:
            return [], []
        if first > 0:
            left = Batch(batch.records[first:], after=_number(batch.records[first - 1]))
    elif mapping.bisect and len(batch.records) > 1:
        # A split doesn't count as a retry.
        middle = len(batch.records) // 2
        first_half, second_half = batch.records[:middle], batch.records[middle:]
        return [
            replace(batch, records=first_half),
            replace(batch, records=second_half, after=_number(first_half[-1])),
        ], []
    attempts = left.attempts + 1
    if 0 <= mapping.retries < attempts:
        return [], [DiscardedRecords(left.records, "RetryAttemptsExhausted", attempts, result)]
    return [replace(left, attempts=attempts, due=now + _backoff(attempts))], []


def _first_failure(batch: Batch, result: InvocationResult) -> int | None:
    """Return the index of the first failed record, from which Lambda retries."""
    numbers = [_number(record) for record in batch.records]
    failed = failed_items(result, set(numbers))
    return min(map(numbers.index, failed), default=None)


def _backoff(times: int) -> float:
    return float(min(_FIRST_BACKOFF * 2 ** min(times - 1, 10), _LONGEST_BACKOFF))


def _number(record: dict[str, Any]) -> str:
    number: str = record["dynamodb"]["SequenceNumber"]
    return number


def _created(record: dict[str, Any]) -> float:
    created: float = record["dynamodb"]["ApproximateCreationDateTime"]
    return created
