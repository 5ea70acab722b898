"""Changes of a table reach their function in order, and a failure holds up what follows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from local.events.cloud import Cloud, Running, in_loop
from local.events.functions import Functions, error, function, success

from scaffold.local.application import Application, EventSourceMapping

if TYPE_CHECKING:
    from scaffold.local.invocation import InvocationResult

STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/videos/stream/2026-11-24T20:00:00.000"
LOST = "arn:aws:sqs:us-east-1:000000000000:lost"


class Changes(Running):
    """A table's stream and the function that reads it."""

    def __init__(self, functions: Functions, **mapping: Any) -> None:  # noqa: ANN401 - as EventSourceMapping takes them
        self.cloud = Cloud()
        self.time = self.cloud.time
        self.lost = self.cloud.queue("lost")
        self.functions = functions
        self.mapping = EventSourceMapping("Changes", "Work", STREAM, **mapping)
        super().__init__(self.cloud, functions)

    async def read(self, count: int = 0, **mapping: Any) -> list[str]:  # noqa: ANN401 - as EventSourceMapping takes them
        """Let the function read, with `count` new changes; their sequence numbers."""
        numbers = [self.cloud.write(STREAM, value) for value in range(count)]
        if mapping:
            self.mapping = EventSourceMapping("Changes", "Work", STREAM, **mapping)
        application = Application(
            "app", "us-east-1", functions=(function(),), mappings=(self.mapping,)
        )
        await self.sources.update(application)
        await self.time.turn(0)
        return numbers

    @property
    def batches(self) -> list[list[int]]:
        """The keys of each invocation's records."""
        return [
            [int(record["dynamodb"]["Keys"]["id"]["N"]) for record in event["Records"]]
            for event in self.functions.events
        ]

    def record(self) -> dict[str, Any]:
        """The one record of the destination."""
        (message,) = self.lost.messages
        record: dict[str, Any] = json.loads(message.body)
        return record


def failures(*numbers: str) -> InvocationResult:
    """A report of failed records."""
    items = [{"itemIdentifier": number} for number in numbers]
    return success(json.dumps({"batchItemFailures": items}).encode())


@in_loop
async def test_event_shape() -> None:
    """A record is the stream's own, with the stream's ARN, as in the Lambda guide."""
    async with Changes(Functions()) as running:
        (number,) = await running.read(1)
        (event,) = running.functions.events
        assert event == {
            "Records": [
                {
                    "eventID": "e1",
                    "eventName": "INSERT",
                    "eventVersion": "1.1",
                    "eventSource": "aws:dynamodb",
                    "awsRegion": "us-east-1",
                    "dynamodb": {
                        "ApproximateCreationDateTime": running.time.seconds,
                        "Keys": {"id": {"N": "0"}},
                        "NewImage": {"id": {"N": "0"}},
                        "SequenceNumber": number,
                        "SizeBytes": 8,
                        "StreamViewType": "NEW_AND_OLD_IMAGES",
                    },
                    "eventSourceARN": STREAM,
                }
            ]
        }
        assert running.functions.triggers == ["table videos"]


@in_loop
async def test_batches_in_order() -> None:
    """Changes come in their order, in batches of the mapping's size."""
    async with Changes(Functions(), batch_size=4) as running:
        await running.read(10)
        assert running.batches == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
        running.cloud.write(STREAM, 10)
        await running.time.turn(1)
        assert running.batches[3:] == [[10]]


@in_loop
async def test_wake_reads_at_once() -> None:
    """A write that is known of is delivered without waiting for the next look."""
    async with Changes(Functions()) as running:
        await running.read()
        running.cloud.write(STREAM, 0)
        await running.time.turn(0)
        assert running.batches == []
        running.sources.wake()
        await running.time.turn(0)
        assert running.batches == [[0]]


@in_loop
async def test_batching_window_collects_messages() -> None:
    """With a window, a batch waits for more until the window is over."""
    async with Changes(Functions(), batch_size=100, batching_window=10) as running:
        await running.read(1)
        await running.time.turn(5)
        running.cloud.write(STREAM, 1)
        await running.time.turn(4)
        assert running.batches == []
        await running.time.turn(1.5)
        assert running.batches == [[0, 1]]


@in_loop
async def test_latest_leaves_out_what_was_there() -> None:
    """A mapping that starts with the latest gets nothing older than itself, and all since."""
    async with Changes(Functions(), starting_position="LATEST") as running:
        old = running.time.seconds - 60
        running.cloud.write(STREAM, 1, ApproximateCreationDateTime=old)
        running.cloud.write(STREAM, 2)
        await running.read()
        assert running.batches == [[2]]


@in_loop
async def test_trim_horizon_begins_with_the_oldest() -> None:
    """A mapping that starts at the trim horizon gets all that the stream still has."""
    async with Changes(Functions(), starting_position="TRIM_HORIZON") as running:
        old = running.time.seconds - 60
        running.cloud.write(STREAM, 1, ApproximateCreationDateTime=old)
        await running.read()
        assert running.batches == [[1]]


@in_loop
async def test_failure_holds_up_the_shard() -> None:
    """A batch that fails is tried again, longer and longer apart, before anything after it."""
    async with Changes(Functions(error(), error(), success()), batch_size=2) as running:
        await running.read(4)
        assert running.batches == [[0, 1]]
        await running.time.turn(1)
        assert running.batches == [[0, 1], [0, 1]]
        await running.time.turn(1.5)
        assert running.batches == [[0, 1], [0, 1], [0, 1], [2, 3]]


@in_loop
async def test_exhausted_retries_reach_the_destination() -> None:
    """A batch is given up after its retries, and its place is recorded in the documented form."""
    functions = Functions(error(), error(), success())
    settings = {"batch_size": 2, "retries": 1, "on_failure": LOST}
    async with Changes(functions, **settings) as running:
        numbers = await running.read(3)
        await running.time.turn(2)
        assert running.batches == [[0, 1], [0, 1], [2]]
        record = running.record()
        timestamp = record["DDBStreamBatchInfo"]["approximateArrivalOfFirstRecord"]
        assert timestamp.endswith("Z")
        assert record.pop("timestamp") >= timestamp
        assert record == {
            "requestContext": {
                "requestId": "r-1",
                "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:work",
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": 2,
            },
            "responseContext": {
                "statusCode": 200,
                "executedVersion": "$LATEST",
                "functionError": "Unhandled",
            },
            "version": "1.0",
            "DDBStreamBatchInfo": {
                "shardId": "shard-1",
                "startSequenceNumber": numbers[0],
                "endSequenceNumber": numbers[1],
                "approximateArrivalOfFirstRecord": timestamp,
                "approximateArrivalOfLastRecord": timestamp,
                "batchSize": 2,
                "streamArn": STREAM,
            },
        }


@in_loop
async def test_old_records_are_given_up() -> None:
    """Records older than the maximum age are given up, and what follows goes on."""
    settings = {"batch_size": 1, "maximum_age": 60, "on_failure": LOST}
    async with Changes(Functions(error()), **settings) as running:
        await running.read(1)
        await running.time.turn(50)
        running.cloud.write(STREAM, 7)
        await running.time.turn(50)
        assert running.record()["requestContext"]["condition"] == "RecordAgeExceeded"
        assert running.batches[-1] == [7]


@in_loop
async def test_bisect_finds_the_poison() -> None:
    """A failing batch is halved until the record that fails is alone; the others are handled."""
    functions = Functions(error(), success(), error(), error(), success())
    settings = {"batch_size": 4, "retries": 0, "bisect": True, "on_failure": LOST}
    async with Changes(functions, **settings) as running:
        numbers = await running.read(4)
        await running.time.turn(1)
        assert running.batches == [[0, 1, 2, 3], [0, 1], [2, 3], [2], [3]]
        assert running.record()["DDBStreamBatchInfo"]["startSequenceNumber"] == numbers[2]


@in_loop
async def test_partial_failure_goes_on_from_the_first_failed() -> None:
    """Of a batch with a reported failure, what comes before the lowest one is handled."""
    functions = Functions(success(), success())
    async with Changes(functions, partial_failures=True) as running:
        numbers = [running.cloud.write(STREAM, value) for value in range(5)]
        functions.return_first(failures(numbers[3], numbers[2]))
        await running.read()
        await running.time.turn(1)
        assert running.batches == [[0, 1, 2, 3, 4], [2, 3, 4]]


@in_loop
async def test_invalid_failure_report_fails_the_batch() -> None:
    """A report with an unknown sequence number repeats the whole batch."""
    functions = Functions(failures("999"), success())
    async with Changes(functions, partial_failures=True) as running:
        await running.read(2)
        await running.time.turn(1)
        assert running.batches == [[0, 1], [0, 1]]


@in_loop
async def test_throttling_does_not_count_as_a_retry() -> None:
    """A throttled batch never reached the function: it keeps its retries."""
    throttled = error("Rate exceeded", "TooManyRequestsException")
    functions = Functions(throttled, throttled, error(), success())
    async with Changes(functions, retries=1, on_failure=LOST) as running:
        await running.read(1)
        await running.time.turn(4)
        assert running.batches == [[0], [0], [0], [0]]
        assert running.lost.messages == []


@in_loop
async def test_filters() -> None:
    """Changes that match no filter never reach the function, and hold nothing up."""
    pattern = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"id": {"N": ["1", "3"]}}}}
    async with Changes(Functions(), filters=(pattern,)) as running:
        await running.read(5)
        assert running.batches == [[1, 3]]


@in_loop
async def test_changed_mapping_goes_on_where_it_was() -> None:
    """A mapping whose settings change repeats nothing and leaves nothing out."""
    async with Changes(Functions(), batch_size=10) as running:
        await running.read(2)
        running.cloud.write(STREAM, 2)
        await running.read(batch_size=5)
        await running.time.turn(1)
        assert running.batches == [[0, 1], [2]]


@in_loop
async def test_changed_mapping_in_the_middle_of_a_batch() -> None:
    """What was handled of a batch stays handled when its mapping changes while the rest fails."""
    functions = Functions(error(), success(), error())
    async with Changes(functions, batch_size=4, bisect=True) as running:
        await running.read(4)
        assert running.batches[:3] == [[0, 1, 2, 3], [0, 1], [2, 3]]
        functions.events.clear()
        await running.read(batch_size=2, bisect=True)
        await running.time.turn(1)
        assert running.batches[0] == [2, 3]


@in_loop
async def test_emulator_restart() -> None:
    """After a restart, when old records are gone and numbered anew, every new one is delivered."""
    async with Changes(Functions()) as running:
        await running.read(3)
        running.cloud.is_down = True
        await running.time.turn(2)
        running.cloud.records.clear()
        running.cloud.is_down = False
        running.cloud.write(STREAM, 7)
        await running.time.turn(5)
        assert running.batches == [[0, 1, 2], [7]]
        assert running.notices == []
