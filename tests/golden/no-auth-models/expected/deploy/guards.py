"""Reserves the unique values of items that were stored before they had to be unique."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hello.core import constraints, dynamodb
from hello.core.dynamodb import OutdatedError, State, Step
from hello.core.migrations import Attributes
from hello.core.models import Model


@dataclass(frozen=True)
class Guards:
    """The guards of a model's unique values; see core/constraints.py."""

    model: Model[Any, Any]
    may_write: bool = True

    def taken(self, item: Attributes, values: Attributes) -> Iterator[str]:
        """Reserve the unique values of an item; yield the fields whose value another item has.

        `values` are its attributes in the present generation. Raises OutdatedError if the item or a
        guard changed meanwhile.
        """
        for name, field in self.model.fields.items():
            identity = constraints.stored_identity(field, values.get(self.model.attribute(name)))
            if field.unique and identity is not None and not self._reserve(item, name, identity):
                yield name

    def _reserve(self, item: Attributes, name: str, identity: str) -> bool:
        """Return False if another item has the value."""
        guard_id = constraints.guard_id(self.model.attribute(name), identity)
        guard = self._read(guard_id) or {"id": guard_id}
        holder_id = guard.get("of")
        if holder_id == item["id"]:
            return True
        holder = self._read(holder_id) if holder_id else {}
        is_taken = bool(holder) and self._identity(holder, name) == identity
        sharing = guard.get("also", set())
        if is_taken:
            changed = {**guard, "also": sharing | {item["id"]}}
        else:
            changed = {**guard, "of": item["id"], "also": sharing - {item["id"]}}
        if self.may_write and changed != guard:
            items = [item, holder or {"id": holder_id}] if holder_id else [item]
            self._write(guard, changed, items)
        return not is_taken

    def _write(self, guard: Attributes, changed: Attributes, items: list[Attributes]) -> None:
        """Change a guard, unless it or the items that it is about have changed meanwhile."""
        put = {
            "TableName": self._table,
            "Item": dynamodb.encode({name: value for name, value in changed.items() if value}),
            **constraints.same_guard(guard),
        }
        checks = map(self._unchanged, items)
        dynamodb.commit([Step("Put", put, OutdatedError()), *checks])

    def _unchanged(self, item: Attributes) -> Step:
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(id)"}
        if "version" in item:
            state = State(int(item["version"]), self.model.generation)
            condition = dynamodb.only_if(state)
        key = {"TableName": self._table, "Key": dynamodb.encode({"id": item["id"]})}
        return Step("ConditionCheck", {**key, **condition}, OutdatedError())

    def _identity(self, item: Attributes, name: str) -> str | None:
        stored = self.model.upcast(item).get(self.model.attribute(name))
        return constraints.stored_identity(self.model.fields[name], stored)

    @property
    def _table(self) -> str:
        return os.environ[self.model.table]

    def _read(self, item_id: str) -> Attributes:
        """Return the attributes of an item or a guard; none if it does not exist."""
        key = dynamodb.encode({"id": item_id})
        response = dynamodb.client().get_item(TableName=self._table, Key=key, ConsistentRead=True)
        return dynamodb.decode(response.get("Item", {}))
