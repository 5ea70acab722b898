"""Templates of other makes run, too: one behavior of each, from one end to the other."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from emulators import TEMPLATES
from local.applications import Running, run_application
from local.cloud.defects import replaced, without

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scaffold.local.activity import Invocation

    Start = Callable[..., AbstractContextManager[Running]]

pytestmark = pytest.mark.slow

POISONED = """
def handler(event, context):
    if any("poison" in record["body"] for record in event["Records"]):
        raise ValueError("cannot be digested")
"""
TODOS = """
import json, os
import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    key = event.get("pathParameters", {})
    match event["routeKey"]:
        case "GET /todos/{id}":
            return table.get_item(Key=key)["Item"]
        case "PUT /todos/{id}":
            table.put_item(Item={**key, **json.loads(event["body"])})
        case "GET /todos":
            table.put_item(Item={"id": "written by Read"})
"""
LEDGER = """
import os
import boto3


def handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["LEDGER"])
    table.put_item(Item={"id": event["id"]})
    return table.get_item(Key={"id": event["id"]})["Item"]
"""


@pytest.fixture
def start(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Start:
    """Run a template of a name, with what is edited in it and with other code."""

    @contextmanager
    def started(
        name: str, edit: Callable[[str], str] = str, code: str | None = None
    ) -> Iterator[Running]:
        root = tmp_path / name
        shutil.copytree(TEMPLATES / name, root)
        template = root / "template.yaml"
        template.write_text(edit(template.read_text()))
        if code is not None:
            (root / "src" / "app.py").write_text(code)
        with run_application(loop, root) as running:
            yield running

    return started


def test_todo_api_template(start: Start) -> None:
    """By two functions of different policies: the one that only reads may not write."""
    with start("todo-api", code=TODOS) as running:
        assert running.request("PUT", "/todos/1", json={"text": "Milk"}).status_code == 200
        assert running.request("GET", "/todos/1").json() == {"id": "1", "text": "Milk"}
        assert running.request("GET", "/todos").status_code == 500
        assert "Read" in running.notice("iam", "dynamodb:PutItem")


def test_the_queue_worker_is_called_and_poison_is_set_aside(start: Start) -> None:
    """A message that always fails is in the dead-letter queue after three receives."""
    impatient = [("VisibilityTimeout: 180", "VisibilityTimeout: 1"), ("Timeout: 30", "Timeout: 1")]
    impatient += [("MaximumBatchingWindowInSeconds: 2", "MaximumBatchingWindowInSeconds: 0")]

    def edit(text: str) -> str:
        for old, new in impatient:
            text = replaced(text, old, new)
        return text

    with start("queue-worker", edit, POISONED) as running:
        sqs, ids = running.client("sqs"), running.cloud.application.resources
        sqs.send_message(QueueUrl=ids["OrdersQueue"], MessageBody="poison")
        dead = received(sqs, ids["OrdersDeadLetterQueue"])
        assert dead == ["poison"]
        attempts = running.invocations("WorkerFunction")
        assert [attempt.error for attempt in attempts] == ["ValueError"] * 3

        now = time.time()
        sqs.send_message(QueueUrl=ids["OrdersQueue"], MessageBody="fine")
        assert running.invocation("WorkerFunction", since=now).error is None


def test_upload_notification_filter(start: Start) -> None:
    """Prefix and suffix decide; the event is S3's own."""
    with start("thumbnails") as running:
        s3, bucket = running.client("s3"), running.cloud.application.buckets["Photos"]
        for key in ("incoming/a.png", "elsewhere/b.jpg", "incoming/c d.jpg"):
            s3.put_object(Bucket=bucket, Key=key, Body=b"x")
        record = event_of(running.invocation("Resize"))["Records"][0]
        assert record["eventName"] == "ObjectCreated:Put"
        assert record["s3"]["object"]["key"] == "incoming/c+d.jpg"
        assert len(running.invocations("Resize")) == 1


def test_the_audit_reads_the_tables_changes(start: Start) -> None:
    """In the order in which they were made, without what its filter leaves out."""
    with start("stream-audit") as running:
        table = running.client("dynamodb")
        name = running.cloud.application.resources["Accounts"]
        key = {"pk": {"S": "ada"}, "sk": {"N": "1"}}
        table.put_item(TableName=name, Item={**key, "balance": {"N": "5"}})
        table.delete_item(TableName=name, Key=key)
        table.put_item(TableName=name, Item={**key, "balance": {"N": "7"}})
        running.wait_for(lambda record: b'"7"' in getattr(record, "event", b""))
        changes = [
            (record["eventName"], record["dynamodb"]["NewImage"]["balance"]["N"])
            for invocation in running.invocations("Audit")
            for record in event_of(invocation)["Records"]
        ]
        assert changes == [("INSERT", "5"), ("INSERT", "7")]


def test_topic_fan_out_with_filter_policies(start: Start) -> None:
    """Two functions and a queue; one of the functions wants people only."""
    with start("fan-out") as running:
        ids, sns = running.cloud.application.resources, running.client("sns")
        for text, kind in (("robot", "machine"), ("ada", "person")):
            attributes = {"kind": {"DataType": "String", "StringValue": kind}}
            sns.publish(TopicArn=ids["Signups"], Message=text, MessageAttributes=attributes)
        welcomed = event_of(running.invocation("Welcome"))["Records"]
        assert [record["Sns"]["Message"] for record in welcomed] == ["ada"]
        running.wait_for(
            lambda record: (
                getattr(record, "function", "") == "Count"
                and b'"ada"' in getattr(record, "event", b"")
            )
        )
        assert len(running.invocations("Count")) == 2
        sqs = running.client("sqs")
        assert sorted(received(sqs, ids["Log"]) + received(sqs, ids["Log"])) == ["ada", "robot"]


def test_an_order_reaches_a_function_and_a_queue(start: Start) -> None:
    """By a pattern with a number, and through an input transformer."""
    with start("order-events") as running:
        put_order(running, "small", 50)
        put_order(running, "large", 150)
        assert event_of(running.invocation("Notify"))["detail"]["id"] == "large"
        sqs, queue = running.client("sqs"), running.cloud.application.resources["Archive"]
        archived = sorted(received(sqs, queue) + received(sqs, queue))
        assert archived == ['{"order": "large"}', '{"order": "small"}']


def test_without_its_policy_the_queue_gets_nothing(start: Start) -> None:
    """EventBridge may not send; once it may again, only later events arrive."""
    with start("order-events", lambda text: without(text, "ArchivePolicy:")) as running:
        put_order(running, "lost", 150)
        assert event_of(running.invocation("Notify"))["detail"]["id"] == "lost"
        running.deploy((TEMPLATES / "order-events" / "template.yaml").read_text())
        put_order(running, "marker", 150)
        sqs, queue = running.client("sqs"), running.cloud.application.resources["Archive"]
        assert received(sqs, queue) == ['{"order": "marker"}']


def test_a_schedule_calls_with_its_input(start: Start) -> None:
    """Now, when somebody asks for it on the dashboard; a disabled one may be tried, too."""
    with start("nightly-report") as running:
        now = time.time()
        schedules = running.dashboard("GET", "/api/state").json()["schedules"]
        nightly = next(schedule for schedule in schedules if "Nightly" in schedule["name"])
        assert nightly["zone"] == "Asia/Seoul"
        fired = running.dashboard("POST", f"/api/schedules/{nightly['name']}/fire")
        assert fired.status_code == 200
        assert event_of(running.invocation("Report", since=now)) == {"kind": "nightly"}


def test_plain_cloudformation_answers_until_its_permission_is_gone(start: Start) -> None:
    """API Gateway may not invoke without it: 500, and the log says why."""
    with start("plain-cloudformation") as running:
        assert running.request("GET", "/hello").text == "hello"
        template = (running.root / "template.yaml").read_text()
        now = time.time()
        running.deploy(without(template, "ApiPermission:"))
        answer = running.request("GET", "/hello")
        assert (answer.status_code, answer.json()) == (500, {"message": "Internal Server Error"})
        assert "ermission" in running.notice("gateway", since=now)


def test_a_connector_lets_the_function_use_the_table(start: Start) -> None:
    """SAM's connectors become policies, which are enforced."""
    with start("connected", code=LEDGER) as running:
        outcome = invoke(running, "Book", {"id": "one"})
        assert (outcome["error"], json.loads(outcome["payload"])) == (None, {"id": "one"})


def test_template_foreach_is_expanded(start: Start) -> None:
    """Queues made by Fn::ForEach are there, and a variable made of one of them."""
    code = "import os\ndef handler(event, context):\n    return dict(os.environ)\n"
    with start("loops", code=code) as running:
        outcome = json.loads(invoke(running, "Feed", {})["payload"])
        ids = running.cloud.application.resources
        assert outcome["HOW_MANY"] == "2"
        assert json.loads(outcome["CONFIG"]) == {"queue": ids["CatQueue"]}
        assert running.client("sqs").get_queue_url(QueueName=ids["DogQueue"].rpartition("/")[2])


def test_a_rest_api_is_named_as_missing_and_its_function_runs(start: Start) -> None:
    """What does not run here is said; the rest does."""
    with start("rest-api") as running:
        assert any("Api" in warning for warning in running.cloud.application.warnings)
        assert json.loads(invoke(running, "Hello", {"a": 1})["payload"]) == {"a": 1}


def put_order(running: Running, order: str, total: int) -> None:
    """Place an order on the bus."""
    answer = running.client("events").put_events(
        Entries=[
            {
                "EventBusName": running.cloud.application.resources["Bus"],
                "Source": "shop",
                "DetailType": "OrderPlaced",
                "Detail": json.dumps({"id": order, "total": total}),
            }
        ]
    )
    assert answer["FailedEntryCount"] == 0


def received(sqs: Any, queue: str) -> list[str]:  # noqa: ANN401 - boto3 has no types
    """The bodies of what a queue gives next, waited for."""
    answer = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)
    return [message["Body"] for message in answer.get("Messages", ())]


def invoke(running: Running, function: str, event: object) -> Any:  # noqa: ANN401 - JSON
    """What calling a function comes to."""
    body = {"function": function, "event": event}
    return running.dashboard("POST", "/api/invoke", body).json()


def event_of(invocation: Invocation) -> Any:  # noqa: ANN401 - JSON
    """What a function was called with."""
    return json.loads(invocation.event)
