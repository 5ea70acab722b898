"""A model's table: each read is by key or by an index, each write is conditional."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from . import constraints, dynamodb, ids, indexes, pages
from .dynamodb import OutdatedError, Step
from .models import Input, Item, Model
from .problems import Conflict, NotFound, Stale
from .queries import Query

Values = Mapping[str, object]
Versions = frozenset[int]
Result = TypeVar("Result")

_ATTEMPTS = 4
_SYSTEM = ("id", "owner", "created_at", "updated_at", "version")


class Table(Generic[Item, Input]):
    """The items of a model."""

    def __init__(self, model: Model[Item, Input]) -> None:
        self._model = model

    def get(self, item_id: str) -> Item:
        """The item of that id, as it is right now."""
        if ids.is_id(item_id):
            response = dynamodb.client().get_item(**self._key(item_id), ConsistentRead=True)
            if "Item" in response:
                return self._load(response["Item"])
        raise NotFound

    def page(self, query: Query) -> pages.Page[Item]:
        """A page of the items that the query asks for."""
        part = indexes.partition(self._model, query)
        of_list = (part.index, str(part.value), str(query.newest_first))
        start: dict[str, Any] = {}
        if query.cursor is not None:
            position = pages.decode(query.cursor, *of_list)
            if not ids.is_id(position):
                raise pages.wrong_cursor()
            start["ExclusiveStartKey"] = dynamodb.encode({"id": position, part.key: part.value})
        response = dynamodb.client().query(
            TableName=self._name,
            IndexName=part.index,
            KeyConditionExpression="#key = :value",
            ExpressionAttributeNames={"#key": part.key},
            ExpressionAttributeValues=dynamodb.encode({":value": part.value}),
            ScanIndexForward=not query.newest_first,
            # One more than asked for tells whether there is a next page.
            Limit=query.limit + 1,
            **start,
        )
        items = [self._load(item) for item in response["Items"]]
        shown = items[: query.limit]
        more = len(items) > len(shown) or "LastEvaluatedKey" in response
        cursor = pages.encode(str(shown[-1]["id"]), *of_list) if more else None
        return {"items": shown, "cursor": cursor}

    def create(self, values: Input, owner: str) -> Item:
        """Add an item; what it refers to must exist, and what is unique must not."""
        now = _now()
        item: dict[str, object] = {
            "id": ids.new_id(),
            "owner": owner,
            "created_at": now,
            "updated_at": now,
            "version": 1,
            **_present(values),
        }
        attributes = {**item, **self._attributes(values, owner)}
        put = {
            "TableName": self._name,
            "Item": dynamodb.encode(_present(attributes)),
            "ConditionExpression": "attribute_not_exists(id)",
        }
        steps = constraints.steps(self._model, before={}, after=item)
        dynamodb.commit([Step("Put", put, OutdatedError()), *steps])
        return cast("Item", item)

    def update(self, item: Item, changes: Input, if_match: Versions | None = None) -> Item:
        """Change an item that has been read; None removes a value."""
        return self._try(lambda current: self._update(current, changes), item, if_match)

    def delete(self, item: Item, if_match: Versions | None = None) -> None:
        """Delete an item that has been read."""
        self._try(self._delete, item, if_match)

    def _try(
        self, write: Callable[[Item], Result], item: Item, if_match: Versions | None
    ) -> Result:
        """Write, again if the item has changed meanwhile, unless it must match a version."""
        for _ in range(_ATTEMPTS):
            if if_match is not None and item["version"] not in if_match:
                raise Stale("The item has changed since it was read.")
            try:
                return write(item)
            except OutdatedError:
                item = self.get(str(item["id"]))
        raise Conflict("Too many changes at the same time; try again.")

    def _update(self, item: Item, changes: Input) -> Item:
        version = _version(item)
        system = {"updated_at": _now(), "version": version + 1}
        after = {**item, **changes, **system}
        attributes = {**system, **self._attributes(changes, str(item["owner"]))}
        update = {**self._key(item["id"]), **dynamodb.changes(attributes, version)}
        steps = constraints.steps(self._model, before=item, after=after)
        dynamodb.commit([Step("Update", update, OutdatedError()), *steps])
        return cast("Item", _present(after))

    def _delete(self, item: Item) -> None:
        delete = {**self._key(item["id"]), **dynamodb.only_if(_version(item))}
        steps = constraints.steps(self._model, before=item, after={})
        dynamodb.commit([Step("Delete", delete, OutdatedError()), *steps])

    @property
    def _name(self) -> str:
        return os.environ[self._model.table]

    def _key(self, item_id: object) -> dict[str, Any]:
        return {"TableName": self._name, "Key": dynamodb.encode({"id": item_id})}

    def _attributes(self, values: Values, owner: str) -> dict[str, object]:
        """The attributes that hold the values, and that the indexes find them by."""
        fields = self._model.fields
        stored = {
            name: None if value is None else fields[name].dump(value)
            for name, value in values.items()
        }
        return {**stored, **indexes.attributes(self._model, values, owner)}

    def _load(self, attributes: Values) -> Item:
        """The item that the attributes hold; what no field names is nobody's business."""
        stored = dynamodb.decode(attributes)
        fields = self._model.fields
        system = {name: stored[name] for name in _SYSTEM}
        values = {name: fields[name].load(stored[name]) for name in fields if name in stored}
        return cast("Item", {**system, "version": int(stored["version"]), **values})


def _present(values: Values) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _version(item: Values) -> int:
    return cast("int", item["version"])


def _now() -> str:
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")
