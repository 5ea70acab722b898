"""What the services refuse at run time, the emulator refuses too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from emulators import Bench

pytestmark = pytest.mark.slow


def test_a_message_waits_900_seconds_at_most(bench: Bench) -> None:
    """A longer delay is rejected, alone and in a batch."""
    sqs = bench.emulator.client("sqs")
    url = sqs.create_queue(QueueName="delays")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="x", DelaySeconds=900)
    with pytest.raises(sqs.exceptions.ClientError, match="InvalidParameterValue"):
        sqs.send_message(QueueUrl=url, MessageBody="x", DelaySeconds=901)
    entries = [
        {"Id": "late", "MessageBody": "x", "DelaySeconds": 901},
        {"Id": "now", "MessageBody": "x"},
    ]
    answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
    assert [each["Id"] for each in answer["Failed"]] == ["late"]
    assert [each["Id"] for each in answer["Successful"]] == ["now"]


def test_malformed_events_fail(bench: Bench) -> None:
    """Valid entries have an ID in the response, malformed ones an error."""
    entries = [
        {"Source": "a", "DetailType": "b", "Detail": "no JSON"},
        {"Source": "a", "DetailType": "b", "Detail": '{"n": 1}'},
        {"Source": "a", "DetailType": "b", "Detail": "[1]"},
        {"DetailType": "b", "Detail": "{}"},
    ]
    answer = bench.emulator.client("events").put_events(Entries=entries)
    assert answer["FailedEntryCount"] == 3
    found = [each.get("ErrorCode") for each in answer["Entries"]]
    assert found == ["MalformedDetail", None, "MalformedDetail", "InvalidArgument"]
