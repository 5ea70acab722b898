"""A model and its fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from . import migrations, validation
from .fields import Field, File, Ref, String
from .indexes import Index
from .migrations import Attributes, Migration

Item = TypeVar("Item", bound=Mapping[str, object])
Input = TypeVar("Input", bound=Mapping[str, object])


@dataclass(frozen=True, kw_only=True)
class Model(Generic[Item, Input]):
    """A model; `table` is the environment variable that holds its table's name.

    Each of the `migrations` leads to the next generation of its items. Code never writes an item of
    a later one, so an older version of the application cannot undo what a newer one wrote.
    """

    name: str
    path: str
    table: str
    fields: Mapping[str, Field]
    indexes: tuple[Index, ...]
    migrations: tuple[Migration, ...] = ()

    @property
    def generation(self) -> int:
        """The generation of the items that this version of the application writes."""
        return 1 + len(self.migrations)

    def upcast(self, stored: Attributes) -> Attributes:
        """Return the attributes of an item of any generation as this version writes them."""
        return migrations.upcast(self.migrations, stored)

    def attribute(self, name: str) -> str:
        """Return the attribute that holds a field, or the owner."""
        field = self.fields.get(name)
        return (field.attribute if field else None) or name

    def index_name(self, index: Index) -> str:
        """Return the name of an index: as it keeps its key for good, the name says it."""
        by = "-".join(("by", *map(self.attribute, index.by))) if index.by else "all"
        return by if index.sort is None else f"{by}-sort-{self.attribute(index.sort)}"

    @property
    def filters(self) -> tuple[str, ...]:
        """The fields that a list can be narrowed by."""
        keys = {name for index in self.indexes for name in index.by}
        return tuple(name for name in self.fields if name in keys)

    @property
    def sorts(self) -> tuple[str, ...]:
        """The fields that a list can be sorted by."""
        return tuple(dict.fromkeys(index.sort for index in self.indexes if index.sort))

    @property
    def searches(self) -> Mapping[str, String]:
        """The fields that sort a list of texts, which can be searched by how they begin."""
        sorts = ((name, self.fields[name]) for name in self.sorts)
        return {name: field for name, field in sorts if isinstance(field, String)}

    @property
    def read_only(self) -> frozenset[str]:
        """The fields that only functions may set."""
        return frozenset(name for name, field in self.fields.items() if field.write is not None)

    @property
    def links(self) -> Mapping[str, str]:
        """The fields that lead to an item or a file, with the variable of its table or bucket."""
        return {
            name: field.table if isinstance(field, Ref) else field.bucket
            for name, field in self.fields.items()
            if isinstance(field, Ref | File)
        }

    def parse_new(self, body: Mapping[str, object], read_only: Collection[str] = ()) -> Input:
        """Validate the body of a new item and return its values."""
        return cast("Input", validation.parse_new(self.fields, body, read_only))

    def parse_changes(self, body: Mapping[str, object], read_only: Collection[str] = ()) -> Input:
        """Validate a merge patch and return the changes; None removes a value."""
        return cast("Input", validation.parse_changes(self.fields, body, read_only))
