"""A model: the fields of its items, and who may do what with them."""

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
    """A model; `table` names the environment variable that holds the name of its table."""

    name: str
    path: str
    table: str
    fields: Mapping[str, Field]
    access: Access

    @property
    def index(self) -> tuple[str, ...]:
        """The fields that items can be listed by."""
        return tuple(name for name, field in self.fields.items() if field.indexed)

    def parse_new(self, body: Mapping[str, object]) -> Input:
        """The values of a new item."""
        return cast("Input", validation.parse_new(self.fields, body))

    def parse_changes(self, body: Mapping[str, object]) -> Input:
        """The values to change; None removes one."""
        return cast("Input", validation.parse_changes(self.fields, body))
