"""Events reach functions from the real emulator, soon and with the permissions of their roles."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from local.events.cloud import everything
from local.events.functions import Functions, error

from scaffold.local.activity import ActivityLog, Notice
from scaffold.local.application import (
    Application,
    AsyncInvocation,
    EventSourceMapping,
    Function,
)
from scaffold.local.events.event_sources import EventSources, EventSourcesContext

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from emulators import Bench

    from scaffold.local.invocation import InvocationResult

pytestmark = pytest.mark.slow

QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
STREAM = ["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords"]
PATIENCE = 30


@dataclass
class Stage:
    """An application's event sources on the shared emulator; each test has its own names."""

    bench: Bench
    name: str
    code: Path

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client that may do everything."""
        return self.bench.emulator.client(service)

    def function(self, actions: list[str], **options: Any) -> Function:  # noqa: ANN401 - as Function takes them
        """A function with a role of its own."""
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
        role = self.client("iam").create_role(
            RoleName=self.name, AssumeRolePolicyDocument=_policy({**trust, "Action": "sts:*"})
        )["Role"]["Arn"]
        allow = {"Effect": "Allow", "Action": actions or ["s3:ListAllMyBuckets"], "Resource": "*"}
        self.client("iam").put_role_policy(
            RoleName=self.name, PolicyName="own", PolicyDocument=_policy(allow)
        )
        arn = f"arn:aws:lambda:us-east-1:000000000000:function:{self.name}"
        return Function(
            logical_id="Work",
            name=self.name,
            arn=arn,
            handler="app.handler",
            runtime="python3.14",
            code=self.code,
            memory=128,
            timeout=10,
            role=role,
            **options,
        )

    def queue(self, suffix: str = "", **attributes: str) -> tuple[str, str]:
        """A queue that the services may send to: its URL and its ARN."""
        name = f"{self.name}{suffix}"
        arn = f"arn:aws:sqs:us-east-1:000000000000:{name}"
        services = ["s3.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"]
        allow = {"Effect": "Allow", "Principal": {"Service": services}}
        policy = _policy({**allow, "Action": "sqs:SendMessage", "Resource": arn})
        url = self.client("sqs").create_queue(
            QueueName=name, Attributes={"Policy": policy, **attributes}
        )["QueueUrl"]
        return url, arn

    def serve(
        self,
        functions: Functions,
        application: Application,
        scenario: Callable[[EventSources], Coroutine[Any, Any, None]],
    ) -> list[str]:
        """Serve an application while a scenario plays; the texts of the notices."""
        activity = ActivityLog(time.time)
        key = self.bench.process.key

        async def credentials(role: str | None) -> Mapping[str, str]:
            if role is not None:
                return await self.bench.emulator.credentials(role)
            return {"AWS_ACCESS_KEY_ID": key.id, "AWS_SECRET_ACCESS_KEY": key.secret}

        async def play() -> None:
            endpoint = self.bench.emulator.endpoint
            around = EventSourcesContext(
                endpoint, "us-east-1", credentials, functions, everything, activity,
                retry_waits=(0.0, 0.0),
            )  # fmt: skip
            async with EventSources(around) as sources:
                await sources.update(application)
                await scenario(sources)

        try:
            asyncio.run(play())
        finally:
            notices = [record.text for record in activity.records() if isinstance(record, Notice)]
            print(*notices, sep="\n")  # noqa: T201 - shown when a test fails
        return notices


def _policy(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture
def stage(bench: Bench, request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    """The stage of this test."""
    return Stage(bench, request.node.name.replace("_", "-")[:60], tmp_path)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something to come about."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for is in another process
            await asyncio.sleep(0.005)


def test_queue(stage: Stage) -> None:
    """A message reaches a function with its attributes as the emulator made them, and is gone."""
    functions = Functions()
    function = stage.function(QUEUE)
    url, arn = stage.queue()
    sqs = stage.client("sqs")

    async def scenario(_: EventSources) -> None:
        attributes = {"picture": {"DataType": "Binary", "BinaryValue": b"\x00\x01"}}
        await asyncio.to_thread(
            sqs.send_message, QueueUrl=url, MessageBody="hello", MessageAttributes=attributes
        )
        await until(lambda: bool(functions.events))
        await until(lambda: _count(sqs, url) == 0)

    mapping = EventSourceMapping("Orders", "Work", arn)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))
    assert stage.serve(functions, application, scenario) == []
    (record,) = functions.events[0]["Records"]
    assert record["body"] == "hello"
    assert record["eventSourceARN"] == arn
    assert record["messageAttributes"]["picture"]["binaryValue"] == "AAE="
    assert set(record["attributes"]) >= {
        "ApproximateReceiveCount",
        "SentTimestamp",
        "SenderId",
        "ApproximateFirstReceiveTimestamp",
    }


def _count(sqs: Any, url: str) -> int:  # noqa: ANN401 - boto3 has no types
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)


def test_poisoned_message(stage: Stage) -> None:
    """A message that always fails ends in the queue's dead-letter queue."""
    functions = Functions(error())
    function = stage.function(QUEUE)
    dead, dead_arn = stage.queue("-dead")
    redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 2})
    url, arn = stage.queue(VisibilityTimeout="10", RedrivePolicy=redrive)
    sqs = stage.client("sqs")

    async def scenario(_: EventSources) -> None:
        await asyncio.to_thread(sqs.send_message, QueueUrl=url, MessageBody="poison")
        for attempt in (1, 2):
            await until(lambda: len(functions.events) == attempt)  # noqa: B023 - awaited here
            # The visibility timeout, over before its time.
            receipt = functions.events[-1]["Records"][0]["receiptHandle"]
            await asyncio.to_thread(
                sqs.change_message_visibility,
                QueueUrl=url,
                ReceiptHandle=receipt,
                VisibilityTimeout=0,
            )
        await until(lambda: _count(sqs, dead) == 1)

    mapping = EventSourceMapping("Orders", "Work", arn)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))
    stage.serve(functions, application, scenario)
    assert len(functions.events) == 2


def test_missing_permission(stage: Stage) -> None:
    """A role that may not receive reads nothing; the notice names the action."""
    functions = Functions()
    function = stage.function(["sqs:GetQueueAttributes"])
    url, arn = stage.queue()
    mapping = EventSourceMapping("Orders", "Work", arn)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))
    stage.client("sqs").send_message(QueueUrl=url, MessageBody="x")

    async def scenario(_: EventSources) -> None:
        await asyncio.sleep(1)

    (notice,) = stage.serve(functions, application, scenario)
    assert "sqs:ReceiveMessage" in notice
    assert functions.events == []


def test_stream(stage: Stage) -> None:
    """A table's changes reach a function in order, with the old and the new image."""
    functions = Functions()
    function = stage.function(STREAM)
    dynamodb = stage.client("dynamodb")
    arn = dynamodb.create_table(
        TableName=stage.name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )["TableDescription"]["LatestStreamArn"]

    def write() -> None:
        for number in ("1", "2"):
            item = {"id": {"S": "a"}, "n": {"N": number}, "raw": {"B": b"\x01"}}
            dynamodb.put_item(TableName=stage.name, Item=item)
        dynamodb.delete_item(TableName=stage.name, Key={"id": {"S": "a"}})

    def records() -> list[dict[str, Any]]:
        return [record for event in functions.events for record in event["Records"]]

    async def scenario(_: EventSources) -> None:
        await asyncio.to_thread(write)
        await until(lambda: len(records()) == 3)

    mapping = EventSourceMapping("Changes", "Work", arn, batch_size=100)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))
    assert stage.serve(functions, application, scenario) == []
    assert [record["eventName"] for record in records()] == ["INSERT", "MODIFY", "REMOVE"]
    modified = records()[1]
    assert modified["dynamodb"]["OldImage"]["n"] == {"N": "1"}
    assert modified["dynamodb"]["NewImage"]["n"] == {"N": "2"}
    assert modified["dynamodb"]["NewImage"]["raw"] == {"B": "AQ=="}
    assert modified["eventSourceARN"] == arn
    assert modified["eventSource"] == "aws:dynamodb"


def test_asynchronous_invocation(stage: Stage) -> None:
    """Uploads, rules and topics reach a function through its inbox, each in its own form."""
    functions = Functions()
    url, arn = stage.queue()
    function = stage.function([], async_queue=url)
    bus, s3, sns = stage.client("events"), stage.client("s3"), stage.client("sns")
    bus.put_rule(Name=stage.name, EventPattern=json.dumps({"source": [stage.name]}))
    bus.put_targets(Rule=stage.name, Targets=[{"Id": "1", "Arn": arn}])
    s3.create_bucket(Bucket=stage.name)
    notification = {"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]}
    s3.put_bucket_notification_configuration(
        Bucket=stage.name, NotificationConfiguration=notification
    )
    topic = sns.create_topic(Name=stage.name)["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)

    def cause() -> None:
        s3.put_object(Bucket=stage.name, Key="uploads/a b.mp4", Body=b"video")
        entry = {"Source": stage.name, "DetailType": "video.ready", "Detail": '{"id": "1"}'}
        bus.put_events(Entries=[entry])
        attributes = {"kind": {"DataType": "String", "StringValue": "greeting"}}
        sns.publish(TopicArn=topic, Message="hello", MessageAttributes=attributes)

    async def scenario(_: EventSources) -> None:
        await asyncio.to_thread(cause)
        await until(lambda: len(functions.events) == 3)

    application = Application("app", "us-east-1", functions=(function,))
    assert stage.serve(functions, application, scenario) == []
    events = dict(zip(functions.triggers, functions.events, strict=True))
    (upload,) = events[f"bucket {stage.name}"]["Records"]
    assert upload["eventSource"] == "aws:s3"
    assert upload["eventName"] == "ObjectCreated:Put"
    assert upload["s3"]["object"]["key"] == "uploads/a+b.mp4"
    assert upload["s3"]["object"]["size"] == 5
    ready = events["event video.ready"]
    assert ready["detail"] == {"id": "1"}
    assert set(ready) >= {"version", "id", "source", "account", "time", "region", "resources"}
    (greeting,) = events[f"topic {stage.name}"]["Records"]
    assert greeting["EventSource"] == "aws:sns"
    # ministack names a made-up subscription in the messages that it sends.
    assert greeting["EventSubscriptionArn"].startswith("arn:aws:sns:us-east-1:000000000000:")
    assert greeting["Sns"]["Message"] == "hello"
    assert greeting["Sns"]["MessageAttributes"] == {"kind": {"Type": "String", "Value": "greeting"}}


def test_failed_event_reaches_its_queue(stage: Stage) -> None:
    """A function's events that fail are in its on-failure queue, sent with its own role."""
    functions = Functions(error())
    url, arn = stage.queue("-lost")
    function = stage.function(["sqs:SendMessage"], asynchronous=AsyncInvocation(on_failure=arn))
    sqs = stage.client("sqs")

    async def scenario(sources: EventSources) -> None:
        await sources.invoke_async(function.arn, b'{"n": 1}', "async")
        await until(lambda: _count(sqs, url) == 1)

    application = Application("app", "us-east-1", functions=(function,))
    assert stage.serve(functions, application, scenario) == []
    assert functions.events == [{"n": 1}] * 3
    message = sqs.receive_message(QueueUrl=url)["Messages"][0]
    assert json.loads(message["Body"])["requestContext"]["condition"] == "RetriesExhausted"


def test_abandoned_poll_takes_no_message(stage: Stage) -> None:
    """A message sent after a reader has gone is there for the next one at once."""
    url, arn = stage.queue()
    function = stage.function(QUEUE)
    mapping = EventSourceMapping("Orders", "Work", arn)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))

    async def leave(_: EventSources) -> None:
        await asyncio.sleep(0.5)

    stage.serve(Functions(), application, leave)
    sqs = stage.client("sqs")
    sqs.send_message(QueueUrl=url, MessageBody="x")
    (message,) = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=2)["Messages"]
    assert message["Body"] == "x"


def test_kill_loses_no_event(stage: Stage) -> None:
    """An event that a killed process was handling comes to the next one within half a minute."""
    url, _ = stage.queue()
    function = stage.function([], async_queue=url)
    key = stage.bench.process.key
    stage.client("sqs").send_message(QueueUrl=url, MessageBody='{"n": 1}')
    program = Path(__file__).with_name("hanging.py")
    arguments = [stage.bench.emulator.endpoint, key.id, key.secret, function.arn, url]
    with subprocess.Popen(
        [sys.executable, program, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == '{"n": 1}\n'
        process.kill()
    functions = Functions()

    async def scenario(_: EventSources) -> None:
        await until(lambda: bool(functions.events))

    application = Application("app", "us-east-1", functions=(function,))
    assert stage.serve(functions, application, scenario) == []
    assert functions.events == [{"n": 1}]


def test_latency(stage: Stage) -> None:
    """A message that a reader waits for is with its function within some milliseconds."""
    arrivals: list[float] = []

    class Timed(Functions):
        async def __call__(
            self, function: str, payload: bytes, *, trigger: str
        ) -> InvocationResult:
            arrivals.append(time.perf_counter())
            return await super().__call__(function, payload, trigger=trigger)

    url, arn = stage.queue()
    function = stage.function(QUEUE)
    sqs = stage.client("sqs")
    waits: list[float] = []

    async def scenario(_: EventSources) -> None:
        for count in range(1, 12):
            await asyncio.to_thread(sqs.send_message, QueueUrl=url, MessageBody="x")
            sent = time.perf_counter()
            await until(lambda: len(arrivals) == count)  # noqa: B023 - awaited here
            waits.append(arrivals[-1] - sent)

    mapping = EventSourceMapping("Orders", "Work", arn)
    application = Application("app", "us-east-1", functions=(function,), mappings=(mapping,))
    stage.serve(Timed(), application, scenario)
    # ministack by itself answers after 50 ms on average, whatever the machine.
    assert sorted(waits)[5] < 0.04
