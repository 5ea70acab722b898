"""A model: its fields and access rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from . import validation
from .access import Access
from .fields import Field

Item = TypeVar("Item", bound=Mapping[str, object])
Input = TypeVar("Input", bound=Mapping[str, object])


@dataclass(frozen=True, kw_only=True)
class Model(Generic[Item, Input]):
    """A model; `table` is the environment variable that holds its table's name."""

    name: str
    path: str
    table: str
    fields: Mapping[str, Field]
    access: Access

    @property
    def index(self) -> tuple[str, ...]:
        """The fields that lists can filter by."""
        return tuple(name for name, field in self.fields.items() if field.indexed)

    def parse_new(self, body: Mapping[str, object]) -> Input:
        """Validate the body of a new item and return its values."""
        return cast("Input", validation.parse_new(self.fields, body))

    def parse_changes(self, body: Mapping[str, object]) -> Input:
        """Validate a merge patch and return the changes; None removes a value."""
        return cast("Input", validation.parse_changes(self.fields, body))
