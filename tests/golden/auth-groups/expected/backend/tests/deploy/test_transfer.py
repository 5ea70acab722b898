"""Exports and imports: what a stage holds comes out, and goes into another, as it is."""

import json
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
    transfer.export_data(resources, folder)
    for table in transfer.TABLES:
        client.delete_item(TableName=resources[table], Key={"id": {"S": "a"}})
        client.put_item(TableName=resources[table], Item={"id": {"S": "b"}})

    transfer.import_data(resources, folder)
    transfer.import_data(resources, folder)

    for table in transfer.TABLES:
        items = client.scan(TableName=resources[table])["Items"]
        assert sorted(items, key=lambda item: str(item["id"])) == [ITEM, {"id": {"S": "b"}}]


@pytest.mark.parametrize(("replace", "expected"), [(False, "2"), (True, "1.50")])
def test_items_are_replaced_only_on_request(
    resources: dict[str, str], tmp_path: Path, *, replace: bool, expected: str
) -> None:
    """What was changed since the export stays, unless the export is to win."""
    client, table = boto3.client("dynamodb"), resources[transfer.TABLES[0]]
    client.put_item(TableName=table, Item=ITEM)
    transfer.export_data(resources, tmp_path / "data")
    client.put_item(TableName=table, Item=ITEM | {"n": {"N": "2"}})

    transfer.import_data(resources, tmp_path / "data", replace=replace)

    item = client.get_item(TableName=table, Key={"id": {"S": "a"}})["Item"]
    assert item["n"] == {"N": expected}


def test_a_restored_table_is_exported_in_place_of_the_stacks(
    resources: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--table` names it, by the logical id of the table that it is a backup of."""
    client, table = boto3.client("dynamodb"), transfer.TABLES[0]
    client.create_table(
        TableName="restored",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    client.put_item(TableName="restored", Item=ITEM)
    monkeypatch.setattr(transfer, "physical_ids", lambda *_: resources)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    region = client.meta.region_name
    target = ["--stack", "any", "--region", region, "--folder", str(tmp_path / "data")]

    transfer.main(["export", *target, "--table", f"{table}=restored"])

    lines = (tmp_path / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [ITEM]
