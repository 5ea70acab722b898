"""A model: its fields and access rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from . import validation
from .access import Access
from .fields import Field
from .indexes import Index

Item = TypeVar("Item", bound=Mapping[str, object])
Input = TypeVar("Input", bound=Mapping[str, object])


@dataclass(frozen=True, kw_only=True)
class Model(Generic[Item, Input]):
    """A model; `table` is the environment variable that holds its table's name.

    `generation` counts the changes that stored items were migrated for. Code never writes an item
    of a later one, so an older version of the application cannot undo what a newer one wrote.
    """

    name: str
    path: str
    table: str
    fields: Mapping[str, Field]
    indexes: tuple[Index, ...]
    generation: int = 1
    access: Access

    @property
    def filters(self) -> tuple[str, ...]:
        """The fields that a list can be narrowed by."""
        keys = {name for index in self.indexes for name in index.by}
        return tuple(name for name in self.fields if name in keys)

    @property
    def sorts(self) -> tuple[str, ...]:
        """The fields that a list can be sorted by."""
        return tuple(dict.fromkeys(index.sort for index in self.indexes if index.sort))

    def parse_new(self, body: Mapping[str, object]) -> Input:
        """Validate the body of a new item and return its values."""
        return cast("Input", validation.parse_new(self.fields, body))

    def parse_changes(self, body: Mapping[str, object]) -> Input:
        """Validate a merge patch and return the changes; None removes a value."""
        return cast("Input", validation.parse_changes(self.fields, body))
