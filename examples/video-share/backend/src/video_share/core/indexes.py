"""The indexes of a model's table: one for each way to list items, so that nothing is scanned.

The partition key of an index is what the items of a list have in common. They are sorted by a field
if the index has one, then by id and so by time. Attributes that begin with `_` never leave the API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import dynamodb, ids

# In every item, so that an index can list them all. Other values could share the load later.
EVERYTHING: Mapping[str, object] = {"_all": "1"}
# The most that DynamoDB takes for a sort key.
_KEY_BYTES = 1024


@dataclass(frozen=True, kw_only=True)
class Index:
    """A way to list items: those with the same values of `by`, sorted by a field, then by age."""

    by: tuple[str, ...] = ()
    sort: str | None = None


@dataclass(frozen=True, kw_only=True)
class SortKey:
    """The attribute that sorts a list before the id does, and its type in DynamoDB."""

    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class Partition:
    """The part of an index that holds one list; all its items have the attributes of the key.

    With a `beginning`, only those are in the list whose sort key begins with it.
    """

    index: str
    key: Mapping[str, object]
    sort_key: SortKey | None
    descending: bool
    beginning: str = ""

    @property
    def list_id(self) -> tuple[str, ...]:
        """What tells the list from all others."""
        return (self.index, *map(str, self.key.values()), str(self.descending), self.beginning)

    def query(self) -> dict[str, Any]:
        """Return the arguments of a query that reads the list."""
        conditions = [f"#{n} = :{n}" for n in range(len(self.key))]
        values = dict(self.key)
        if self.sort_key and self.beginning:
            conditions.append(f"begins_with(#{len(values)}, :{len(values)})")
            values[self.sort_key.name] = self.beginning
        return {
            "IndexName": self.index,
            "KeyConditionExpression": " AND ".join(conditions),
            "ExpressionAttributeNames": {f"#{n}": name for n, name in enumerate(values)},
            "ExpressionAttributeValues": dynamodb.encode(
                {f":{n}": value for n, value in enumerate(values.values())}
            ),
            "ScanIndexForward": not self.descending,
        }

    def position(self, item: Mapping[str, Any]) -> str:
        """Return where an item, in the wire format, is in the list."""
        key = self.sort_key
        return f"{item['id']['S']}{item[key.name][key.type] if key else ''}"

    def start_after(self, position: str) -> dict[str, Any]:
        """Return the key of a position; raise ValueError if no item can have it."""
        item_id, value = position[: ids.LENGTH], position[ids.LENGTH :]
        if not ids.is_id(item_id):
            raise ValueError(position)
        start = dynamodb.encode({**self.key, "id": item_id})
        key = self.sort_key
        if key is None:
            return start
        # DynamoDB refuses to start outside of what it is asked for.
        if not 1 <= len(value.encode()) <= _KEY_BYTES or not value.startswith(self.beginning):
            raise ValueError(position)
        if key.type == "N":
            dynamodb.check_number(value)
        return {**start, key.name: {key.type: value}}
