"""What must hold between items: refs refer to something, unique values are nobody else's.

Both are steps of the transaction that writes the item. A unique value has a guard in the same
table, an item with the id `unique#<field>#<value>` and no other attribute, which no index shows.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import dynamodb
from .dynamodb import OutdatedError, Step
from .fields import Ref
from .models import Model
from .problems import Conflict, Invalid

Values = Mapping[str, object]


def steps(model: Model[Any, Any], before: Values, after: Values) -> list[Step]:
    """What goes with writing an item; `before` is empty when it is new, `after` when it goes."""
    return [*_ref_steps(model, before, after), *_guard_steps(model, before, after)]


def _ref_steps(model: Model[Any, Any], before: Values, after: Values) -> Iterator[Step]:
    # A transaction may name an item once only, and one that it writes need not be checked.
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
        old, new = before.get(name), after.get(name)
        if not field.unique or old == new:
            continue
        if old is not None:
            yield Step("Delete", _key(model.table, _guard(name, old)), OutdatedError())
        if new is not None:
            failure = Conflict("Something like that exists already.", {name: "is taken"})
            guard = {
                "TableName": os.environ[model.table],
                "Item": dynamodb.encode({"id": _guard(name, new)}),
                "ConditionExpression": "attribute_not_exists(id)",
            }
            yield Step("Put", guard, failure)


def _guard(name: str, value: object) -> str:
    return f"unique#{name}#{value}"


def _key(table: str, item_id: object) -> dict[str, Any]:
    return {"TableName": os.environ[table], "Key": dynamodb.encode({"id": item_id})}
