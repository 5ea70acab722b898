"""The parts that documents of the spec language are made of, and a walk over them.

A document is a pydantic model: the shape of one mapping. Notes beside an annotation say what the
tool needs to know of a place, once: what to write there, and which entity is named there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType, new_class
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema

from scaffold.spec import units
from scaffold.spec.grammar import ACCESS_WORDS, FUNCTIONS, KEBAB_PATTERN, SNAKE_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ANY_NAME: Final = re.compile(r"(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Hint:
    """A note beside an annotation: what to write there, for the message about something else."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A note beside an annotation: the text names an entity; group 1 of the pattern is the name."""

    kind: str
    pattern: re.Pattern[str] = ANY_NAME


@dataclass(frozen=True, slots=True)
class UnbuiltValues:
    """A note beside an annotation: values of the language that this version has not built yet."""

    values: frozenset[str]


class Document(BaseModel):
    """A mapping of the spec; unknown keys are errors."""

    # The whole spec is built once, when it is first read, and not each part when it is defined.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    # What to write for one, in messages.
    example: ClassVar[str] = "{}"
    # Keys of the language that this version has not built yet, and so rejects by name.
    unbuilt: ClassVar[frozenset[str]] = frozenset()
    # The JSON Schema of what may be written instead of a mapping.
    short_form: ClassVar[dict[str, Any] | None] = None
    # The key that a text in place of the mapping is the value of.
    short_form_key: ClassVar[str | None] = None
    # To go on after an error: a value in place of this mapping, and values for required keys.
    stand_in: ClassVar[object] = None
    stand_ins: ClassVar[Mapping[str, object]] = {}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> JsonSchemaValue:  # noqa: ANN401 - pydantic's hook
        """Offer the short form, if there is one, beside the mapping."""
        schema: JsonSchemaValue = handler(core_schema)
        if cls.short_form is None:
            return schema
        mapping = handler.resolve_ref_schema(schema).copy()
        return {"anyOf": [cls.short_form, mapping], "title": mapping.pop("title", cls.__name__)}


@dataclass(frozen=True, slots=True)
class Node:
    """One of the types that a place in the spec may have, and the notes beside it."""

    type: Any
    notes: tuple[object, ...] = ()

    @property
    def document(self) -> type[Document] | None:
        """The document class, if a document belongs here."""
        is_document = isinstance(self.type, type) and issubclass(self.type, Document)
        return self.type if is_document else None

    @property
    def keys(self) -> tuple[Node, ...]:
        """The types of the names that users choose, in a mapping of such names."""
        return _argument_nodes(self.type, 0) if get_origin(self.type) is dict else ()

    @property
    def values(self) -> tuple[Node, ...]:
        """The types of what users name, in a mapping of such names."""
        return _argument_nodes(self.type, 1) if get_origin(self.type) is dict else ()

    @property
    def items(self) -> tuple[Node, ...]:
        """The types of a list's items."""
        return _argument_nodes(self.type, 0) if get_origin(self.type) is list else ()

    def child(self, part: str | int) -> Iterator[Node]:
        """Yield the types at a key or position; a lone item may stand for its list."""
        if isinstance(part, int):
            yield from self.items
        elif self.document and part in self.document.model_fields:
            yield from _nodes_of_key(self.document, part)
        else:
            yield from self.values
            for item in self.items:
                yield from item.child(part)


def nodes_at(document: type[Document], path: Iterable[str | int]) -> tuple[Node, ...]:
    """Return the types that a place in a document may have: none for an unknown key."""
    return _nodes_at(document, tuple(path))


@lru_cache(maxsize=4096)
def _nodes_at(document: type[Document], path: tuple[str | int, ...]) -> tuple[Node, ...]:
    if not path:
        return (Node(document),)
    # Thousands of errors in one mapping are looked up from there.
    parents = _nodes_at(document, path[:-1])
    return tuple(child for node in parents for child in node.child(path[-1]))


def documents_at(document: type[Document], path: Iterable[str | int]) -> list[type[Document]]:
    """Return the documents that may be at a place, a lone item of a list included."""
    nodes = nodes_at(document, path)
    items = [item for node in nodes for item in node.items]
    return [node.document for node in (*nodes, *items) if node.document]


@cache
def _argument_nodes(generic: Any, position: int) -> tuple[Node, ...]:  # noqa: ANN401 - a type
    return tuple(_nodes(get_args(generic)[position]))


@cache
def _nodes_of_key(document: type[Document], key: str) -> tuple[Node, ...]:
    field = document.model_fields[key]
    return tuple(_nodes(field.annotation, tuple(field.metadata)))


def _nodes(annotation: Any, notes: tuple[object, ...] = ()) -> Iterator[Node]:  # noqa: ANN401 - a type
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _nodes(inner, (*notes, *more))
    elif origin in {Union, UnionType}:
        for part in get_args(annotation):
            yield from _nodes(part, notes)
    elif annotation is not NoneType:
        yield Node(annotation, notes)


def document_class(name: str, bases: tuple[type[Document], ...], **body: Any) -> Any:  # noqa: ANN401 - a type
    """Return a class of documents whose bases or keys are values."""
    module = {"__module__": __name__}
    return new_class(name, bases, exec_body=lambda namespace: namespace.update(module | body))


def as_list(value: object) -> object:
    """Return a lone item as a list of one."""
    return value if isinstance(value, list) else [value]


def empty_as_mapping(value: object) -> object:
    """Return an empty mapping for nothing: `auth:` means the defaults."""
    return {} if value is None else value


def _quantity(parse: Any, pattern: str, example: str) -> Any:  # noqa: ANN401 - builds annotations
    schema = {"type": "string", "pattern": pattern, "examples": [example]}
    return BeforeValidator(parse), WithJsonSchema(schema)


KEBAB_HINT: Final = "use lowercase letters, digits and hyphens, starting with a letter"

KebabName = Annotated[
    str,
    Field(pattern=KEBAB_PATTERN, min_length=1, max_length=32),
    Hint(f"{KEBAB_HINT}: recipe-share"),
]
SnakeName = Annotated[
    str,
    Field(pattern=SNAKE_PATTERN, min_length=1, max_length=30),
    Hint("use lowercase letters, digits and underscores, starting with a letter: sales_order"),
]
Timeout = Annotated[int, *_quantity(units.parse_timeout, units.DURATION_PATTERN, "10 seconds")]
Seconds = Annotated[int, *_quantity(units.parse_duration, units.DURATION_PATTERN, "10 seconds")]
Size = Annotated[int, *_quantity(units.parse_size, units.SIZE_PATTERN, "5 GiB")]
Text = Annotated[str, Field(min_length=1, max_length=1000)]


def _words(*plain: str) -> Any:  # noqa: ANN401 - builds annotations
    known = ", ".join(plain)
    schema = {
        "description": f"{known}, a group, or a list of them",
        "anyOf": [
            {"type": "string", "examples": list(plain)},
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ],
    }
    return (
        Field(min_length=1),
        BeforeValidator(as_list),
        Hint(f"write {known}, a group, or a list such as [owner, admins]"),
        WithJsonSchema(schema),
    )


Words = Annotated[list[str], *_words(*ACCESS_WORDS)]
# Who may do something with a field.
FieldWords = Annotated[list[str], *_words(FUNCTIONS, *ACCESS_WORDS)]
