"""Asynchronous invocations are retried and given up as in the cloud."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from local.events.cloud import Cloud, Message, Running, in_loop
from local.events.functions import Functions, error, function, success

from scaffold.local.application import Application, AsyncInvocation
from scaffold.local.events.event_sources import UnknownFunctionError

if TYPE_CHECKING:
    from local.events.cloud import Queue

# Seconds before the second and the third attempt in the cloud.
AWS_RETRY_WAITS = (60.0, 120.0)
THROTTLED = error("Rate exceeded", "TooManyRequestsException")


class Inboxes(Running):
    """A function with an inbox, and the queue that it gives up into."""

    def __init__(self, functions: Functions, **settings: Any) -> None:  # noqa: ANN401 - as AsyncInvocation takes them
        self.cloud = Cloud()
        self.time = self.cloud.time
        self.inbox = self.cloud.queue("inbox", visibility=60)
        self.lost = self.cloud.queue("lost")
        self.work = function(async_queue=self.inbox.arn, asynchronous=AsyncInvocation(**settings))
        self.functions = functions
        super().__init__(self.cloud, functions, retry_waits=AWS_RETRY_WAITS)

    async def receive(self, body: object) -> Message:
        """Serve the function, with an event in its inbox."""
        message = self.cloud.send(self.inbox, body)
        await self.sources.update(Application("app", "us-east-1", functions=(self.work,)))
        await self.time.turn(0)
        return message

    def record(self, queue: Queue | None = None) -> dict[str, Any]:
        """The one record of a destination."""
        (message,) = (queue or self.lost).messages
        record: dict[str, Any] = json.loads(message.body)
        return record


@in_loop
async def test_event_is_deleted_once_it_is_done() -> None:
    """An event is in the queue as long as its function works at it, and not after."""
    async with Inboxes(Functions()) as running:
        running.functions.hold = asyncio.Event()
        await running.receive({"detail-type": "video.ready", "detail": {"id": 1}})
        await running.time.turn(300)
        assert len(running.inbox.messages) == 1
        running.functions.hold.set()
        await running.time.turn(0)
        assert running.inbox.messages == []
        assert running.functions.events == [{"detail-type": "video.ready", "detail": {"id": 1}}]
        assert running.functions.triggers == ["event video.ready"]


@in_loop
async def test_error_is_retried_after_one_and_two_minutes() -> None:
    """A failing function gets its event three times, a minute and then two minutes apart."""
    async with Inboxes(Functions(error())) as running:
        await running.receive({})
        counts = []
        for seconds in (0, 59, 1, 119, 1, 300):
            await running.time.turn(seconds)
            counts.append(len(running.functions.events))
        assert counts == [1, 1, 2, 2, 3, 3]
        assert running.inbox.messages == []


@in_loop
async def test_exhausted_event_reaches_its_destination() -> None:
    """What fails for good is recorded in the documented form."""
    lost = "arn:aws:sqs:us-east-1:000000000000:lost"
    async with Inboxes(Functions(error()), retries=1, on_failure=lost) as running:
        await running.receive({"n": 1})
        await running.time.turn(61)
        record = running.record()
        assert record.pop("timestamp").endswith("Z")
        assert record == {
            "version": "1.0",
            "requestContext": {
                "requestId": "r-1",
                "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:work:$LATEST",
                "condition": "RetriesExhausted",
                "approximateInvokeCount": 2,
            },
            "requestPayload": {"n": 1},
            "responseContext": {
                "statusCode": 200,
                "executedVersion": "$LATEST",
                "functionError": "Unhandled",
            },
            "responsePayload": {"errorMessage": "boom", "errorType": "ValueError"},
        }


@in_loop
async def test_success_reaches_its_destination() -> None:
    """What succeeds is recorded where the function asks for it, as an event on a bus."""
    bus = "arn:aws:events:us-east-1:000000000000:event-bus/app"
    async with Inboxes(Functions(success(b'{"ok": true}')), on_success=bus) as running:
        await running.receive({"n": 1})
        (entry,) = running.cloud.put
        assert entry["Source"] == "lambda"
        assert entry["DetailType"] == "Lambda Function Invocation Result - Success"
        assert entry["Resources"] == [f"{running.work.arn}:$LATEST", bus]
        assert entry["EventBusName"] == bus
        detail = json.loads(entry["Detail"])
        assert detail["requestContext"]["condition"] == "Success"
        assert detail["responsePayload"] == {"ok": True}
        assert "functionError" not in detail["responseContext"]


@in_loop
async def test_dead_letter_is_the_event_itself() -> None:
    """A dead-letter queue gets the event, and says in attributes what went wrong."""
    lost = "arn:aws:sqs:us-east-1:000000000000:lost"
    async with Inboxes(Functions(error("x" * 2000)), retries=0, dead_letters=lost) as running:
        await running.receive({"n": 1})
        (message,) = running.lost.messages
        assert json.loads(message.body) == {"n": 1}
        assert message.attributes == {
            "RequestID": {"DataType": "String", "StringValue": "r-1"},
            "ErrorCode": {"DataType": "Number", "StringValue": "200"},
            "ErrorMessage": {"DataType": "String", "StringValue": "x" * 1024},
        }


@in_loop
async def test_dead_letter_topic() -> None:
    """A dead-letter topic gets the event with the same attributes."""
    topic = "arn:aws:sns:us-east-1:000000000000:lost"
    async with Inboxes(Functions(error()), retries=0, dead_letters=topic) as running:
        await running.receive({"n": 1})
        (form,) = running.cloud.published
        assert form["TopicArn"] == [topic]
        assert form["Message"] == ['{"n": 1}']
        names = [form[f"MessageAttributes.entry.{number}.Name"] for number in (1, 2, 3)]
        assert names == [["RequestID"], ["ErrorCode"], ["ErrorMessage"]]


@in_loop
async def test_throttling_does_not_count_as_an_attempt() -> None:
    """A throttled event waits 1, 2, 4 seconds and so on, and keeps its three attempts."""
    functions = Functions(THROTTLED, THROTTLED, THROTTLED, success())
    async with Inboxes(functions, retries=0) as running:
        await running.receive({})
        counts = []
        for seconds in (0, 1, 2, 4):
            await running.time.turn(seconds)
            counts.append(len(functions.events))
        assert counts == [1, 2, 3, 4]
        assert running.inbox.messages == []


@in_loop
async def test_expired_event_goes_to_its_destination() -> None:
    """An event that outlives its maximum age is given up without another invocation."""
    lost = "arn:aws:sqs:us-east-1:000000000000:lost"
    settings = {"maximum_age": 60, "on_failure": lost}
    async with Inboxes(Functions(THROTTLED), **settings) as running:
        await running.receive({"n": 1})
        await running.time.turn(300)
        record = running.record()
        assert record["requestContext"]["condition"] == "EventAgeExceeded"
        assert "responsePayload" not in record
        assert len(running.functions.events) == 6  # after 0, 1, 3, 7, 15 and 31 seconds


@in_loop
async def test_bucket_test_message_reaches_nobody() -> None:
    """The message with which a bucket tries its notification is dropped."""
    async with Inboxes(Functions()) as running:
        await running.receive({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"})
        assert running.functions.events == []
        assert running.inbox.messages == []


@in_loop
async def test_destination_that_may_not_be_written_to() -> None:
    """A role without the permission for its destination is named, and the event is done with."""
    lost = "arn:aws:sqs:us-east-1:000000000000:lost"
    async with Inboxes(Functions(error()), retries=0, on_failure=lost) as running:
        running.cloud.denied.add("SendMessage")
        await running.receive({})
        assert running.inbox.messages == []
        (notice,) = running.notices
        assert "the record did not reach arn:aws:sqs:us-east-1:000000000000:lost" in notice
        assert "AccessDenied" in notice


@in_loop
async def test_destination_function() -> None:
    """A function as a destination is invoked with the record."""
    cloud, functions = Cloud(), Functions(error("first"), success())
    audit = function("audit")
    failing = function(asynchronous=AsyncInvocation(retries=0, on_failure=audit.arn))
    async with Running(cloud, functions) as running:
        await running.sources.update(Application("app", "us-east-1", functions=(failing, audit)))
        await running.sources.invoke_async(failing.arn, b'{"n": 1}', "async")
        await cloud.time.turn(0)
        assert functions.arns == [failing.arn, audit.arn]
        assert functions.events[1]["requestPayload"] == {"n": 1}
        assert functions.triggers == ["async", "destination of Work"]


@in_loop
async def test_destination_function_that_is_not_there() -> None:
    """A destination that the application lacks is named, and the event is done with."""
    nobody = "arn:aws:lambda:us-east-1:000000000000:function:nobody"
    async with Inboxes(Functions(error()), retries=0, on_failure=nobody) as running:
        await running.receive({})
        assert running.inbox.messages == []
        (notice,) = running.notices
        assert f"did not reach {nobody}: Function not found" in notice


@in_loop
async def test_shutdown_loses_nothing() -> None:
    """An event that was being handled when its process ended is handled by the next process."""
    cloud = Cloud()
    inbox = cloud.queue("inbox")
    application = Application("app", "us-east-1", functions=(function(async_queue=inbox.arn),))
    first = Functions()
    first.hold = asyncio.Event()
    async with Running(cloud, first) as running:
        cloud.send(inbox, {"n": 1})
        await running.sources.update(application)
        await cloud.time.turn(0)
        assert first.events == [{"n": 1}]
    second = Functions()
    async with Running(cloud, second) as running:
        await running.sources.update(application)
        await cloud.time.turn(0)
        assert second.events == [{"n": 1}]
        assert inbox.messages == []


@in_loop
async def test_unknown_function() -> None:
    """An event for a function that is not there is refused."""
    async with Running(Cloud(), Functions()) as running:
        with pytest.raises(UnknownFunctionError):
            await running.sources.invoke_async("arn:aws:lambda:::function:nobody", b"{}", "async")


@in_loop
async def test_many_events_at_once() -> None:
    """A flood is delivered a hundred at a time, each event once."""
    async with Inboxes(Functions()) as running:
        running.functions.hold = asyncio.Event()
        for number in range(250):
            running.cloud.send(running.inbox, {"n": number})
        await running.receive({"n": 250})
        await running.time.turn(90)
        assert running.functions.most_at_once == 100
        running.functions.hold.set()
        await running.time.turn(0)
        await running.time.turn(1)
        assert sorted(event["n"] for event in running.functions.events) == list(range(251))
