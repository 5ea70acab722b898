"""Constraints between items: references exist, and unique values are unique.

Both are steps of the transaction that writes the item. A unique value has a guard in the same
table: an item with the id `unique#<field>#<identity>` and no other attribute, so no index lists it.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import dynamodb
from .dynamodb import OutdatedError, Step
from .fields import Field, Ref
from .models import Model
from .problems import Conflict, Invalid

Values = Mapping[str, object]


def steps(model: Model[Any, Any], before: Values, after: Values) -> list[Step]:
    """Return the steps that go with a write; a create has no `before`, a delete no `after`."""
    return [*_ref_steps(model, before, after), *_guard_steps(model, before, after)]


def _ref_steps(model: Model[Any, Any], before: Values, after: Values) -> Iterator[Step]:
    # A transaction can name an item only once, and an item it writes needs no check.
    seen = {(model.table, after.get("id"))}
    for name, field in model.fields.items():
        value = after.get(name)
        if not isinstance(field, Ref) or value is None or value == before.get(name):
            continue
        if (field.table, value) not in seen:
            seen.add((field.table, value))
            failure = Invalid({name: "does not exist"})
            arguments = {**_key(field.table, value), "ConditionExpression": "attribute_exists(id)"}
            yield Step("ConditionCheck", arguments, failure)


def _guard_steps(model: Model[Any, Any], before: Values, after: Values) -> Iterator[Step]:
    for name, field in model.fields.items():
        if not field.unique:
            continue
        old, new = _identity(field, before.get(name)), _identity(field, after.get(name))
        if old == new:
            continue
        if old is not None:
            yield Step("Delete", _key(model.table, _guard(name, old)), OutdatedError())
        if new is not None:
            failure = Conflict("Already exists.", {name: "is taken"})
            guard = {
                "TableName": os.environ[model.table],
                "Item": dynamodb.encode({"id": _guard(name, new)}),
                "ConditionExpression": "attribute_not_exists(id)",
            }
            yield Step("Put", guard, failure)


def _identity(field: Field, value: object) -> str | None:
    return None if value is None else field.identity(value)


def _guard(name: str, identity: str) -> str:
    return f"unique#{name}#{identity}"


def _key(table: str, item_id: object) -> dict[str, Any]:
    return {"TableName": os.environ[table], "Key": dynamodb.encode({"id": item_id})}
