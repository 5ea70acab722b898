"""The fields of a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from scaffold.names import Identifier, Name
from scaffold.spec.kinds.model.field_types import FIELD_TYPES, FieldType
from scaffold.spec.patterns import matching_texts, python_pattern

if TYPE_CHECKING:
    from scaffold.spec.access import Rule
    from scaffold.spec.kinds.model.migrations import Scalar
    from scaffold.spec.kinds.model.records import FieldRecord

# DynamoDB's numbers have 38 digits, JSON's readers agree on 53 bits.
LARGEST_INTEGER: Final = 2**53 - 1

# Control characters, and those that end a line.
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# More than the roles of people, for each of whom a test makes an item.
_SAMPLES: Final = 16

# `https://example.com/abcdefgh`, which tests fill in.
_SAMPLE_LENGTH: Final = 28


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `min` and `max` bound a length, a value or a number of items.

    `read` and `write` say who may see it and set it through the API: no words, nobody; None,
    whoever may read or write the item.
    `former_values` says which value an enum's was before. `stored` is how items hold the field,
    once that is known to differ from what the spec alone says.
    """

    name: Name
    type: str
    optional: bool = False
    min: int | float | None = None
    max: int | float | None = None
    pattern: str | None = None
    default: Scalar | None = None
    unique: bool = False
    read: Rule | None = None
    write: Rule | None = None
    values: tuple[str, ...] = ()
    items: str | None = None
    ref: Name | None = None
    bucket: Name | None = None
    renamed_from: Name | None = None
    former_values: tuple[tuple[str, str], ...] = ()
    stored: FieldRecord | None = None

    @property
    def attribute(self) -> Identifier:
        """The attribute of items that holds the value: the first name that the field had."""
        return Identifier(self.stored.attribute if self.stored else self.renamed_from or self.name)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The values of an enum that items hold as another word, each with that word."""
        if self.stored is None:
            return self.former_values
        pairs = ((record.value, record.word) for record in self.stored.values)
        return tuple((value, word) for value, word in pairs if value != word)

    @property
    def always_present(self) -> bool:
        """True if no item lacks the value, however old it is."""
        return not self.optional and (self.stored is None or self.stored.always_present)

    @property
    def encoding(self) -> str:
        """The encoding of values in an attribute; those of another one are converted."""
        if self.type == "list":
            return f"list({self.item.encoding})"
        return self.row.encoding

    @property
    def row(self) -> FieldType:
        """All that the tool knows of the field's type."""
        return FIELD_TYPES[self.type]

    @property
    def required(self) -> bool:
        """True if a client must send it to create an item."""
        return not self.optional and self.default is None

    @property
    def access_rules(self) -> tuple[tuple[Identifier, Rule], ...]:
        """The operations for which the field has a rule of its own, each with its rule."""
        rules = ((Identifier("read"), self.read), (Identifier("write"), self.write))
        return tuple((name, rule) for name, rule in rules if rule is not None)

    @property
    def is_output(self) -> bool:
        """True if any client may see it; others are for functions alone."""
        return self.read is None or bool(self.read.words)

    @property
    def is_input(self) -> bool:
        """True if any client may set it; others are set by functions alone."""
        return self.write is None or bool(self.write.words)

    @property
    def type_name(self) -> Identifier:
        """The name of the type in the frontend's data."""
        return Identifier(self.type)

    @property
    def control(self) -> Identifier:
        """The component that edits the field on forms: one that is never empty is a checkbox."""
        is_checkbox = self.type == "boolean" and not self.optional
        return Identifier("CheckboxField" if is_checkbox else self.row.control)

    @property
    def element(self) -> Identifier | None:
        """The component that shows a value as its `prop`; None if a value is shown as it is."""
        return Identifier(self.row.element) if self.row.element else None

    @property
    def prop(self) -> Identifier:
        """The property of `element` that takes the value."""
        return Identifier(self.row.prop)

    @property
    def must_be_given(self) -> bool:
        """True if a form is refused without a value: whoever sees the field must fill it in."""
        is_optional = self.optional or bool(self.write)
        return not self.read and (self.required or not is_optional)

    @property
    def is_prefilled(self) -> bool:
        """True if a form for a new item begins with a value: the default, or what means nothing."""
        if self.access_rules:
            return False
        return self.default is not None or (not self.optional and self.type in {"boolean", "list"})

    @property
    def limits(self) -> tuple[tuple[Identifier, int | float], ...]:
        """`min` and `max` as a form checks them: a text that is there has a character."""
        least = None if self.has_length and self.min == 1 else self.min
        bounds = (("min", least), ("max", self.max))
        return tuple((Identifier(name), value) for name, value in bounds if value is not None)

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
    def python_pattern(self) -> str:
        """The pattern with the same meaning in Python, for `re.fullmatch` and `re.ASCII`."""
        return python_pattern(self.pattern or "")

    @property
    def samples(self) -> tuple[str, ...]:
        """A few different values that match the pattern, the shortest first."""
        found = matching_texts(self.pattern or "", *self.length_bounds, self.holds)
        return tuple(islice(found, _SAMPLES))

    @property
    def length_bounds(self) -> tuple[int, int]:
        """The least and most characters of a value."""
        return int(self.min or 0), int(self.max or 0)

    def holds(self, text: str) -> bool:
        """Return True if a text has no character that its type refuses."""
        return self.type == "text" or not CONTROL.search(text)

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
