"""What ministack's queues lack by themselves.

Each test fails once a new version closes its gap: then the patch in `boot/` is needless.
"""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

if TYPE_CHECKING:
    from scaffold.local.emulator.cloud import Emulator

pytestmark = pytest.mark.slow


def impatient(emulator: Emulator) -> Any:  # noqa: ANN401 - boto3 has no types
    """A client that hangs up after half a second."""
    config = Config(read_timeout=0.5, retries={"total_max_attempts": 1})
    session = boto3.Session("test", "test", region_name=emulator.region)
    return session.client("sqs", endpoint_url=emulator.endpoint, config=config)


def test_emulator_gives_messages_to_an_abandoned_poll(bare: Emulator) -> None:
    """long_polls.end_with_connection."""
    sqs = bare.client("sqs")
    url = sqs.create_queue(QueueName="gone")["QueueUrl"]
    with pytest.raises(ReadTimeoutError):
        impatient(bare).receive_message(QueueUrl=url, WaitTimeSeconds=10)
    sqs.send_message(QueueUrl=url, MessageBody="x")
    hidden = "ApproximateNumberOfMessagesNotVisible"
    asked = {"QueueUrl": url, "AttributeNames": [hidden]}
    deadline = time.monotonic() + 5
    while sqs.get_queue_attributes(**asked)["Attributes"][hidden] != "1":
        assert time.monotonic() < deadline, "nobody took the message"


def test_a_waiting_reader_is_answered_late(bare: Emulator) -> None:
    """long_polls.poll_often."""
    sqs = bare.client("sqs")
    url = sqs.create_queue(QueueName="late")["QueueUrl"]
    waits = []
    for _ in range(5):
        sent: list[float] = []

        def send(sent: list[float] = sent) -> None:
            sqs.send_message(QueueUrl=url, MessageBody="x")
            sent.append(time.perf_counter())

        # A little after a look: it looks every tenth of a second.
        sending = threading.Timer(0.12, send)
        sending.start()
        sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5)
        received = time.perf_counter()
        sending.join()
        waits.append(received - sent[0])
    assert sorted(waits)[2] > 0.03


def test_a_batch_needs_a_permission_that_does_not_exist(bare: Emulator) -> None:
    """permissions.map_batch_actions."""
    iam, sqs = bare.client("iam"), bare.client("sqs")
    url = sqs.create_queue(QueueName="batch")["QueueUrl"]
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
    allow = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}
    role = iam.create_role(
        RoleName="batch",
        AssumeRolePolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{**trust, "Action": "sts:AssumeRole"}]}
        ),
    )["Role"]["Arn"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam.put_role_policy(RoleName="batch", PolicyName="own", PolicyDocument=policy)
    sender = bare.client("sqs", role)
    sender.send_message(QueueUrl=url, MessageBody="x")
    with pytest.raises(ClientError, match="sqs:SendMessageBatch"):
        sender.send_message_batch(QueueUrl=url, Entries=[{"Id": "1", "MessageBody": "x"}])
