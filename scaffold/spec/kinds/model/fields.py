"""The fields of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scaffold.names import Identifier, Name
from scaffold.spec.kinds.model.field_types import FIELD_TYPES, FieldType

Scalar = str | int | float | bool

# DynamoDB's numbers have 38 digits, JSON's readers agree on 53 bits.
LARGEST_INTEGER: Final = 2**53 - 1

# `https://example.com/abcdefgh`, which tests fill in.
_SAMPLE_LENGTH: Final = 28


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `min` and `max` bound a length, a value or a number of items."""

    name: Name
    type: str
    optional: bool = False
    min: int | float | None = None
    max: int | float | None = None
    pattern: str | None = None
    default: Scalar | None = None
    unique: bool = False
    values: tuple[str, ...] = ()
    items: str | None = None
    ref: Name | None = None
    bucket: Name | None = None

    @property
    def row(self) -> FieldType:
        """All that the tool knows of the field's type."""
        return FIELD_TYPES[self.type]

    @property
    def required(self) -> bool:
        """True if a client must send it to create an item."""
        return not self.optional and self.default is None

    @property
    def type_name(self) -> Identifier:
        """The name of the type in the frontend's data."""
        return Identifier(self.type)

    @property
    def label(self) -> Identifier:
        """The field's name on forms."""
        return self.name.label

    @property
    def has_length(self) -> bool:
        """True if `min` and `max` count characters."""
        return self.row.measure == "characters"

    @property
    def is_number(self) -> bool:
        """True if the value is a JSON number."""
        return self.row.measure == "value"

    @property
    def key_type(self) -> Identifier:
        """The type of the attribute as a DynamoDB key."""
        return Identifier("N" if self.is_number else "S")

    @property
    def minimum(self) -> int | float | None:
        """The lower bound: `min`, or the least number that every JSON reader represents exactly."""
        return -LARGEST_INTEGER if self.is_number and self.min is None else self.min

    @property
    def maximum(self) -> int | float | None:
        """The upper bound: `max`, or the largest number that JSON represents exactly."""
        return LARGEST_INTEGER if self.is_number and self.max is None else self.max

    @property
    def item(self) -> Field:
        """An entry of a list, with the bounds of its own type."""
        row = FIELD_TYPES[self.items or "string"]
        return Field(self.name, row.name, min=row.min, max=row.max)

    @property
    def accepts_any_text(self) -> bool:
        """True if any text of its type is valid."""
        short = self.type in {"email", "url"} and self.max is not None and self.max < _SAMPLE_LENGTH
        return not (short or self.pattern)

    @property
    def has_sample(self) -> bool:
        """True if the type alone suffices to generate a sample, such as a random word."""
        needs_more = self.row.refers_to is not None
        needs_items = self.type == "list" and bool(self.min)
        return self.accepts_any_text and not (needs_more or needs_items)

    @property
    def json_type(self) -> Identifier:
        """The type in JSON Schema; a field of type json has any."""
        return Identifier(self.row.json_type)

    @property
    def format(self) -> Identifier | None:
        """The format in JSON Schema."""
        return Identifier(self.row.format) if self.row.format else None

    @property
    def anchored_pattern(self) -> str:
        """The pattern anchored at both ends, as JSON Schema and JavaScript need it."""
        return f"^(?:{self.pattern})$"

    @property
    def rule(self) -> Identifier:
        """The class of the backend's rule for the type: `String`, `DateTime`."""
        return self.row.rule

    @property
    def bounds(self) -> tuple[tuple[Identifier, int | float], ...]:
        """`min` and `max`, unless they are the type's own."""
        bounds = (("min", self.min, self.row.min), ("max", self.max, self.row.max))
        return tuple(
            (Identifier(name), value if self.type == "number" else int(value))
            for name, value, default in bounds
            if value is not None and value != default
        )

    @property
    def python_type(self) -> Identifier:
        """The annotation of a value in Python; an enum has one of its own."""
        if self.type == "list":
            return Identifier(f"list[{self.item.python_type}]")
        return Identifier(self.row.python_type)
