"""Exports and imports: what a stage holds comes out, and goes into another, as it is."""

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


@pytest.fixture
def resources(cloud: Cloud) -> dict[str, str]:
    """Return the tables and buckets of template.yaml."""
    return {name: cloud.physical(name) for name in (*transfer.TABLES, *transfer.BUCKETS)}


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
