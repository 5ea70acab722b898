"""Sample values for a model's fields."""

import math
import os
from typing import Any

from hello.core import dynamodb, fields, ids, storage
from hello.core.models import Model


def valid_item(model: Model[Any, Any], owner: str, number: int = 0) -> dict[str, Any]:
    """Return a value for each field, creating the items it refers to."""
    return {name: valid(field, owner, number) for name, field in model.fields.items()}


def valid(field: fields.Field, owner: str, number: int = 0) -> Any:
    """Return a valid value; a different number gives a different value where possible."""
    match field:
        case fields.String():
            return _text(field, number)
        case fields.Integer() | fields.Number():
            lowest = math.ceil(field.min) if field.min > 0 or field.max < 0 else 0
            return min(lowest + number, field.max)
        case fields.Boolean():
            return number % 2 == 0
        case fields.Date():
            return f"2026-01-{number + 1:02}"
        case fields.DateTime():
            return f"2026-01-{number + 1:02}T12:00:00Z"
        case fields.Enum():
            return field.values[number % len(field.values)]
        case fields.List():
            return [valid(field.items, owner, number)] * max(field.min, 1)
        case fields.Ref():
            return refer(field)
        case fields.File():
            return upload(field, owner)
        case _:
            return {"number": number, "nested": [True, 1.5, "text"]}


def invalid(field: fields.Field) -> list[Any]:
    """Return values that the field rejects."""
    match field:
        case fields.Json():
            return []
        case fields.Email() | fields.Url():
            return [1, "no such thing", "x" * (field.max + 1)]
        case fields.String():
            return [1, "x" * (field.max + 1)]
        case fields.Integer() | fields.Number():
            return ["1", True, field.min - 1, field.max + 1]
        case fields.Boolean():
            return [0, "true"]
        case fields.Enum():
            return [1, "".join(field.values) + "?"]
        case fields.List():
            return ["text", [None]]
        case fields.File():
            return [1, "no such thing", f"somebody-else.{ids.new_id()}"]
        case _:
            return [1, "no such thing"]


def refer(field: fields.Ref) -> str:
    """Create an item that the field can refer to, and return its id."""
    item_id = ids.new_id()
    dynamodb.client().put_item(
        TableName=os.environ[field.table], Item=dynamodb.encode({"id": item_id})
    )
    return item_id


def upload(field: fields.File, owner: str) -> str:
    """Create an object of the owner for the field, and return its id."""
    object_id = storage.ObjectId(owner, ids.new_id())
    storage.client().put_object(
        Bucket=os.environ[field.bucket],
        Key=f"{object_id.prefix}file.bin",
        Body=b"content",
        ContentType="application/octet-stream",
    )
    return str(object_id)


def _text(field: fields.String, number: int) -> str:
    if isinstance(field, fields.Email):
        return f"{number}@b.co".rjust(field.min, "a")
    if isinstance(field, fields.Url):
        return f"https://b.co/{number}".ljust(field.min, "x")
    return str(number).rjust(field.min, "x")[-field.max :]
