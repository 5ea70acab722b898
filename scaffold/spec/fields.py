"""The fields of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from scaffold.names import Identifier, Name

FieldType = Literal[
    "string",
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "email",
    "url",
    "json",
    "enum",
    "list",
    "ref",
    "file",
]
Scalar = str | int | float | bool

# An unbounded value is a way to fill a table: what a field holds when nobody says.
MAX: Final = {"string": 255, "text": 10_000, "email": 254, "url": 2048, "list": 100}
MIN: Final = {"string": 1, "text": 1, "email": 3, "url": 1}
# DynamoDB's numbers have 38 digits, JSON's readers agree on 53 bits.
LARGEST_INTEGER: Final = 2**53 - 1

# `https://example.com/abcdefgh`
_MADE_UP: Final = 28

_JSON_TYPES: Final = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "list": "array",
}
_PYTHON_TYPES: Final = {
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "json": "object",
}
_FORMATS: Final = {"date": "date", "datetime": "date-time", "email": "email", "url": "uri"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `min` and `max` bound a length, a value or a number of items."""

    name: Name
    type: FieldType
    optional: bool = False
    min: int | float | None = None
    max: int | float | None = None
    pattern: str | None = None
    default: Scalar | None = None
    unique: bool = False
    values: tuple[str, ...] = ()
    items: FieldType | None = None
    ref: Name | None = None
    bucket: Name | None = None

    @property
    def required(self) -> bool:
        """Whether a client must send it when it creates an item."""
        return not self.optional and self.default is None

    @property
    def type_name(self) -> Identifier:
        """The type as the frontend's data names it."""
        return Identifier(self.type)

    @property
    def label(self) -> Identifier:
        """What a form calls the field."""
        return self.name.label

    @property
    def has_length(self) -> bool:
        """Whether `min` and `max` count characters."""
        return self.type in {"string", "text", "email", "url"}

    @property
    def is_number(self) -> bool:
        """Whether the value is a JSON number."""
        return self.type in {"integer", "number"}

    @property
    def key_type(self) -> Identifier:
        """The type of the attribute as a DynamoDB key."""
        return Identifier("N" if self.is_number else "S")

    @property
    def minimum(self) -> int | float | None:
        """The lower bound: `min`, or what every JSON reader agrees on."""
        return -LARGEST_INTEGER if self.is_number and self.min is None else self.min

    @property
    def maximum(self) -> int | float | None:
        """The upper bound: `max`, or what every JSON reader agrees on."""
        return LARGEST_INTEGER if self.is_number and self.max is None else self.max

    @property
    def item(self) -> Field:
        """An entry of a list, with the bounds of its own type."""
        kind = self.items or "string"
        return Field(self.name, kind, min=MIN.get(kind), max=MAX.get(kind))

    @property
    def accepts_any_text(self) -> bool:
        """Whether any text of its type is accepted."""
        short = self.type in {"email", "url"} and self.max is not None and self.max < _MADE_UP
        return not (short or self.pattern)

    @property
    def has_sample(self) -> bool:
        """Whether a value of its type alone, such as a random word, is accepted."""
        needs_more = self.type in {"ref", "file"}
        needs_items = self.type == "list" and bool(self.min)
        return self.accepts_any_text and not (needs_more or needs_items)

    @property
    def json_type(self) -> Identifier:
        """The type in JSON Schema; a field of type json has any."""
        return Identifier(_JSON_TYPES.get(self.type, "string"))

    @property
    def format(self) -> Identifier | None:
        """The format in JSON Schema."""
        return Identifier(_FORMATS[self.type]) if self.type in _FORMATS else None

    @property
    def anchored_pattern(self) -> str:
        """The pattern as JSON Schema and JavaScript need it: anchored at both ends."""
        return f"^(?:{self.pattern})$"

    @property
    def rule(self) -> Identifier:
        """The class of the backend's rule for the type: `String`, `DateTime`."""
        return Identifier("DateTime" if self.type == "datetime" else self.type.capitalize())

    @property
    def bounds(self) -> tuple[tuple[Identifier, int | float], ...]:
        """`min` and `max`, where they are not the type's own."""
        given = (("min", self.min, MIN), ("max", self.max, MAX))
        return tuple(
            (Identifier(name), value if self.type == "number" else int(value))
            for name, value, own in given
            if value is not None and value != own.get(self.type)
        )

    @property
    def python_type(self) -> Identifier:
        """The annotation of a value in Python; an enum has one of its own."""
        if self.type == "list":
            return Identifier(f"list[{self.item.python_type}]")
        return Identifier(_PYTHON_TYPES.get(self.type, "str"))
