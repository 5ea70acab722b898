"""Stacks and their tables: what CloudFormation does not know of is found and dropped."""

from typing import Any

import boto3
import pytest
from moto import mock_aws

from deploy import stacks
from deploy.deployment import Index

KEY: Any = [{"AttributeName": "id", "KeyType": "HASH"}]


def index(name: str) -> Any:
    """Return an index."""
    return {"IndexName": name, "KeySchema": KEY, "Projection": {"ProjectionType": "ALL"}}


def test_index_that_the_template_does_not_have_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others stay."""
    template = {
        "Resources": {
            "NoteTable": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {"GlobalSecondaryIndexes": [index("all")]},
            },
            "NewTable": {"Type": "AWS::DynamoDB::Table", "Properties": {}},
        }
    }
    monkeypatch.setattr(stacks, "physical_ids", lambda *_: {"NoteTable": "notes"})
    with mock_aws():
        boto3.client("dynamodb", region_name="us-east-1").create_table(
            TableName="notes",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=KEY,
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            GlobalSecondaryIndexes=[index("all"), index("by-kind")],
        )
        stack = stacks.Stack("notes", "dev", "us-east-1")
        left = [Index("NoteTable", "by-kind")]

        assert stack.leftovers(template) == left
        stack.drop(left[0])
        assert stack.leftovers(template) == []
