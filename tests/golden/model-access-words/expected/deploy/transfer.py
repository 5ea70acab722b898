"""Exports the items and objects of a stage, and imports them: `make export STAGE=dev`.

An export is a folder: one file per table, with one item per line as DynamoDB's own JSON, and one
folder per bucket. Users are not part of it: Cognito never gives out passwords.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from .resources import physical_ids

TABLES = [
    "AnnouncementTable",
    "CommentTable",
    "DiaryTable",
    "ReportTable",
    "SecretTable",
    "WallTable",
]
BUCKETS: list[str] = []
# What an object says of itself, besides its content.
_ABOUT = ("ContentType", "Metadata")


def export_table(name: str, file: Path) -> int:
    """Write the items of a table to a file; return their number."""
    pages = boto3.client("dynamodb").get_paginator("scan")
    with file.open("w", encoding="utf-8") as lines:
        count = 0
        for page in pages.paginate(TableName=name, ConsistentRead=True):
            for item in page["Items"]:
                lines.write(f"{json.dumps(item, ensure_ascii=False)}\n")
                count += 1
    return count


def import_table(name: str, file: Path) -> int:
    """Put the items of a file into a table; those that it has already stay as they are."""
    client = boto3.client("dynamodb")
    count = 0
    for item in _items(file):
        try:
            client.put_item(
                TableName=name, Item=item, ConditionExpression="attribute_not_exists(id)"
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
        else:
            count += 1
    return count


def export_bucket(name: str, folder: Path) -> int:
    """Write the objects of a bucket to a folder, with what each says of itself beside it."""
    client = boto3.client("s3")
    count = 0
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=name):
        for number, found in enumerate(page.get("Contents", []), start=count):
            response = client.get_object(Bucket=name, Key=found["Key"])
            about = {"Key": found["Key"], **{key: response.get(key) for key in _ABOUT}}
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / f"{number}.object").open("wb") as file:
                for chunk in response["Body"].iter_chunks():
                    file.write(chunk)
            (folder / f"{number}.json").write_text(json.dumps(about), encoding="utf-8")
            count = number + 1
    return count


def import_bucket(name: str, folder: Path) -> int:
    """Put the objects of a folder into a bucket."""
    client = boto3.client("s3")
    described = sorted(folder.glob("*.json"))
    for path in described:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        key = about.pop("Key")
        extra = {name: value for name, value in about.items() if value}
        client.upload_file(str(path.with_suffix(".object")), name, key, ExtraArgs=extra)
    return len(described)


def _items(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def transfer(direction: str, resources: Mapping[str, str], folder: Path) -> None:
    """Export to a folder, or import from it, what each table and bucket holds."""
    move_table, move_bucket = {
        "export": (export_table, export_bucket),
        "import": (import_table, import_bucket),
    }[direction]
    if direction == "export":
        folder.mkdir(parents=True)
    for names, move, suffix in ((TABLES, move_table, ".jsonl"), (BUCKETS, move_bucket, "")):
        for name in names:
            path = folder / f"{name}{suffix}"
            if name in resources and (direction == "export" or path.exists()):
                _report(name, move, resources[name], path)


def _report(name: str, move: Callable[[str, Path], int], physical: str, path: Path) -> None:
    count = move(physical, path)
    sys.stdout.write(f"{name}: {count:,}\n")


def main() -> None:
    """Export or import the data of a stack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("direction", choices=("export", "import"))
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    options = parser.parse_args()
    boto3.setup_default_session(region_name=options.region)
    if options.direction == "export" and options.folder.exists():
        parser.error(f"{options.folder} exists already: name another folder with DATA=")
    transfer(options.direction, physical_ids(options.stack, options.region), options.folder)


if __name__ == "__main__":
    main()
