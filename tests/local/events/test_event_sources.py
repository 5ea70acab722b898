"""Sources of events come and go with the application, and lose nothing meanwhile."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from local.events.cloud import Cloud, Running, in_loop
from local.events.functions import Functions, function

from scaffold.local.application import Application, EventSourceMapping

if TYPE_CHECKING:
    from scaffold.local.invocation import InvocationResult

STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/clicks"


def application(*mappings: EventSourceMapping) -> Application:
    """An application of one function."""
    return Application("app", "us-east-1", functions=(function(),), mappings=mappings)


@in_loop
async def test_replaced_reader_finishes_its_batch() -> None:
    """A batch that is being handled when its mapping changes is handled to its end, once."""
    cloud, functions = Cloud(), Functions()
    queue = cloud.queue("orders")
    mapping = EventSourceMapping("Orders", "Work", queue.arn)
    async with Running(cloud, functions) as running:
        functions.hold = asyncio.Event()
        cloud.send(queue, "a")
        await running.sources.update(application(mapping))
        await cloud.time.turn(0)
        await running.sources.update(application(replace(mapping, batch_size=1)))
        # Longer than its last poll takes.
        await cloud.time.turn(10)
        functions.hold.set()
        await cloud.time.turn(60)
        assert [event["Records"][0]["body"] for event in functions.events] == ["a"]
        assert queue.messages == []


@in_loop
async def test_removed_mapping_reads_no_more() -> None:
    """A mapping that left the application leaves its queue alone after the present poll."""
    cloud, functions = Cloud(), Functions()
    queue = cloud.queue("orders")
    async with Running(cloud, functions) as running:
        await running.sources.update(application(EventSourceMapping("O", "Work", queue.arn)))
        await cloud.time.turn(0)
        await running.sources.update(application())
        await cloud.time.turn(6)
        cloud.send(queue, "a")
        await cloud.time.turn(60)
        assert functions.events == []
        assert len(queue.messages) == 1


@in_loop
async def test_shutdown_hands_messages_back() -> None:
    """What is being handled at the end is free for the next reader at once."""
    cloud, functions = Cloud(), Functions()
    inbox = cloud.queue("inbox")
    functions.hold = asyncio.Event()
    async with Running(cloud, functions) as running:
        app = Application("app", "us-east-1", functions=(function(async_queue=inbox.arn),))
        await running.sources.update(app)
        cloud.send(inbox, "{}")
        await cloud.time.turn(0)
        assert inbox.messages[0].visible > cloud.time.seconds
    assert inbox.messages[0].visible == cloud.time.seconds


@in_loop
async def test_emulator_restart() -> None:
    """Reading goes on by itself when an emulator that was away is back."""
    cloud, functions = Cloud(), Functions()
    queue = cloud.queue("orders")
    async with Running(cloud, functions) as running:
        await running.sources.update(application(EventSourceMapping("O", "Work", queue.arn)))
        cloud.is_down = True
        await cloud.time.turn(60)
        cloud.is_down = False
        cloud.send(queue, "a")
        await cloud.time.turn(2)
        assert len(functions.events) == 1
        assert running.notices == []


@in_loop
async def test_permission_that_comes_later() -> None:
    """A mapping that lacked a permission reads as soon as a new version brings it."""
    cloud, functions = Cloud(), Functions()
    queue = cloud.queue("orders")
    mapping = EventSourceMapping("Orders", "Work", queue.arn)
    async with Running(cloud, functions) as running:
        cloud.denied.add("GetQueueAttributes")
        cloud.send(queue, "a")
        await running.sources.update(application(mapping))
        await cloud.time.turn(60)
        assert functions.events == []
        cloud.denied.clear()
        await running.sources.update(application(mapping))
        await cloud.time.turn(0)
        assert len(functions.events) == 1


@in_loop
async def test_failing_source_does_not_stop_others() -> None:
    """A batch that we cannot read is named; its reader and the others go on."""

    class Broken(Functions):
        async def __call__(
            self, function: str, payload: bytes, *, trigger: str
        ) -> InvocationResult:
            answer = await super().__call__(function, payload, trigger=trigger)
            if len(self.events) == 1:
                raise RuntimeError("a defect")
            return answer

    cloud, functions = Cloud(), Broken()
    queue = cloud.queue("orders")
    async with Running(cloud, functions) as running:
        await running.sources.update(application(EventSourceMapping("O", "Work", queue.arn)))
        cloud.send(queue, "a")
        await cloud.time.turn(31)
        assert len(functions.events) == 2
        assert queue.messages == []
        (notice,) = running.notices
        assert "RuntimeError: a defect" in notice


@in_loop
async def test_unsupported_source_is_named() -> None:
    """A source that the local cloud does not have is named, and so is a function that is not."""
    cloud, functions = Cloud(), Functions()
    async with Running(cloud, functions) as running:
        await running.sources.update(
            application(
                EventSourceMapping("Clicks", "Work", STREAM),
                EventSourceMapping("Orders", "Nobody", "arn:aws:sqs:us-east-1:0:orders"),
            )
        )
        assert running.notices == [
            "event source mapping Clicks: kinesis is not supported locally",
            "event source mapping Orders: no function named Nobody",
        ]


@in_loop
async def test_topic_reaches_a_function() -> None:
    """A topic's message arrives in the form that Lambda documents for SNS."""
    cloud, functions = Cloud(), Functions()
    inbox = cloud.queue("inbox")
    topic = "arn:aws:sns:us-east-1:000000000000:news"
    envelope = {
        "Type": "Notification",
        "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
        "TopicArn": topic,
        "Subject": "TestInvoke",
        "Message": "Hello from SNS!",
        "Timestamp": "2019-01-02T12:45:07.000Z",
        "SignatureVersion": "1",
        "Signature": "tcc6faL2yUC6dgZdmrwh1Y4cGa/ebXEkAi6RibDsvpi+tE/1+82j...65r==",
        "SigningCertURL": "https://sns.us-east-1.amazonaws.com/cert.pem",
        "UnsubscribeURL": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe"
        f"&SubscriptionArn={topic}:1",
        "MessageAttributes": {"Test": {"Type": "String", "Value": "TestString"}},
    }

    async with Running(cloud, functions) as running:
        app = Application("app", "us-east-1", functions=(function(async_queue=inbox.url),))
        await running.sources.update(app)
        cloud.send(inbox, json.dumps(envelope))
        await cloud.time.turn(0)
        assert functions.triggers == ["topic news"]
        assert functions.events == [
            {
                "Records": [
                    {
                        "EventVersion": "1.0",
                        "EventSubscriptionArn": f"{topic}:1",
                        "EventSource": "aws:sns",
                        "Sns": {
                            "SignatureVersion": "1",
                            "Timestamp": "2019-01-02T12:45:07.000Z",
                            "Signature": envelope["Signature"],
                            "SigningCertUrl": "https://sns.us-east-1.amazonaws.com/cert.pem",
                            "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                            "Message": "Hello from SNS!",
                            "MessageAttributes": {
                                "Test": {"Type": "String", "Value": "TestString"}
                            },
                            "Type": "Notification",
                            "UnsubscribeUrl": envelope["UnsubscribeURL"],
                            "TopicArn": topic,
                            "Subject": "TestInvoke",
                        },
                    }
                ]
            }
        ]


@in_loop
async def test_payload_that_looks_like_a_topics_message() -> None:
    """A direct invocation gets its payload as it is, whatever it looks like."""
    cloud, functions = Cloud(), Functions()
    payload = {"Type": "Notification", "TopicArn": "arn:aws:sns:us-east-1:0:news"}
    async with Running(cloud, functions) as running:
        await running.sources.update(application())
        await running.sources.invoke_async(function().arn, json.dumps(payload).encode(), "async")
        await cloud.time.turn(0)
        assert functions.events == [payload]


@in_loop
async def test_event_of_an_earlier_run() -> None:
    """An event that was put into an inbox just before the end is delivered by the next run."""
    cloud, first, second = Cloud(), Functions(), Functions()
    first.hold = asyncio.Event()
    long = replace(function(), logical_id="Work" * 30)
    app = Application("app", "us-east-1", functions=(long,))
    async with Running(cloud, first) as running:
        await running.sources.update(app)
        await running.sources.invoke_async(long.arn, b'{"n": 1}', "async")
        await cloud.time.turn(0)
    async with Running(cloud, second) as running:
        await running.sources.update(app)
        await cloud.time.turn(0)
        assert second.events == [{"n": 1}]
