"""Exports the items and objects of a stage, and imports them: `make export STAGE=dev`.

An export is a folder: one file per table, with one item per line as DynamoDB's own JSON, and one
folder per bucket. Users are not part of it: Cognito never gives out passwords. Nor is what a table
holds besides items, such as reserved unique values: it is made anew from the items by a migration.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from .resources import physical_ids

TABLES = [
    "AuthorTable",
    "ShelfTable",
    "BookTable",
    "LedgerTable",
    "DiaryTable",
]
BUCKETS = [
    "ScansBucket",
]
# The item in which a table notes which migrations its items had; see deploy/history.py.
_HISTORY = {"id": {"S": "migration#deployed"}}
# What an object says of itself, besides its content.
_ABOUT = ("ContentType", "Metadata")


def export_table(name: str, file: Path) -> int:
    """Write the items of a table to a file; return their number."""
    pages = boto3.client("dynamodb").get_paginator("scan")
    with file.open("w", encoding="utf-8") as lines:
        count = 0
        for page in pages.paginate(TableName=name, ConsistentRead=True):
            for item in filter(_is_item, page["Items"]):
                lines.write(f"{json.dumps(item, ensure_ascii=False)}\n")
                count += 1
    return count


def import_table(name: str, file: Path, *, replace: bool) -> int:
    """Put the items of a file into a table; return how many it took.

    Those that it has already stay as they are, unless they are to be replaced. They can be of any
    generation: the next migration looks at all items again.
    """
    client = boto3.client("dynamodb")
    _forget_progress(name)
    condition: Any = {} if replace else {"ConditionExpression": "attribute_not_exists(id)"}
    count = 0
    for item in filter(_is_item, _lines(file)):
        try:
            client.put_item(TableName=name, Item=item, **condition)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
        else:
            count += 1
    return count


def export_bucket(name: str, folder: Path) -> int:
    """Write the objects of a bucket to a folder, with what each says of itself beside it."""
    client = boto3.client("s3")
    folder.mkdir()
    count = 0
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=name):
        for number, found in enumerate(page.get("Contents", []), start=count):
            response = client.get_object(Bucket=name, Key=found["Key"])
            about = {"Key": found["Key"], **{key: response.get(key) for key in _ABOUT}}
            with (folder / f"{number}.object").open("wb") as file:
                for chunk in response["Body"].iter_chunks():
                    file.write(chunk)
            (folder / f"{number}.json").write_text(json.dumps(about), encoding="utf-8")
            count = number + 1
    return count


def import_bucket(name: str, folder: Path, *, replace: bool) -> int:
    """Put the objects of a folder into a bucket; return how many it took.

    Those that it has already stay as they are, unless they are to be replaced.
    """
    client = boto3.client("s3")
    count = 0
    for path in sorted(folder.glob("*.json")):
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        key = about.pop("Key")
        if replace or not _exists(name, key):
            extra = {name: value for name, value in about.items() if value}
            client.upload_file(str(path.with_suffix(".object")), name, key, ExtraArgs=extra)
            count += 1
    return count


def _exists(bucket: str, key: str) -> bool:
    try:
        boto3.client("s3").head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] != "404":
            raise
        return False
    return True


def _is_item(stored: Mapping[str, Any]) -> bool:
    """Return True for an item of a model, which has a version, unlike what is kept beside them."""
    return "version" in stored


def _forget_progress(table: str) -> None:
    """Let no migration that was done or begun count any more, as if other code had run."""
    boto3.client("dynamodb").update_item(
        TableName=table,
        Key=_HISTORY,
        UpdateExpression="SET #last = :imported",
        ExpressionAttributeNames={"#last": "last"},
        ExpressionAttributeValues={":imported": {"L": [{"S": "import"}]}},
    )


class UnreadableError(Exception):
    """A line of an export that is no item."""


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                item = json.loads(line)
            except ValueError:
                item = None
            if not isinstance(item, dict) or "id" not in item:
                raise UnreadableError(f"{file}:{number}: no item; those before it were imported")
            yield item


def export_data(resources: Mapping[str, str], folder: Path) -> None:
    """Write what each table and bucket holds to a new folder, which is there once it is whole."""
    draft = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in TABLES:
        _report(name, export_table(resources[name], draft / f"{name}.jsonl"))
    for name in BUCKETS:
        _report(name, export_bucket(resources[name], draft / name))
    draft.rename(folder)


def import_data(
    resources: Mapping[str, str], folder: Path, *, replace: bool = False
) -> Sequence[str]:
    """Put what an export holds into the tables and buckets that there are.

    Returns the names of what the export has and the application does not.
    """
    for name in TABLES:
        if (file := folder / f"{name}.jsonl").exists():
            _report(name, import_table(resources[name], file, replace=replace))
    for name in BUCKETS:
        _report(name, import_bucket(resources[name], folder / name, replace=replace))
    known = {*(f"{name}.jsonl" for name in TABLES), *BUCKETS}
    return sorted(entry.name for entry in folder.iterdir() if entry.name not in known)


def _report(name: str, count: int) -> None:
    sys.stdout.write(f"{name}: {count:,}\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("direction", choices=("export", "import"))
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="ID=NAME",
        help="a table in place of the stack's, such as one restored from a backup",
    )
    parser.add_argument("--replace", action="store_true", help="import over what is there already")
    options = parser.parse_args(arguments)
    options.table = dict(named.partition("=")[::2] for named in options.table)
    if unknown := [name for name in options.table if name not in TABLES]:
        parser.error(f"no table {unknown[0]}; there are {', '.join(TABLES)}")
    if options.direction == "export" and options.folder.exists():
        parser.error(f"{options.folder} exists already: name another folder with DATA=")
    if options.direction == "import" and not (
        options.folder.is_dir() and any(options.folder.iterdir())
    ):
        parser.error(f"{options.folder} is no export: name the folder of one with DATA=")
    return options


def _transfer(options: argparse.Namespace) -> None:
    boto3.setup_default_session(region_name=options.region)
    resources = physical_ids(options.stack, options.region) | options.table
    if options.direction == "export":
        export_data(resources, options.folder)
    elif left := import_data(resources, options.folder, replace=options.replace):
        sys.exit(f"Not imported, since the application has no such data: {', '.join(left)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Export or import the data of a stack."""
    options = _options(arguments)
    try:
        _transfer(options)
    except (ClientError, UnreadableError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Interrupted: run it again.")


if __name__ == "__main__":
    main()
