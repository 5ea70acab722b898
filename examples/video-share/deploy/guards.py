"""Reserves the unique values of items that were stored before they had to be unique."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from video_share.core import constraints, dynamodb
from video_share.core.dynamodb import OutdatedError, State, Step
from video_share.core.migrations import Attributes
from video_share.core.models import Model


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
        guard = self._read(constraints.guard_id(self.model.attribute(name), identity))
        holder_id = guard.get("of")
        if holder_id == item["id"]:
            return True
        holder = self._read(holder_id) if holder_id else {}
        if holder and self._identity(holder, name) == identity:
            return False
        if self.may_write:
            self._take(item, name, identity, holder_id)
        return True

    def _take(self, item: Attributes, name: str, identity: str, holder_id: str | None) -> None:
        """Make a guard the item's, if neither of them has changed, nor who had it."""
        guard = {"id": constraints.guard_id(self.model.attribute(name), identity), "of": item["id"]}
        put: dict[str, Any] = {
            "TableName": self._table,
            "Item": dynamodb.encode(guard),
            # A guard that does not say whose it is was made by an older version of the application.
            "ConditionExpression": "attribute_not_exists(#of)",
            "ExpressionAttributeNames": {"#of": "of"},
        }
        steps = [self._unchanged(item)]
        if holder_id:
            put["ConditionExpression"] = "#of = :of"
            put["ExpressionAttributeValues"] = dynamodb.encode({":of": holder_id})
            steps.append(self._unchanged(self._read(holder_id) or {"id": holder_id}))
        dynamodb.commit([Step("Put", put, OutdatedError()), *steps])

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
