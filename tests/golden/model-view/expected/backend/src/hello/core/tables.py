"""A model's table: reads by key or index, conditional writes."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

from aws_lambda_powertools import Logger

from . import batches, constraints, dynamodb, ids, pages, queries
from .dynamodb import GENERATION, OutdatedError, State, Step
from .indexes import EVERYTHING
from .migrations import Attributes, generation
from .models import Input, Item, Model
from .problems import Busy, Conflict, NotFound, Stale
from .queries import Query

Values = Mapping[str, object]
Versions = frozenset[int]
Result = TypeVar("Result")

logger = Logger()

_ATTEMPTS = 4
_SYSTEM = ("id", "owner", "created_at", "updated_at", "version")


class Table(Generic[Item, Input]):
    """The items of a model."""

    def __init__(self, model: Model[Item, Input]) -> None:
        self._model = model

    def get(self, item_id: str) -> Item:
        """Read the item with an id, strongly consistent."""
        return self._load(self._read(item_id))

    def find(self, item_ids: Iterable[str]) -> list[Item]:
        """Return those items that exist, in any order; what was just written may be missing."""
        return [self._load(stored) for stored in batches.read(self._name, item_ids)]

    def page(self, query: Query) -> pages.Page[Item]:
        """Return a page of the items that match a query."""
        part = queries.partition(self._model, query)
        start: dict[str, Any] = {}
        if query.cursor is not None:
            try:
                position = part.start_after(pages.decode(query.cursor, *part.list_id))
            except ValueError as error:
                raise pages.wrong_cursor() from error
            start["ExclusiveStartKey"] = position
        response = dynamodb.client().query(
            TableName=self._name,
            # One extra item tells if there is a next page.
            Limit=query.limit + 1,
            **part.query(),
            **start,
        )
        found = response["Items"]
        shown = found[: query.limit]
        more = len(found) > len(shown) or "LastEvaluatedKey" in response
        cursor = pages.encode(part.position(shown[-1]), *part.list_id) if more else None
        items = [self._load(dynamodb.decode(item)) for item in shown]
        return {"items": items, "cursor": cursor}

    def create(self, values: Input, owner: str) -> Item:
        """Create an item; its references must exist, and its unique values must be free."""
        now = _now()
        system: dict[str, object] = {
            "id": ids.new_id(),
            "owner": owner,
            "created_at": now,
            "updated_at": now,
            "version": 1,
        }
        item = {**system, **_present(values)}
        attributes = {
            **system,
            **EVERYTHING,
            GENERATION: self._model.generation,
            **self._attributes(values),
        }
        put = {
            "TableName": self._name,
            "Item": dynamodb.encode(_present(attributes)),
            "ConditionExpression": "attribute_not_exists(id)",
        }
        # Nobody else has this id: if it exists, this request has written it, in an attempt whose
        # answer was lost.
        with suppress(OutdatedError):
            self._commit(Step("Put", put, OutdatedError()), {}, item)
        return cast("Item", item)

    def update(self, item: Item, changes: Input, if_match: Versions | None = None) -> Item:
        """Update an item that was read before; None removes a value."""
        return self._try(lambda current: self._update(current, changes), item, if_match)

    def delete(self, item: Item, if_match: Versions | None = None) -> None:
        """Delete an item that was read before."""
        self._try(self._delete, item, if_match)

    def _try(
        self, write: Callable[[Item], Result], item: Item, if_match: Versions | None
    ) -> Result:
        """Write; retry if the item changed in the meantime, unless it must match a version."""
        for _ in range(_ATTEMPTS):
            if if_match is not None and item["version"] not in if_match:
                raise Stale("The item has changed since it was read.")
            try:
                return write(item)
            except OutdatedError:
                item = self._load(self._writable(str(item["id"])))
        raise Busy

    def _update(self, item: Item, changes: Input) -> Item:
        version = _version(item)
        system = {"updated_at": _now(), "version": version + 1}
        after = {**item, **changes, **system}
        attributes = {
            **self._migrated(item["id"]),
            **system,
            GENERATION: self._model.generation,
            **self._attributes(changes),
        }
        update = {**self._key(item["id"]), **dynamodb.changes(attributes, self._state(item))}
        try:
            self._commit(Step("Update", update, OutdatedError()), item, after)
        except OutdatedError:
            # Unless it was this change, written in an attempt whose answer was lost.
            if self.get(str(item["id"])) != _present(after):
                raise
        return cast("Item", _present(after))

    def _delete(self, item: Item) -> None:
        delete = {**self._key(item["id"]), **dynamodb.only_if(self._state(item))}
        try:
            self._commit(Step("Delete", delete, OutdatedError()), item, {})
        except OutdatedError:
            with suppress(NotFound):
                self.get(str(item["id"]))
                raise

    def _commit(self, write: Step, before: Values, after: Values) -> None:
        """Write an item with what goes with it; a value that nobody has any more is not taken."""
        try:
            dynamodb.commit([write, *constraints.steps(self._model, before, after)])
        except Conflict:
            if not constraints.release_unheld(self._model, after):
                raise
            dynamodb.commit([write, *constraints.steps(self._model, before, after)])

    @property
    def _name(self) -> str:
        return os.environ[self._model.table]

    def _read(self, item_id: str) -> Attributes:
        """Return the attributes of an item, strongly consistent."""
        if ids.is_id(item_id):
            response = dynamodb.client().get_item(**self._key(item_id), ConsistentRead=True)
            if "Item" in response:
                return dynamodb.decode(response["Item"])
        raise NotFound

    def _writable(self, item_id: str) -> Attributes:
        """Return the attributes of an item; raise Conflict if only newer code may write it."""
        stored = self._read(item_id)
        if generation(stored) > self._model.generation:
            raise Conflict("A newer version of the application has written this item.")
        return stored

    def _migrated(self, item_id: object) -> dict[str, object]:
        """Return the attributes that migrations change in an item; None removes one."""
        if not self._model.migrations:
            return {}
        stored = self._read(str(item_id))
        after = self._model.upcast(stored)
        names = {name for name in stored | after if stored.get(name) != after.get(name)}
        return {name: after.get(name) for name in sorted(names)}

    def _state(self, item: Values) -> State:
        return State(_version(item), self._model.generation)

    def _key(self, item_id: object) -> dict[str, Any]:
        return {"TableName": self._name, "Key": dynamodb.encode({"id": item_id})}

    def _attributes(self, values: Values) -> dict[str, object]:
        """Return the attributes of the values; None removes one."""
        fields, attribute = self._model.fields, self._model.attribute
        former = {source: None for name in values for source in fields[name].converted_from}
        return former | {
            attribute(name): None if value is None else fields[name].dump(value)
            for name, value in values.items()
        }

    def _load(self, stored: Attributes) -> Item:
        """Return the item in the attributes; a value that does not fit its field is left out."""
        stored = self._model.upcast(stored)
        item: dict[str, object] = {name: stored[name] for name in _SYSTEM}
        item["version"] = int(stored["version"])
        for name, field in self._model.fields.items():
            attribute = self._model.attribute(name)
            if attribute in stored:
                try:
                    item[name] = field.load(stored[attribute])
                except ValueError:
                    details = {"model": self._model.name, "item_id": stored["id"], "field": name}
                    logger.warning("A stored value does not fit its field.", extra=details)
        return cast("Item", item)


def _present(values: Values) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _version(item: Values) -> int:
    return cast("int", item["version"])


def _now() -> str:
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")
