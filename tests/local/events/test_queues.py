"""Queues reach their functions in batches, and what fails comes back."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from local.events.cloud import Cloud, Running, binary, in_loop
from local.events.functions import Functions, error, function, success

from scaffold.local.application import Application, EventSourceMapping

ARN = "arn:aws:sqs:us-east-1:000000000000:orders"


class Orders(Running):
    """A queue of orders and the function that reads it."""

    def __init__(self, functions: Functions, *, name: str = "orders", **mapping: Any) -> None:  # noqa: ANN401 - as EventSourceMapping takes them
        self.cloud = Cloud()
        self.time = self.cloud.time
        self.dead = self.cloud.queue("orders-dead")
        self.queue = self.cloud.queue(name, dead_letters="orders-dead")
        self.functions = functions
        self.mapping = EventSourceMapping("Orders", "Work", self.queue.arn, **mapping)
        super().__init__(self.cloud, functions)

    async def read(self, *bodies: object, **work: Any) -> None:  # noqa: ANN401 - as Function takes them
        """Let the function read, with messages in the queue."""
        for body in bodies:
            self.cloud.send(self.queue, body)
        application = Application(
            "app", "us-east-1", functions=(function(**work),), mappings=(self.mapping,)
        )
        await self.sources.update(application)
        await self.time.turn(0)

    @property
    def batches(self) -> list[list[str]]:
        """The bodies of each invocation's records."""
        return [[record["body"] for record in event["Records"]] for event in self.functions.events]

    @property
    def left(self) -> list[str]:
        """The bodies that are still in the queue."""
        return [message.body for message in self.queue.messages]


@in_loop
async def test_event_shape() -> None:
    """A record has the fields of the sample event in the Lambda guide."""
    async with Orders(Functions()) as running:
        attributes = {
            "size": {"DataType": "Number", "StringValue": "3"},
            "picture": binary(b"\x00\x01"),
        }
        running.cloud.send(running.queue, "Test message.", attributes=attributes)
        await running.read()
        (event,) = running.functions.events
        sent = str(int(running.time.seconds * 1000))
        assert event == {
            "Records": [
                {
                    "messageId": "m1",
                    "receiptHandle": "m1-1",
                    "body": "Test message.",
                    "attributes": {
                        "ApproximateReceiveCount": "1",
                        "SentTimestamp": sent,
                        "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                        "ApproximateFirstReceiveTimestamp": sent,
                    },
                    "messageAttributes": {
                        "size": {
                            "stringValue": "3",
                            "stringListValues": [],
                            "binaryListValues": [],
                            "dataType": "Number",
                        },
                        "picture": {
                            "binaryValue": "AAE=",
                            "stringListValues": [],
                            "binaryListValues": [],
                            "dataType": "Binary",
                        },
                    },
                    "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                    "eventSource": "aws:sqs",
                    "eventSourceARN": ARN,
                    "awsRegion": "us-east-1",
                }
            ]
        }
        assert running.functions.triggers == ["queue orders"]


@in_loop
async def test_batches_hold_what_waits() -> None:
    """What waits is delivered in batches of the mapping's size, and deleted."""
    async with Orders(Functions(), batch_size=4) as running:
        await running.read(*"abcdefghij")
        assert running.batches == [list("abcd"), list("efgh"), list("ij")]
        assert running.left == []


@in_loop
async def test_batching_window_collects_messages() -> None:
    """With a window, a batch waits for more until it is full or the window is over."""
    async with Orders(Functions(), batch_size=3, batching_window=20) as running:
        await running.read("a")
        await running.time.turn(10)
        running.cloud.send(running.queue, "b")
        await running.time.turn(9)
        assert running.batches == []
        await running.time.turn(1)
        assert running.batches == [["a", "b"]]
        for body in "cde":
            running.cloud.send(running.queue, body)
        await running.time.turn(0)
        assert running.batches[1:] == [["c", "d", "e"]]


@in_loop
async def test_error_leaves_the_batch() -> None:
    """A batch that fails comes back as a whole when its visibility timeout is over."""
    async with Orders(Functions(error(), success())) as running:
        await running.read("a", "b")
        await running.time.turn(29)
        assert running.batches == [["a", "b"]]
        await running.time.turn(1)
        assert running.batches == [["a", "b"], ["a", "b"]]
        assert running.left == []


@in_loop
async def test_poisoned_message_ends_in_the_dead_letter_queue() -> None:
    """What fails as often as the queue allows is in its dead-letter queue, and nowhere else."""
    async with Orders(Functions(error())) as running:
        await running.read("poison")
        await running.time.turn(200)
        assert len(running.batches) == 3
        assert running.left == []
        assert [message.body for message in running.dead.messages] == ["poison"]


FAILED = {"batchItemFailures": [{"itemIdentifier": "m2"}]}


@pytest.mark.parametrize(
    ("response", "left"),
    [
        # The documented reports of success …
        ({"batchItemFailures": []}, []),
        ({"batchItemFailures": None}, []),
        ({}, []),
        (None, []),
        (FAILED, ["b"]),
        # … and those that fail the whole batch.
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, ["a", "b", "c"]),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, ["a", "b", "c"]),
        ({"batchItemFailures": [{"ItemIdentifier": "m2"}]}, ["a", "b", "c"]),
        ({"batchItemFailures": [{"itemIdentifier": "m2"}, {"itemIdentifier": "m9"}]}, list("abc")),
        ({"batchItemFailures": ["m2"]}, ["a", "b", "c"]),
        ({"batchItemFailures": "m2"}, ["a", "b", "c"]),
        ("not an object", ["a", "b", "c"]),
    ],
)
def test_partial_failures(response: object, left: list[str]) -> None:
    """Of a batch, what the function reports stays; a wrong report fails all of it."""

    @in_loop
    async def scenario() -> None:
        answer = success(json.dumps(response).encode())
        async with Orders(Functions(answer), partial_failures=True) as running:
            await running.read("a", "b", "c")
            assert running.left == left

    scenario()


@in_loop
async def test_failure_report_without_report_batch_item_failures_is_ignored() -> None:
    """Without ReportBatchItemFailures, a report is an answer like any other."""
    async with Orders(Functions(success(json.dumps(FAILED).encode()))) as running:
        await running.read("a", "b", "c")
        assert running.left == []


@in_loop
async def test_invalid_response_fails_the_batch() -> None:
    """A response that is no JSON fails the batch of a mapping with reports."""
    async with Orders(Functions(success(b"<html>")), partial_failures=True) as running:
        await running.read("a")
        assert running.left == ["a"]


@pytest.mark.parametrize(
    ("pattern", "delivered"),
    [
        ({"body": {"kind": ["order"]}}, ['{"kind": "order"}']),
        ({"body": ["plain"]}, ["plain"]),
        ({"messageAttributes": {"vip": {"stringValue": ["yes"]}}}, ["vip"]),
        ({"body": [{"prefix": "pl"}]}, ["plain"]),
        ({"body": [{"exists": False}]}, []),
    ],
)
def test_filters(pattern: dict[str, Any], delivered: list[str]) -> None:
    """What matches no filter never reaches the function, and is deleted."""

    @in_loop
    async def scenario() -> None:
        async with Orders(Functions(), filters=(pattern,)) as running:
            attributes = {"vip": {"DataType": "String", "StringValue": "yes"}}
            running.cloud.send(running.queue, "vip", attributes=attributes)
            await running.read({"kind": "order"}, {"kind": "offer"}, "plain")
            assert [body for batch in running.batches for body in batch] == delivered
            assert running.left == []

    scenario()


@in_loop
async def test_concurrency() -> None:
    """No more batches are delivered at once than the mapping allows."""
    async with Orders(Functions(), batch_size=1, maximum_concurrency=2) as running:
        running.functions.hold = asyncio.Event()
        await running.read(*"abcde")
        assert running.functions.most_at_once == 2
        running.functions.hold.set()
        await running.time.turn(1)
        assert sorted(body for batch in running.batches for body in batch) == list("abcde")


@in_loop
async def test_fifo_order() -> None:
    """A failed message of a group holds up its group, and no other."""
    functions = Functions(error(), success())
    async with Orders(functions, name="orders.fifo", batch_size=1) as running:
        for group, body in [("g", "g1"), ("g", "g2"), ("h", "h1")]:
            running.cloud.send(running.queue, body, group=group)
        await running.read()
        assert running.batches == [["g1"], ["h1"]]
        await running.time.turn(31)
        assert running.batches == [["g1"], ["h1"], ["g1"], ["g2"]]


@in_loop
async def test_large_messages_are_split() -> None:
    """Ten messages of a megabyte are more than one invocation, none above the 6 MB limit."""
    async with Orders(Functions()) as running:
        await running.read(*["x" * 1_000_000] * 10)
        assert [len(batch) for batch in running.batches] == [6, 4]
        assert running.left == []


@in_loop
async def test_split_batch_of_a_fifo_queue() -> None:
    """What follows a failed piece of a large batch waits for it, where order counts."""
    async with Orders(Functions(error()), name="orders.fifo") as running:
        for _ in range(10):
            running.cloud.send(running.queue, "x" * 1_000_000, group="g")
        await running.read()
        assert [len(batch) for batch in running.batches] == [6]


@in_loop
async def test_missing_permission_is_named() -> None:
    """A role that may not read the queue reads nothing, and the notice says what is missing."""
    async with Orders(Functions()) as running:
        running.cloud.denied.add("ReceiveMessage")
        await running.read("a")
        await running.time.turn(60)
        assert running.batches == []
        (notice,) = running.notices
        assert "Work reading arn:aws:sqs:us-east-1:000000000000:orders" in notice
        assert "the function's role lacks a permission" in notice
        assert "ReceiveMessage" in notice


@in_loop
async def test_visibility_shorter_than_the_function() -> None:
    """A mapping that Lambda refuses for its visibility timeout is refused, with the numbers."""
    async with Orders(Functions()) as running:
        await running.read("a", timeout=60)
        assert running.batches == []
        (notice,) = running.notices
        assert "VisibilityTimeout (30 s) is shorter than the function's Timeout (60 s)" in notice


@in_loop
async def test_large_batch_without_a_window() -> None:
    """A batch size that needs a window is refused without one, as Lambda does."""
    async with Orders(Functions(), batch_size=100) as running:
        await running.read("a")
        assert running.batches == []
        (notice,) = running.notices
        assert "BatchSize of 100" in notice
        assert "MaximumBatchingWindowInSeconds" in notice


@in_loop
async def test_disabled_mapping_reads_nothing() -> None:
    """A disabled mapping leaves its messages alone."""
    async with Orders(Functions(), enabled=False) as running:
        await running.read("a")
        assert running.batches == []
        assert running.left == ["a"]
