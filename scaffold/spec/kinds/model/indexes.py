"""The indexes of a model's table: what its items can be listed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from scaffold.names import Identifier, Name

OWNER: Final = Name("owner")
# What a DynamoDB index takes as its partition key.
MAX_PARTITION_KEYS: Final = 4
# What DynamoDB allows for a table.
MAX_INDEXES: Final = 20
# A key has up to 1,024 bytes, and a character up to four.
MAX_KEY: Final = 500
# What `sort=` takes for every list.
ORDERS: Final = frozenset({"newest", "oldest"})


class KeyAttribute(NamedTuple):
    """An attribute in the key of an index."""

    name: Identifier
    type: Identifier


class Index(NamedTuple):
    """A way to list items: those with the same values of `by`, sorted by a field, then by age."""

    by: tuple[Name, ...] = ()
    sort: Name | None = None

    @property
    def fields(self) -> tuple[Name, ...]:
        """The fields of its key."""
        return (*self.by, self.sort) if self.sort else self.by

    @property
    def same_as(self) -> tuple[frozenset[Name], Name | None]:
        """The same for two entries that list the same items in the same order."""
        return frozenset(self.by), self.sort

    @property
    def parameters(self) -> tuple[Name, ...]:
        """The query parameters that choose the items, besides `owner`."""
        return tuple(name for name in self.by if name != OWNER)

    def within_owner(self) -> Index:
        """Return the index of the same within the items of an owner, who comes first."""
        return Index((OWNER, *self.parameters), self.sort)


@dataclass(frozen=True, slots=True)
class Gsi:
    """A global secondary index; what it lists is sorted by `sort_keys`, the id last.

    A key cannot be changed, so the name says it: another key is another index.
    """

    index: Index
    partition_keys: tuple[KeyAttribute, ...]
    sort_keys: tuple[KeyAttribute, ...]

    @property
    def name(self) -> Identifier:
        """The name of the index; `sort` is the name of no field."""
        by = "-".join(key.name for key in self.partition_keys)
        sort = "-".join(["-sort", *(key.name for key in self.sort_keys[:-1])])
        head = f"by-{by}" if self.index.by else "all"
        return Identifier(head + sort if self.index.sort else head)
