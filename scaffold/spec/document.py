"""The spec as it is written: shape only. The JSON Schema comes from these models."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema

from scaffold.spec import units
from scaffold.spec.grammar import (
    EVENT_LIKE_SUFFIX,
    FEATURE_KEYS,
    FIELD_TYPE_PATTERN,
    HTTP_PATTERN,
    KEBAB_PATTERN,
    REGIONS,
    RUNTIMES,
    SNAKE_PATTERN,
)


class Document(BaseModel):
    """A mapping of the spec; unknown keys are errors."""

    # The whole spec is built once, when it is first read, and not each part when it is defined.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    short_form: ClassVar[dict[str, Any] | None] = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's hook
        """Offer the short form, where there is one, beside the mapping."""
        schema: JsonSchemaValue = handler(core_schema)
        if cls.short_form is None:
            return schema
        mapping = handler.resolve_ref_schema(schema).copy()
        return {"anyOf": [cls.short_form, mapping], "title": mapping.pop("title", cls.__name__)}


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _mapping(value: object) -> object:
    """`auth:` with nothing after it means the defaults."""
    return {} if value is None else value


def _quantity(parse: Any, pattern: str, example: str) -> Any:  # noqa: ANN401 - builds annotations
    schema = {"type": "string", "pattern": pattern, "examples": [example]}
    return BeforeValidator(parse), WithJsonSchema(schema)


KebabName = Annotated[str, Field(pattern=KEBAB_PATTERN, min_length=1, max_length=32)]
SnakeName = Annotated[str, Field(pattern=SNAKE_PATTERN, min_length=1, max_length=30)]
Seconds = Annotated[int, *_quantity(units.parse_duration, units.DURATION_PATTERN, "10 seconds")]
Size = Annotated[int, *_quantity(units.parse_size, units.SIZE_PATTERN, "5 GiB")]
Text = Annotated[str, Field(min_length=1, max_length=1000)]
Words = Annotated[
    list[str],
    Field(min_length=1),
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "description": "public, signed-in, owner, a group, or a list of them",
            "anyOf": [
                {"type": "string", "examples": ["public", "signed-in", "owner"]},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ],
        }
    ),
]


class AuthDocument(Document):
    """Amazon Cognito."""

    short_form: ClassVar[dict[str, Any] | None] = {"type": "null"}

    sign_in: Literal["email"] = "email"
    sign_up: Literal["open", "invite"] = "open"
    groups: list[KebabName] = []


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic turns it into a problem
    return value


Number = Annotated[Any, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


class FieldDocument(Document):
    """A field of a model: `optional text`, `ref(channel)`, or a mapping with options."""

    short_form: ClassVar[dict[str, Any] | None] = {
        "type": "string",
        "pattern": f"^(optional )?{FIELD_TYPE_PATTERN}$",
        "examples": ["string", "optional text", "list(string)", "ref(model)", "file(bucket)"],
    }

    type: Annotated[str, Field(pattern=f"^{FIELD_TYPE_PATTERN}$")] | None = None
    enum: Annotated[list[str], Field(min_length=1, max_length=100)] | None = None
    optional: bool = False
    max: Number = None
    min: Number = None
    pattern: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    default: Any = None
    unique: bool = False

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        optional = value.startswith("optional ")
        return {"type": value.removeprefix("optional "), "optional": optional}

    @model_validator(mode="after")
    def _has_one_type(self) -> Self:
        if (self.type is None) == (self.enum is None):
            raise ValueError("needs either a type, such as string, or an enum: [one, two]")
        return self


class AccessDocument(Document):
    """Who may do what with an item."""

    read: Words | None = None
    create: Words | None = None
    update: Words | None = None
    delete: Words | None = None


class BucketAccessDocument(Document):
    """Who may do what with an object."""

    read: Words | None = None
    create: Words | None = None
    delete: Words | None = None


class ModelDocument(Document):
    """A DynamoDB table, a REST resource, a typed client, pages."""

    path: KebabName | None = None
    fields: Annotated[dict[SnakeName, FieldDocument], Field(min_length=1, max_length=50)]
    access: AccessDocument = AccessDocument()
    index: list[str] = []
    renamed_from: SnakeName | None = None


class BucketDocument(Document):
    """An S3 bucket that users upload to."""

    accept: Annotated[list[str], Field(min_length=1, max_length=50)] | None = None
    max_size: Size = 100 * 2**20
    access: BucketAccessDocument = BucketAccessDocument()
    expire: Seconds | None = None
    renamed_from: KebabName | None = None


class TriggerDocument(Document):
    """What calls a function."""

    http: Annotated[str, Field(pattern=HTTP_PATTERN, max_length=80)] | None = None
    access: Words | None = None
    upload: str | None = None
    suffix: Annotated[str, Field(pattern=EVENT_LIKE_SUFFIX, max_length=60)] | None = None

    @model_validator(mode="after")
    def _has_one_kind(self) -> Self:
        if (self.http is None) == (self.upload is None):
            raise ValueError('needs one of http, such as {http: "GET /hello"}, and upload')
        if self.access is not None and self.http is None:
            raise ValueError("access goes with http only")
        if self.suffix is not None and self.upload is None:
            raise ValueError("suffix goes with upload only")
        return self


def _permissions(value: object) -> object:
    return dict.fromkeys(value, "read") if isinstance(value, list) and _all_text(value) else value


def _all_text(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


Permissions = Annotated[
    dict[str, Literal["read", "write"]],
    BeforeValidator(_permissions),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"enum": ["read", "write"]}},
            ]
        }
    ),
]


class UsesDocument(Document):
    """What a function may reach: the source of its IAM policy."""

    models: Permissions = {}
    buckets: Permissions = {}
    functions: list[str] = []


Triggers = Annotated[
    list[TriggerDocument],
    BeforeValidator(_as_list),
    Field(min_length=1, max_length=20),
]


class FunctionDocument(Document):
    """A Lambda function."""

    short_form: ClassVar[dict[str, Any] | None] = {"type": "null"}

    trigger: Triggers | None = None
    uses: UsesDocument = UsesDocument()
    env: dict[str, Annotated[str, Field(max_length=2000)]] = {}
    memory: Annotated[int, Field(ge=128, le=10_240)] = 512
    timeout: Seconds = 10
    renamed_from: KebabName | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's hook
        """Offer a single trigger beside the list of them."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        trigger = schema["anyOf"][1]["properties"]["trigger"]
        many = next(one for one in trigger["anyOf"] if one.get("type") == "array")
        trigger["anyOf"] = [many["items"], many]
        return schema


class ThemeDocument(Document):
    """How the frontend looks."""

    color: Annotated[str, Field(pattern=units.COLOR_PATTERN)] = "#4f46e5"
    radius: Annotated[str, Field(pattern=units.RADIUS_PATTERN)] = "12px"


class LocalDocument(Document):
    """What `docker compose up` starts."""

    engine: Literal["localstack", "ministack"] = "localstack"


class SpecDocument(Document):
    """The whole of `scaffold.yaml`."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key]} for key in FEATURE_KEYS]}
    )

    scaffold: Literal[1]
    app: Annotated[str, Field(pattern=KEBAB_PATTERN, min_length=3, max_length=32)]
    title: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    description: Text | None = None
    region: Literal[REGIONS] = "us-east-1"  # type: ignore[valid-type]  # a tuple of literals
    runtime: Literal[RUNTIMES] = "python3.14"  # type: ignore[valid-type]  # a tuple of literals
    auth: Annotated[AuthDocument | None, BeforeValidator(_mapping)] = None
    models: dict[SnakeName, ModelDocument] = {}
    buckets: dict[KebabName, BucketDocument] = {}
    functions: dict[KebabName, Annotated[FunctionDocument, BeforeValidator(_mapping)]] = {}
    stages: Annotated[list[KebabName], Field(min_length=1, max_length=10)] = ["dev", "prod"]
    theme: ThemeDocument = ThemeDocument()
    local: LocalDocument = LocalDocument()
