"""The records as they are written in a project's file; it may come from anybody."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from scaffold.spec.document import Document, Hint, KebabName, SnakeName
from scaffold.spec.kinds.model.field_types import FIELD_TYPE_PATTERN

_ATTRIBUTE = r"^[a-z_][a-z0-9_]{0,40}(\.[1-9][0-9]{0,5})?$"
_ENCODING = (
    r"^(text|number|boolean|date|datetime|json|list\((text|number|boolean|date|datetime)\))$"
)
Attribute = Annotated[str, Field(pattern=_ATTRIBUTE)]
Encoding = Annotated[
    str, Field(pattern=_ENCODING), Hint("write an encoding such as text, number or list(text)")
]
FieldTypeName = Annotated[str, Field(pattern=f"^({FIELD_TYPE_PATTERN}|enum)$")]
Region = Annotated[str, Field(pattern="^[a-z]{2}(-[a-z]+)+-[1-9]$")]
EnumText = Annotated[str, Field(min_length=1, max_length=120)]


def _scalar(value: object) -> object:
    if not isinstance(value, str | int | float | bool):
        raise ValueError("must be a text, a number, true or false")  # noqa: TRY004 - for pydantic
    return value


Scalar = Annotated[Any, BeforeValidator(_scalar)]


class ValueEntry(Document):
    """A value of an enum, and the word that items hold for it."""

    value: EnumText
    word: EnumText
    renamed_from: EnumText | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        return {"value": value, "word": value} if isinstance(value, str) else value


class FieldEntry(Document):
    """A field of a model."""

    attribute: Attribute
    type: FieldTypeName
    values: list[ValueEntry] = []
    renamed_from: SnakeName | None = None
    default: Scalar = None
    optional: bool = False
    unique: bool = False
    read: list[str] | None = None
    write: list[str] | None = None
    always_present: bool = True


class FillEntry(Document):
    """A step: set what is missing."""

    fill: Attribute
    value: Scalar
    encoding: Encoding
    unless: Attribute | None = None


class ConvertEntry(Document):
    """A step: convert to another encoding."""

    convert: Attribute
    encoding: Encoding
    into: Attribute
    to: Encoding
    words: dict[EnumText, EnumText] = {}


class RecoverEntry(Document):
    """A step: convert what an earlier one could not."""

    recover: Attribute
    encoding: Encoding
    into: Attribute
    to: Encoding


class GuardEntry(Document):
    """A step: guard what has become unique."""

    guard: Attribute


class AskEntry(Document):
    """A step: set what only the developer knows."""

    ask: Attribute


StepEntry = FillEntry | ConvertEntry | RecoverEntry | GuardEntry | AskEntry
_STEPS: Final = ("fill", "convert", "recover", "guard", "ask")


def _step_key(value: object) -> str | None:
    """Return the key that says which step it is."""
    if not isinstance(value, dict):
        return None
    return next((key for key in _STEPS if key in value), None)


def _entry_name(value: object) -> str | None:
    # No key has the name of a class, so that messages tell the tag from a key.
    key = _step_key(value)
    return f"{key.capitalize()}Entry" if key else None


def _is_step(value: object) -> object:
    if isinstance(value, dict) and _step_key(value) is None:
        written = f", not {', '.join(map(str, value))}" if value else ""
        raise ValueError(f"is no step: it has one of the keys {', '.join(_STEPS)}{written}")
    return value


WrittenStep = Annotated[
    Annotated[FillEntry, Tag("FillEntry")]
    | Annotated[ConvertEntry, Tag("ConvertEntry")]
    | Annotated[RecoverEntry, Tag("RecoverEntry")]
    | Annotated[GuardEntry, Tag("GuardEntry")]
    | Annotated[AskEntry, Tag("AskEntry")],
    Discriminator(_entry_name),
    BeforeValidator(_is_step),
]


class MigrationEntry(Document):
    """The steps to a generation, and their digest."""

    digest: str
    steps: Annotated[list[WrittenStep], Field(min_length=1)]


class ModelEntry(Document):
    """The items of a model."""

    generation: Annotated[int, Field(ge=1, le=9999)]
    read: list[str]
    owner: bool
    fields: dict[SnakeName, FieldEntry]
    removed: dict[SnakeName, FieldEntry] = {}
    spent: list[Attribute] = []
    migrations: dict[Annotated[str, Field(pattern="^[1-9][0-9]{0,3}$")], MigrationEntry] = {}


class BucketEntry(Document):
    """The objects of a bucket."""

    read: list[str]
    owner: bool


class StorageDocument(Document):
    """The whole file; earlier versions wrote only the models."""

    example: ClassVar[str] = "{storage: 1, models: {}}"

    storage: Literal[1]
    app: KebabName | None = None
    region: Region | None = None
    sign_up: Literal["open", "invite"] | None = None
    models: dict[SnakeName, ModelEntry]
    buckets: dict[KebabName, BucketEntry] = {}
