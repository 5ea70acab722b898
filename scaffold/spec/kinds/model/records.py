"""The records of what items hold, as plain values."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.model.migrations import Scalar, Step


# Types that take any value of their encoding.
_WIDE: Final = frozenset({"string", "text", "number", "boolean", "json"})


class ValueRecord(NamedTuple):
    """A value of an enum, the word that items hold for it, and its former name in the spec."""

    value: str
    word: str
    renamed_from: str | None = None


class FieldRecord(NamedTuple):
    """A field as items hold it; `always_present` is False if some may have no value.

    `type` is the field's in the spec, such as `list(string)`; `encoding` that of its values.
    `read` and `write` have the words of who may see and set it, or are None for whoever may read
    or write the item.
    """

    attribute: str
    type: str
    encoding: str
    renamed_from: str | None = None
    optional: bool = False
    default: Scalar | None = None
    unique: bool = False
    read: tuple[str, ...] | None = None
    write: tuple[str, ...] | None = None
    values: tuple[ValueRecord, ...] = ()
    always_present: bool = True

    @property
    def ignores_case(self) -> bool:
        """True if unique values are compared without case, as addresses are."""
        return self.type == "email"

    def takes_all_of(self, was: FieldRecord) -> bool:
        """Return True if it takes every value that a field of the same encoding took before."""
        if self.type == "enum":
            words = {value.word for value in self.values}
            return bool(was.values) and {value.word for value in was.values} <= words
        return self.type == was.type or self.type.removeprefix("list(").rstrip(")") in _WIDE


class ModelRecord(NamedTuple):
    """The items of a model.

    `removed` are fields that the spec no longer has, whose values are still there. `spent` are
    attributes that hold values of another time and are never used again. `migrations` has the steps
    to each generation from the one before it. `read` are the words of who may read.
    """

    read: tuple[str, ...]
    has_owner: bool
    fields: Mapping[str, FieldRecord]
    generation: int = 1
    removed: Mapping[str, FieldRecord] = MappingProxyType({})
    spent: tuple[str, ...] = ()
    migrations: Mapping[int, tuple[Step, ...]] = MappingProxyType({})

    @property
    def attributes(self) -> frozenset[str]:
        """Every attribute that items have ever had for a field."""
        present = (record.attribute for record in (*self.fields.values(), *self.removed.values()))
        return frozenset((*present, *self.spent))
