"""Exports and imports: what a stage holds comes out, and goes into another, as it is."""

from pathlib import Path
from typing import Any

import boto3
import pytest

from deploy import transfer
from tests.cloud import Cloud

ITEM: dict[str, Any] = {
    "id": {"S": "a"},
    "n": {"N": "1.50"},
    "list": {"L": [{"S": "é"}, {"BOOL": True}]},
}


@pytest.fixture
def resources(cloud: Cloud) -> dict[str, str]:
    """Return the tables and buckets of template.yaml."""
    return {name: cloud.physical(name) for name in (*transfer.TABLES, *transfer.BUCKETS)}


def test_items_come_back_as_they_were(resources: dict[str, str], tmp_path: Path) -> None:
    """Every type of attribute survives; what is there already is not overwritten."""
    client, folder = boto3.client("dynamodb"), tmp_path / "data"
    for table in transfer.TABLES:
        client.put_item(TableName=resources[table], Item=ITEM)
    transfer.transfer("export", resources, folder)
    for table in transfer.TABLES:
        client.delete_item(TableName=resources[table], Key={"id": {"S": "a"}})
        client.put_item(TableName=resources[table], Item={"id": {"S": "b"}})

    transfer.transfer("import", resources, folder)
    transfer.transfer("import", resources, folder)

    for table in transfer.TABLES:
        items = client.scan(TableName=resources[table])["Items"]
        assert sorted(items, key=lambda item: str(item["id"])) == [ITEM, {"id": {"S": "b"}}]


def test_objects_come_back_as_they_were(resources: dict[str, str], tmp_path: Path) -> None:
    """Content, type and metadata survive, under the same key."""
    client, folder = boto3.client("s3"), tmp_path / "data"
    metadata = {"for-model": "note"}
    for bucket in transfer.BUCKETS:
        client.put_object(
            Bucket=resources[bucket],
            Key="uploads/a/b",
            Body=b"text",
            ContentType="text/plain",
            Metadata=metadata,
        )
    transfer.transfer("export", resources, folder)
    for bucket in transfer.BUCKETS:
        client.delete_object(Bucket=resources[bucket], Key="uploads/a/b")

    transfer.transfer("import", resources, folder)

    for bucket in transfer.BUCKETS:
        found = client.get_object(Bucket=resources[bucket], Key="uploads/a/b")
        assert found["Body"].read() == b"text"
        assert (found["ContentType"], found["Metadata"]) == ("text/plain", metadata)
