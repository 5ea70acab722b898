"""`make destroy`: it deletes what goes with the stack, after a question, and nothing else."""

import subprocess
from typing import Any

import boto3
import pytest

from deploy import destroy

BUCKET = "AWS::S3::Bucket"
TEMPLATE = {
    "Resources": {
        "Doomed": {"Type": BUCKET, "DeletionPolicy": "Delete"},
        "Kept": {"Type": BUCKET, "DeletionPolicy": "Retain"},
        "Unresolved": {"Type": BUCKET, "DeletionPolicy": {"Fn::If": ["A", "Retain", "Delete"]}},
        "Table": {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "Delete"},
    }
}
BUCKETS = ("doomed", "kept", "unresolved")


@pytest.fixture
def commands(aws: pytest.MonkeyPatch) -> list[str]:
    """Return what is run of the SAM CLI, beside buckets with two versions of an object each."""
    found: list[str] = []
    physical = {name: name.lower() for name in TEMPLATE["Resources"]}
    aws.setattr(boto3, "DEFAULT_SESSION", None)
    aws.setattr(subprocess, "run", lambda command, **_: found.append(command[1]))
    aws.setattr(destroy, "processed_template", lambda *_: TEMPLATE)
    aws.setattr(destroy, "physical_ids", lambda *_: physical)
    for bucket in BUCKETS:
        s3().create_bucket(Bucket=bucket)
        enabled = {"Status": "Enabled"}
        s3().put_bucket_versioning(Bucket=bucket, VersioningConfiguration=enabled)
        for content in (b"1", b"2"):
            s3().put_object(Bucket=bucket, Key="a", Body=content)
        s3().delete_object(Bucket=bucket, Key="a")
    return found


def s3() -> Any:
    """Return a client."""
    return boto3.client("s3", region_name="us-east-1")


def versions(bucket: str) -> int:
    """Return how many versions and delete markers a bucket has."""
    found = s3().list_object_versions(Bucket=bucket)
    return len(found.get("Versions", [])) + len(found.get("DeleteMarkers", []))


def test_objects_go_with_their_stack(commands: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """All versions of what is deleted with it, and nothing that is retained."""
    monkeypatch.setattr("builtins.input", lambda _: "notes-dev")

    destroy.main(["--stack", "notes-dev", "--region", "us-east-1"])

    assert [versions(bucket) for bucket in BUCKETS] == [0, 3, 3]
    assert commands == ["delete"]


def test_nothing_goes_before_the_name_was_typed(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A yes is typed without looking."""
    monkeypatch.setattr("builtins.input", lambda _: "yes")

    with pytest.raises(SystemExit, match="Nothing was deleted"):
        destroy.main(["--stack", "notes-dev", "--region", "us-east-1"])

    assert [versions(bucket) for bucket in BUCKETS] == [3, 3, 3]
    assert commands == []
