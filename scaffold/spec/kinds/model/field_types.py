"""The table of field types: a row says all that the tool knows of one."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from scaffold.names import Identifier

# What `min` and `max` bound: characters, entries of a list, or the value itself.
Measure: TypeAlias = Literal["characters", "entries", "value"]


class FieldType(NamedTuple):
    """A type of fields, by its name in the spec.

    `explanation` tells somebody who chooses a type what it is for. `json_type`, `format` and
    `python_type` are how values are sent and annotated. `default_types` are the Python types of a
    `default`: none for types that take no default. `refers_to` is the kind of entity in the type's
    parentheses; `inner` is an example of what stands there. `plain` types can be in a list.
    `encoding` is how tables store values.
    `synonyms` are the names that people know from other languages. On pages, `control` edits a
    value, and `element` shows it as its `prop`; without an element, a value is shown as it is.
    """

    name: str
    explanation: str
    json_type: str = "string"
    format: str | None = None
    python_type: str = "str"
    encoding: str = "text"
    measure: Measure | None = None
    min: int | None = None
    max: int | None = None
    plain: bool = False
    indexable: bool = False
    unique: bool = False
    pattern: bool = False
    default_types: tuple[type, ...] = ()
    refers_to: str | None = None
    inner: str | None = None
    inner_pattern: str | None = None
    synonyms: tuple[str, ...] = ()
    control: str = "TextField"
    element: str | None = None
    prop: str = "value"

    @property
    def example(self) -> str:
        """The type as people write it, such as `ref(model)`."""
        return f"{self.name}({self.inner})" if self.inner else self.name

    @property
    def rule(self) -> Identifier:
        """The class of the backend's rule for the type: `String`, `DateTime`."""
        return Identifier("DateTime" if self.name == "datetime" else self.name.capitalize())


_ROWS: Final = (
    FieldType(
        "string",
        "one line, such as a title",
        measure="characters",
        min=1,
        max=255,
        plain=True,
        indexable=True,
        unique=True,
        pattern=True,
        default_types=(str,),
        synonyms=("str", "varchar", "char", "uuid"),
    ),
    FieldType(
        "text",
        "many lines, such as a description",
        measure="characters",
        min=1,
        max=10_000,
        plain=True,
        pattern=True,
        default_types=(str,),
        synonyms=("textarea", "markdown", "longtext"),
        control="LongTextField",
    ),
    FieldType(
        "integer",
        "a whole number, such as 42",
        json_type="integer",
        python_type="int",
        measure="value",
        encoding="number",
        plain=True,
        indexable=True,
        unique=True,
        default_types=(int,),
        synonyms=("int", "long", "bigint"),
        control="IntegerField",
        element="NumberValue",
    ),
    FieldType(
        "number",
        "a decimal number, such as 3.99",
        json_type="number",
        python_type="float",
        measure="value",
        encoding="number",
        plain=True,
        indexable=True,
        default_types=(int, float),
        synonyms=("decimal", "float", "double", "numeric", "real", "money", "currency"),
        control="NumberField",
        element="NumberValue",
    ),
    FieldType(
        "boolean",
        "true or false",
        json_type="boolean",
        python_type="bool",
        encoding="boolean",
        plain=True,
        default_types=(bool,),
        synonyms=("bool", "checkbox"),
        control="BooleanField",
        element="YesNo",
    ),
    FieldType(
        "date",
        "a day, such as 2026-11-29",
        format="date",
        encoding="date",
        plain=True,
        indexable=True,
        default_types=(str,),
        control="DateField",
        element="CalendarDate",
        prop="date",
    ),
    FieldType(
        "datetime",
        "a day and time, such as 2026-11-29T18:00:00Z",
        format="date-time",
        encoding="datetime",
        plain=True,
        indexable=True,
        synonyms=("timestamp", "date-time", "instant"),
        control="DateTimeField",
        element="Moment",
        prop="at",
    ),
    FieldType(
        "email",
        "an address, such as ada@example.com",
        format="email",
        measure="characters",
        min=3,
        max=254,
        plain=True,
        indexable=True,
        unique=True,
        synonyms=("mail", "e-mail"),
        element="EmailLink",
        prop="address",
    ),
    FieldType(
        "url",
        "a link, such as https://example.com",
        format="uri",
        measure="characters",
        min=1,
        max=2048,
        plain=True,
        indexable=True,
        unique=True,
        default_types=(str,),
        synonyms=("uri", "link", "href"),
        element="WebLink",
        prop="address",
    ),
    FieldType(
        "enum",
        "one of a few values, such as draft or published",
        indexable=True,
        default_types=(str,),
        synonyms=("choice", "select"),
        control="EnumField",
        element="Badge",
    ),
    FieldType(
        "json",
        "any JSON value",
        python_type="object",
        encoding="json",
        synonyms=("object", "map", "dict", "any"),
        control="JsonField",
        element="Json",
    ),
    FieldType(
        "list",
        "several values of one type, such as tags",
        json_type="array",
        measure="entries",
        max=100,
        inner="string",
        synonyms=("array", "set"),
        control="ListField",
        element="Entries",
        prop="of",
    ),
    FieldType(
        "ref",
        "an item of a model, such as the author of a post",
        indexable=True,
        refers_to="model",
        inner="model",
        inner_pattern="[a-z][a-z0-9_]*",
        synonyms=("reference", "relation", "foreign_key", "belongs_to"),
        control="RefField",
        element="RefLink",
        prop="id",
    ),
    FieldType(
        "file",
        "an uploaded file of a bucket, such as a photo",
        refers_to="bucket",
        inner="bucket",
        inner_pattern="[a-z][a-z0-9-]*",
        synonyms=("image", "upload", "blob"),
        control="FileField",
        element="FilePreview",
    ),
)
FIELD_TYPES: Final = {row.name: row for row in _ROWS}

PLAIN_TYPES: Final = tuple(row.name for row in _ROWS if row.plain)
BUILTIN_TYPES: Final = frozenset(row.python_type for row in _ROWS) | {"list"}
BOUNDED: Final = frozenset(row.name for row in _ROWS if row.measure)
UNIQUE: Final = frozenset(row.name for row in _ROWS if row.unique)
DEFAULTABLE: Final = frozenset(row.name for row in _ROWS if row.default_types)


def _pattern(row: FieldType) -> str:
    if row.inner is None:
        return row.name
    return rf"{row.name}\({row.inner_pattern or '(' + '|'.join(PLAIN_TYPES) + ')'}\)"


# An enum has its own key, and no type.
WRITTEN_TYPES: Final = tuple(row for row in _ROWS if row.name != "enum")
FIELD_TYPE_PATTERN: Final = f"({'|'.join(map(_pattern, WRITTEN_TYPES))})"
