"""A function as it is written."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema

from scaffold.spec.document import (
    Document,
    Hint,
    KebabName,
    Reference,
    Timeout,
    as_list,
    empty_as_mapping,
)
from scaffold.spec.kinds.function.triggers import TRIGGERS, TriggerDocument, trigger_document


def _permissions(value: object) -> object:
    """Return a plain list of names as permissions to read."""
    is_plain = isinstance(value, list) and all(isinstance(name, str) for name in value)
    return dict.fromkeys(value, "read") if is_plain else value  # type: ignore[call-overload]  # a list


def permissions(kind: str, example: str) -> Any:  # noqa: ANN401 - builds an annotation
    """Return the type of what a function may do with the entities of a kind."""
    return Annotated[
        dict[Annotated[str, Reference(kind)], Literal["read", "write"]],
        BeforeValidator(_permissions),
        Hint(f"write {{{example}: write}} or [{example}]"),
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
    """The resources that a function may access: the source of its IAM policy."""

    unbuilt: ClassVar[frozenset[str]] = frozenset({"queues"})

    models: permissions("model", "video") = {}  # type: ignore[valid-type]  # a type
    buckets: permissions("bucket", "videos") = {}  # type: ignore[valid-type]  # a type
    functions: Annotated[list[Annotated[str, Reference("function")]], Hint("write [lookup]")] = []


def trigger_list(document: type[TriggerDocument]) -> Any:  # noqa: ANN401 - builds an annotation
    """Return the type of one trigger or a list of them."""
    return Annotated[
        list[document],  # type: ignore[valid-type]  # a value
        BeforeValidator(as_list),
        Field(min_length=1, max_length=20),
        Hint(f"write {document.types[0].example}"),
    ]


class FunctionDocument(Document):
    """A Lambda function."""

    example: ClassVar[str] = '{trigger: {http: "GET /hello"}}'
    unbuilt: ClassVar[frozenset[str]] = frozenset({"emits", "secrets", "cold_start"})
    short_form: ClassVar[dict[str, Any] | None] = {"type": "null"}

    trigger: trigger_list(trigger_document(TRIGGERS)) | None = None  # type: ignore[valid-type]  # a type
    uses: Annotated[UsesDocument, Hint("write {models: [video]}")] = UsesDocument()
    env: Annotated[
        dict[str, Annotated[str, Field(max_length=2000)]], Hint("write {LOG_DETAIL: low}")
    ] = {}
    memory: Annotated[int, Field(ge=128, le=10_240), Hint("write megabytes, such as 512")] = 512
    timeout: Timeout = 10
    renamed_from: KebabName | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        return empty_as_mapping(value)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's hook
        """Offer a single trigger beside the list of them."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        trigger = schema["anyOf"][1]["properties"]["trigger"]
        many = next(choice for choice in trigger["anyOf"] if choice.get("type") == "array")
        trigger["anyOf"] = [many["items"], many]
        return schema
