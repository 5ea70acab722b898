"""What the services refuse at run time, the emulator refuses too."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import WaiterError

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


KEY = [{"AttributeName": "id", "KeyType": "HASH"}]


def table(*names: str) -> dict[str, Any]:
    """The properties of a table with an index by each of these attributes."""
    properties: dict[str, Any] = {
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": KEY,
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "S"} for name in ("id", *names)
        ],
    }
    indexes = [
        {
            "IndexName": f"by-{name}",
            "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
        for name in names
    ]
    return {**properties, "GlobalSecondaryIndexes": indexes} if names else properties


def test_an_update_changes_one_index(bench: Bench) -> None:
    """Two at once are rejected, by DynamoDB and so by CloudFormation."""
    dynamodb = bench.emulator.client("dynamodb")
    dynamodb.create_table(TableName="indexed", **table("a", "b"))
    changes = [{"Delete": {"IndexName": name}} for name in ("by-a", "by-b")]
    with pytest.raises(dynamodb.exceptions.ClientError, match="more than one GSI"):
        dynamodb.update_table(TableName="indexed", GlobalSecondaryIndexUpdates=changes)

    formation = bench.emulator.client("cloudformation")
    statuses: list[str] = []
    for names in ((), ("a",), ("b",), ("a", "b")):
        resources = {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": table(*names)}}
        change = formation.update_stack if statuses else formation.create_stack
        change(StackName="indexes", TemplateBody=json.dumps({"Resources": resources}))
        kind = "update" if statuses else "create"
        with contextlib.suppress(WaiterError):
            formation.get_waiter(f"stack_{kind}_complete").wait(
                StackName="indexes", WaiterConfig={"Delay": 1, "MaxAttempts": 30}
            )
        (stack,) = formation.describe_stacks(StackName="indexes")["Stacks"]
        statuses.append(stack["StackStatus"])
    expected = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_COMPLETE"]
    assert statuses == expected


@pytest.mark.parametrize(
    "value", [{"N": "1"}, {"S": ""}, {"S": "\u00e9" * 1025}], ids=["type", "empty", "long"]
)
def test_a_key_of_an_index_has_its_type_and_a_size(bench: Bench, value: dict[str, str]) -> None:
    """A write that an index could not take is rejected, however it comes."""
    dynamodb = bench.emulator.client("dynamodb")
    with contextlib.suppress(dynamodb.exceptions.ResourceInUseException):
        dynamodb.create_table(TableName="keyed", **table("a"))
    item = {"id": {"S": "1"}, "a": value}
    with pytest.raises(dynamodb.exceptions.ClientError, match="ValidationException"):
        dynamodb.put_item(TableName="keyed", Item=item)
    with pytest.raises(dynamodb.exceptions.ClientError, match="ValidationException"):
        dynamodb.update_item(
            TableName="keyed",
            Key={"id": {"S": "2"}},
            UpdateExpression="SET a = :a",
            ExpressionAttributeValues={":a": value},
        )
    with pytest.raises(dynamodb.exceptions.ClientError, match="Validation"):
        dynamodb.transact_write_items(TransactItems=[{"Put": {"TableName": "keyed", "Item": item}}])
