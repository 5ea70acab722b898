"""Constraints between items: references exist, and unique values are unique.

Both are steps of the transaction that writes the item. A unique value has a guard in the same
table: an item with the id `unique#<attribute>#<identity>` that says whose it is, and who had the
value before it had to be unique. It has nothing else, so no index lists it.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import dynamodb
from .dynamodb import OutdatedError, State, Step
from .fields import Field, Ref
from .models import Model
from .problems import Conflict, Invalid

Values = Mapping[str, object]

# A transaction has 100 steps.
_SHARED = 90


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
    item_id = after.get("id", before.get("id"))
    for name, field in model.fields.items():
        if not field.unique:
            continue
        attribute = model.attribute(name)
        old, new = _identity(field, before.get(name)), _identity(field, after.get(name))
        if old == new:
            continue
        if old is not None and _is_only_of(model.table, guard_id(attribute, old), item_id):
            # Guards that say nothing are of an older version of the application.
            guard = {**_key(model.table, guard_id(attribute, old)), **_own(item_id, unset="of")}
            yield Step("Delete", guard, OutdatedError())
        if new is not None:
            failure = Conflict("Already exists.", {name: "is taken"})
            guard = {
                "TableName": os.environ[model.table],
                "Item": dynamodb.encode({"id": guard_id(attribute, new), "of": item_id}),
                **_own(item_id, unset="id"),
            }
            yield Step("Put", guard, failure)


def release_unheld(model: Model[Any, Any], values: Values) -> bool:
    """Free the values whose guard is of an item that no longer has them; return True for any.

    Guards outlive `unique` being taken from a field, and are stale when it gets it again.
    """
    released = [
        _release(model, name, field.identity(values[name]))
        for name, field in model.fields.items()
        if field.unique and values.get(name) is not None
    ]
    return any(released)


def _release(model: Model[Any, Any], name: str, identity: str) -> bool:
    """Delete a guard unless an item that it names has the value; return True if it is gone."""
    guard = _read(model.table, guard_id(model.attribute(name), identity))
    if "of" not in guard:
        return False
    steps: list[Step] = []
    for item_id in (guard["of"], *sorted(guard.get("also", ()))):
        item = _read(model.table, item_id)
        held = model.upcast(item).get(model.attribute(name)) if item else None
        # A value that more items shared than a transaction can check stays taken.
        if stored_identity(model.fields[name], held) == identity or len(steps) == _SHARED:
            return False
        unchanged: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(id)"}
        if item:
            unchanged = dynamodb.only_if(State(item["version"], model.generation))
        check = {**_key(model.table, item_id), **unchanged}
        steps.append(Step("ConditionCheck", check, OutdatedError()))
    removal = {**_key(model.table, guard["id"]), **same_guard(guard)}
    try:
        dynamodb.commit([Step("Delete", removal, OutdatedError()), *steps])
    except OutdatedError:
        return False
    return True


def _identity(field: Field, value: object) -> str | None:
    return None if value is None else field.identity(value)


def stored_identity(field: Field, stored: object) -> str | None:
    """Return the text by which a stored value is compared, or None if it is not of the field."""
    try:
        return field.identity(field.load(stored))
    except ValueError:
        return None


def guard_id(attribute: str, identity: str) -> str:
    """Return the id of the guard of a unique value."""
    return f"unique#{attribute}#{identity}"


def same_guard(guard: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a write that requires a guard to name the same items as before."""
    names = ("of", "also")
    values = dynamodb.encode({f":{name}": guard[name] for name in names if name in guard})
    arguments: dict[str, Any] = {
        "ConditionExpression": " AND ".join(
            f"#{name} = :{name}" if name in guard else f"attribute_not_exists(#{name})"
            for name in names
        ),
        "ExpressionAttributeNames": {f"#{name}": name for name in names},
    }
    return {**arguments, "ExpressionAttributeValues": values} if values else arguments


def _is_only_of(table: str, guard_id: str, item_id: object) -> bool:
    """Return False if others had the value before it had to be unique: it is still theirs."""
    guard = _read(table, guard_id)
    return guard.get("of") in {None, item_id} and "also" not in guard


def _read(table: str, item_id: object) -> dict[str, Any]:
    """Return the attributes of an item or a guard; none if it does not exist."""
    response = dynamodb.client().get_item(**_key(table, item_id), ConsistentRead=True)
    return dynamodb.decode(response.get("Item", {}))


def _own(item_id: object, *, unset: str) -> dict[str, Any]:
    """Return the arguments of a write that requires a guard to be an item's, or to lack `unset`."""
    return {
        "ConditionExpression": (
            "(attribute_not_exists(#unset) OR #of = :of) AND attribute_not_exists(#also)"
        ),
        "ExpressionAttributeNames": {"#unset": unset, "#of": "of", "#also": "also"},
        "ExpressionAttributeValues": dynamodb.encode({":of": item_id}),
    }


def _key(table: str, item_id: object) -> dict[str, Any]:
    return {"TableName": os.environ[table], "Key": dynamodb.encode({"id": item_id})}
