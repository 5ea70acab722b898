"""Stacks and their tables: an index that is in the way of a deployment is found and dropped."""

from typing import Any

import boto3
import pytest

from deploy import stacks
from deploy.deployment import Index

KEY: Any = [{"AttributeName": "id", "KeyType": "HASH"}]


def index(name: str) -> Any:
    """Return an index."""
    return {"IndexName": name, "KeySchema": KEY, "Projection": {"ProjectionType": "ALL"}}


def template(*names: str) -> Any:
    """Return a template with a table that has indexes, and one that is not deployed."""
    properties = {"GlobalSecondaryIndexes": [index(name) for name in names]}
    return {
        "Resources": {
            "NoteTable": {"Type": "AWS::DynamoDB::Table", "Properties": properties},
            "NewTable": {"Type": "AWS::DynamoDB::Table", "Properties": {}},
        }
    }


def test_index_that_is_in_the_way_is_dropped(aws: pytest.MonkeyPatch) -> None:
    """The others stay, also one that somebody made by hand."""
    deployed, wanted = template("all"), template("all", "by-kind")
    aws.setattr(stacks, "physical_ids", lambda *_: {"NoteTable": "notes"})
    boto3.client("dynamodb", region_name="us-east-1").create_table(
        TableName="notes",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=KEY,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        GlobalSecondaryIndexes=[index("all"), index("by-kind"), index("mine")],
    )
    stack = stacks.Stack("notes", "dev", "us-east-1")
    left = [Index("NoteTable", "by-kind")]

    assert stack.leftovers(deployed, wanted) == left
    stack.drop(left[0])
    assert stack.leftovers(deployed, wanted) == []
