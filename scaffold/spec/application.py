"""The spec as it is written: the application itself and, from the table of kinds, its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from scaffold.spec import units
from scaffold.spec.document import (
    KEBAB_HINT,
    Document,
    Hint,
    KebabName,
    Text,
    UnbuiltValues,
    document_class,
    empty_as_mapping,
)
from scaffold.spec.grammar import KEBAB_PATTERN, REGIONS, RUNTIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.kind import Kind


def _whole_number(value: object) -> object:
    # Python takes true and 1.0 for 1.
    if isinstance(value, bool | float):
        raise ValueError("must be a whole number: write scaffold: 1")  # noqa: TRY004 - for pydantic
    return value


class GroupDocument(Document):
    """A group of users: its name, or a mapping that says which name its members have it by."""

    short_form: ClassVar[dict[str, Any] | None] = {"type": "string", "pattern": KEBAB_PATTERN}
    short_form_key: ClassVar[str | None] = "name"

    name: Annotated[KebabName, Hint(f"{KEBAB_HINT}: admins")]
    renamed_from: KebabName | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class AuthDocument(Document):
    """Amazon Cognito."""

    short_form: ClassVar[dict[str, Any] | None] = {"type": "null"}
    unbuilt: ClassVar[frozenset[str]] = frozenset({"mfa", "social", "email_from", "ui"})

    sign_in: Annotated[Literal["email"], UnbuiltValues(frozenset({"username"}))] = "email"
    sign_up: Literal["open", "invite"] = "open"
    groups: Annotated[
        list[Annotated[GroupDocument, Hint(f"{KEBAB_HINT}: admins")]],
        Hint("write [admins]"),
    ] = []


class ThemeDocument(Document):
    """The look of the frontend."""

    color: Annotated[
        str,
        Field(pattern=units.COLOR_PATTERN),
        Hint('write a color in quotes, such as "#5b5bd6"'),
    ] = "#4f46e5"
    radius: Annotated[
        str, Field(pattern=units.RADIUS_PATTERN), Hint("write a length such as 10px")
    ] = "12px"


class LocalDocument(Document):
    """The services that `docker compose up` starts."""

    engine: Literal["localstack", "ministack"] = "localstack"


class ApplicationDocument(Document):
    """The name of an application, where it runs, and who signs in."""

    scaffold: Annotated[Literal[1], BeforeValidator(_whole_number)]
    app: Annotated[
        str,
        Field(pattern=KEBAB_PATTERN, min_length=3, max_length=32),
        Hint(f"{KEBAB_HINT}: recipe-share"),
    ]
    title: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    description: Text | None = None
    region: Literal[REGIONS] = "us-east-1"  # type: ignore[valid-type]  # a tuple of literals
    runtime: Literal[RUNTIMES] = "python3.14"  # type: ignore[valid-type]  # a tuple of literals
    auth: Annotated[
        AuthDocument | None,
        BeforeValidator(empty_as_mapping),
        Hint("write auth: alone, or {sign_up: invite}"),
    ] = None


class SettingsDocument(Document):
    """The stages, look, and local services of an application."""

    stages: Annotated[
        list[Annotated[KebabName, Hint(f"{KEBAB_HINT}: dev")]],
        Field(min_length=1, max_length=10),
        Hint("write [dev, prod]"),
    ] = ["dev", "prod"]
    protect: (
        Annotated[
            list[Annotated[KebabName, Hint(f"{KEBAB_HINT}: prod")]],
            Field(min_length=1),
            Hint("write [prod]"),
        ]
        | None
    ) = None
    theme: Annotated[ThemeDocument, Hint('write {color: "#5b5bd6"}')] = ThemeDocument()
    local: Annotated[LocalDocument, Hint("write {engine: localstack}")] = LocalDocument()


class SpecDocument(SettingsDocument, ApplicationDocument):
    """The whole of `scaffold.yaml`."""

    unbuilt: ClassVar[frozenset[str]] = frozenset(
        {"events", "queues", "pipes", "containers", "hosting", "load", "traffic"}
    )
    stand_ins: ClassVar[Mapping[str, object]] = {"scaffold": 1, "app": "my-app"}

    def entities(self, kind: Kind) -> dict[str, Any]:
        """Return the documents of a kind's entities, by name."""
        entities: dict[str, Any] = getattr(self, kind.section)
        return entities


def spec_document(kinds: tuple[Kind, ...]) -> type[SpecDocument]:
    """Return the document of a whole spec, with a section per kind."""
    sections: dict[str, Any] = {}
    for kind in kinds:
        definition = kind.definition()
        example = definition.document.example
        entity: Any = Annotated[definition.document, Hint(f"write {example}")]
        entities: Any = dict[definition.name, entity]  # type: ignore[name-defined]  # a value
        sections[kind.section] = Annotated[entities, Hint(f"write {{{kind.example}: {example}}}")]
    defaults: dict[str, Any] = {section: {} for section in sections}
    section_keys = document_class("Sections", (Document,), __annotations__=sections, **defaults)
    required: Any = [{"required": [key]} for key in ("auth", *sections)]
    # Keys are in the order of the bases, from the last one to the first.
    whole: type[SpecDocument] = document_class(
        "SpecDocument",
        (SpecDocument, SettingsDocument, section_keys, ApplicationDocument),
        __doc__=SpecDocument.__doc__,
        model_config=ConfigDict(json_schema_extra={"anyOf": required}),
    )
    return whole
