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
    "version": {"N": "1"},
    "n": {"N": "1.50"},
    "list": {"L": [{"S": "é"}, {"BOOL": True}]},
}
OTHER: dict[str, Any] = {"id": {"S": "b"}, "version": {"N": "1"}}


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
        client.put_item(TableName=resources[table], Item=OTHER)

    transfer.import_data(resources, folder)
    transfer.import_data(resources, folder)

    for table in transfer.TABLES:
        found = client.scan(TableName=resources[table])["Items"]
        items = [item for item in found if "version" in item]
        assert sorted(items, key=lambda item: str(item["id"])) == [ITEM, OTHER]


def test_what_is_no_item_stays_where_it_is(resources: dict[str, str], tmp_path: Path) -> None:
    """Neither reserved values nor the progress of a migration come with an export."""
    client, table = boto3.client("dynamodb"), resources[transfer.TABLES[0]]
    guard = {"id": {"S": "unique#n#1"}, "of": {"S": "a"}}
    for item in (ITEM, guard):
        client.put_item(TableName=table, Item=item)
    transfer.export_data(resources, tmp_path / "data")
    file = tmp_path / "data" / f"{transfer.TABLES[0]}.jsonl"
    exported = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in exported] == [ITEM]
    file.write_text(f"{json.dumps({**guard, 'of': {'S': 'b'}})}\n", encoding="utf-8")

    transfer.import_data(resources, tmp_path / "data", replace=True)

    assert client.get_item(TableName=table, Key={"id": guard["id"]})["Item"] == guard


def test_after_an_import_all_items_are_migrated_again(
    resources: dict[str, str], tmp_path: Path
) -> None:
    """Those that it brings can be of any generation; which ones there are stays noted."""
    client, table = boto3.client("dynamodb"), resources[transfer.TABLES[0]]
    digests: Any = {"L": [{"S": "abc"}]}
    history = {"id": {"S": "migration#deployed"}, "longest": digests, "last": digests}
    client.put_item(TableName=table, Item=history)
    transfer.export_data(resources, tmp_path / "data")

    transfer.import_data(resources, tmp_path / "data")

    noted = client.get_item(TableName=table, Key={"id": history["id"]})["Item"]
    assert noted["longest"] == digests
    assert noted["last"] != digests


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
    transfer.export_data(resources, folder)
    for bucket in transfer.BUCKETS:
        client.delete_object(Bucket=resources[bucket], Key="uploads/a/b")

    transfer.import_data(resources, folder)

    for bucket in transfer.BUCKETS:
        found = client.get_object(Bucket=resources[bucket], Key="uploads/a/b")
        assert found["Body"].read() == b"text"
        assert (found["ContentType"], found["Metadata"]) == ("text/plain", metadata)


@pytest.mark.parametrize(("replace", "expected"), [(False, b"newer"), (True, b"text")])
def test_objects_are_replaced_only_on_request(
    resources: dict[str, str], tmp_path: Path, *, replace: bool, expected: bytes
) -> None:
    """What was uploaded since the export stays, unless the export is to win."""
    client, bucket = boto3.client("s3"), resources[transfer.BUCKETS[0]]
    client.put_object(Bucket=bucket, Key="a", Body=b"text")
    transfer.export_data(resources, tmp_path / "data")
    client.put_object(Bucket=bucket, Key="a", Body=b"newer")

    transfer.import_data(resources, tmp_path / "data", replace=replace)

    assert client.get_object(Bucket=bucket, Key="a")["Body"].read() == expected


def test_interrupted_export_is_no_export(
    resources: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is there once it is whole."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(transfer, "_report", interrupt)
        with pytest.raises(KeyboardInterrupt):
            transfer.export_data(resources, tmp_path / "data")
    assert not (tmp_path / "data").exists()

    transfer.export_data(resources, tmp_path / "data")
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_what_the_application_has_not_is_named(resources: dict[str, str], tmp_path: Path) -> None:
    """A table of another version is no reason to leave the others out."""
    transfer.export_data(resources, tmp_path / "data")
    (tmp_path / "data" / "FormerTable.jsonl").touch()

    assert transfer.import_data(resources, tmp_path / "data") == ["FormerTable.jsonl"]


@pytest.mark.parametrize("line", [b"[1]", b'{"n": {"S": "a"}}', b'{"id": {"S"', b"\xff"])
def test_line_that_is_no_item_is_named(
    resources: dict[str, str], tmp_path: Path, line: bytes
) -> None:
    """It says where it is."""
    file = tmp_path / f"{transfer.TABLES[0]}.jsonl"
    file.write_bytes(b'{"id": {"S": "b"}, "version": {"N": "1"}}\n' + line)

    with pytest.raises(transfer.UnreadableError, match=r"\.jsonl:2: no item"):
        transfer.import_data(resources, tmp_path)
