"""A model as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import WithJsonSchema

from scaffold.names import nearest as nearest_of
from scaffold.spec.document import (
    Document,
    FieldWords,
    Hint,
    KebabName,
    Reference,
    SnakeName,
    Words,
    as_list,
)
from scaffold.spec.kinds.model.field_types import (
    FIELD_TYPE_PATTERN,
    FIELD_TYPES,
    PLAIN_TYPES,
    WRITTEN_TYPES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPE: Final = re.compile(FIELD_TYPE_PATTERN)
_OPTIONAL: Final = "optional "
# `[string]` and `string[]`; `list<string>`, `list[string]`, `list string` and `ref: model`.
_LISTS: Final = re.compile(r"\[(\w+)\]|(\w+)\[\]")
_PARAMETRIZED: Final = re.compile(r"(\w+)\s*[<\[(:\s]\s*([\w-]+)\s*[>\])]?")
_LONGEST_QUOTE: Final = 60
_FIELD_NAMES: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ]
}
_EXAMPLES: Final = {row.name: row.example for row in WRITTEN_TYPES}
_SYNONYMS: Final = {synonym: row.name for row in FIELD_TYPES.values() for synonym in row.synonyms}


def _known_type(text: str) -> str:
    if _TYPE.fullmatch(text):
        return text
    quoted = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    if (meant := _meant_type(text)) and _TYPE.fullmatch(meant):
        raise ValueError(f'no type "{quoted}"; did you mean "{meant}"?')
    outer, bracket, inner = text.removesuffix(")").partition("(")
    if outer == "list" and bracket:
        nearest = _SYNONYMS.get(inner.lower())
        if nearest not in PLAIN_TYPES:
            raise ValueError(f'"{quoted}": a list holds plain values: {", ".join(PLAIN_TYPES)}')
        raise ValueError(f'no type "{quoted}"; did you mean "list({nearest})"?')
    raise ValueError(f'no type "{quoted}"{_suggested_type(outer.strip().lower())}')


def _meant_type(text: str) -> str | None:
    """Return the type that a text in the notation of another language means, or None."""
    optional = text.startswith(_OPTIONAL) or text.endswith("?")
    bare = text.removeprefix(_OPTIONAL).removesuffix("?").strip()
    if match := _LISTS.fullmatch(bare):
        inner = (match[1] or match[2]).lower()
        bare = f"list({_SYNONYMS.get(inner, inner)})"
    elif match := _PARAMETRIZED.fullmatch(bare):
        outer, inner = match[1].lower(), match[2]
        outer = _SYNONYMS.get(outer, outer)
        bare = f"{outer}({_SYNONYMS.get(inner.lower(), inner) if outer == 'list' else inner})"
    else:
        bare = _SYNONYMS.get(bare.lower(), bare)
    return f"{_OPTIONAL if optional else ''}{bare}" if _TYPE.fullmatch(bare) else None


def _suggested_type(word: str) -> str:
    """Return a suggestion: by the names of other languages, then by spelling."""
    if word == "enum" or _SYNONYMS.get(word) == "enum":
        return "; write {enum: [draft, live]}"
    name = nearest_of(_SYNONYMS.get(word, word), _EXAMPLES)
    return (
        f'; did you mean "{_EXAMPLES[name]}"?' if name else f"; use {', '.join(_EXAMPLES.values())}"
    )


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic turns it into a problem
    return value


Number = Annotated[Any, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


FieldTypeText = Annotated[
    str,
    AfterValidator(_known_type),
    WithJsonSchema({"type": "string", "pattern": f"^{FIELD_TYPE_PATTERN}$"}),
    *(
        Reference(row.refers_to, re.compile(rf"(?:{_OPTIONAL})?{row.name}\((.+)\)"))
        for row in WRITTEN_TYPES
        if row.refers_to
    ),
]


class EnumValueDocument(Document):
    """A value of an enum: a text, or a mapping that says which value it was before."""

    short_form: ClassVar[dict[str, Any] | None] = {"type": "string"}
    short_form_key: ClassVar[str | None] = "value"

    value: str
    renamed_from: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        return {"value": value} if isinstance(value, str) else value


class FieldDocument(Document):
    """A field of a model: `optional text`, `ref(channel)`, or a mapping with options."""

    stand_in: ClassVar[object] = "string"
    short_form_key: ClassVar[str | None] = "type"
    short_form: ClassVar[dict[str, Any] | None] = {
        "type": "string",
        "pattern": f"^({_OPTIONAL})?{FIELD_TYPE_PATTERN}$",
        "examples": ["string", "optional text", "list(string)", "ref(model)", "file(bucket)"],
    }

    type: FieldTypeText | None = None
    enum: (
        Annotated[
            list[
                Annotated[
                    EnumValueDocument,
                    Hint("write a text, or {value: closed, renamed_from: shut}"),
                ]
            ],
            Field(min_length=1, max_length=100),
            Hint("write [draft, live]"),
        ]
        | None
    ) = None
    optional: bool = False
    max: Number = None
    min: Number = None
    pattern: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    default: Any = None
    unique: bool = False
    read: FieldWords | None = None
    write: FieldWords | None = None
    renamed_from: SnakeName | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        match value:
            case [str(item)] if meant := _meant_type(f"[{item}]"):
                raise ValueError(f'must be a type: write "{meant}"')
        if not isinstance(value, str):
            return value
        meant = _meant_type(value)
        if meant and meant.startswith(_OPTIONAL) and meant != value:
            raise ValueError(f'no type "{value}"; did you mean "{meant}"?')
        optional = value.startswith(_OPTIONAL)
        return {"type": value.removeprefix(_OPTIONAL), "optional": optional}

    @model_validator(mode="after")
    def _has_one_type(self) -> Self:
        if (self.type is None) == (self.enum is None):
            raise ValueError("needs either a type, such as type: string, or enum: [draft, live]")
        return self


class AccessDocument(Document):
    """Who may do what with an item."""

    read: Words | None = None
    create: Words | None = None
    update: Words | None = None
    delete: Words | None = None


class IndexDocument(Document):
    """A list of items: the fields they have in common, and the field that sorts them."""

    short_form: ClassVar[dict[str, Any] | None] = _FIELD_NAMES
    short_form_key: ClassVar[str | None] = "by"

    by: Annotated[
        list[str],
        Field(min_length=1),
        BeforeValidator(as_list),
        Hint("write a field, or a list of fields"),
        WithJsonSchema(_FIELD_NAMES),
    ] = []
    sort: Annotated[str, Hint("write a field")] | None = None
    _has_keys: bool = PrivateAttr(default=True)

    @model_validator(mode="wrap")
    @classmethod
    def _expand_short_form(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, str | list):
            document = handler({"by": value})
            document._has_keys = False  # noqa: SLF001 - its own
            return document
        document = handler(value)
        if not document.by and document.sort is None:
            raise ValueError("needs by or sort: write {by: status, sort: rank}")
        return document

    @property
    def path_of_by(self) -> tuple[str, ...]:
        """Where its fields are written: below the entry, or below its key `by`."""
        return ("by",) if self._has_keys else ()


class ModelDocument(Document):
    """A DynamoDB table, a REST resource, a typed client, pages."""

    example: ClassVar[str] = "{fields: {title: string}}"
    stand_ins: ClassVar[Mapping[str, object]] = {"fields": {"name": "string"}}

    path: KebabName | None = None
    fields: Annotated[
        dict[
            SnakeName,
            Annotated[FieldDocument, Hint("write a type, such as string, or {type: string}")],
        ],
        Field(min_length=1, max_length=50),
        Hint("write {title: string}"),
    ]
    access: Annotated[AccessDocument, Hint("write {read: public}")] = AccessDocument()
    index: Annotated[
        list[
            Annotated[
                IndexDocument,
                Hint("write a field, a list of fields, or {by: status, sort: rank}"),
            ]
        ],
        Hint("write a list of fields: [status]"),
    ] = []
    view: Literal["table", "cards"] = "table"
    renamed_from: SnakeName | None = None
