"""A kind of entity: everything that the tool knows of models, of buckets, of functions.

What needs pydantic is behind `definition`, so that commands which only recall a spec start fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scaffold.names import Identifier, Name
    from scaffold.spec.document import Document
    from scaffold.spec.resolution import Resolution
    from scaffold.spec.route import Route

D = TypeVar("D", bound="Document")
E = TypeVar("E", bound="Entity")


@dataclass(frozen=True, slots=True)
class Entity:
    """The common part of all entities; `plural` is the name of several, for paths and labels."""

    name: Name
    renamed_from: Name | None
    # Kept, so that a cached spec needs no rules of English.
    plural: Name = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Derive the plural."""
        object.__setattr__(self, "plural", self.name.plural)

    @property
    def identity(self) -> Name:
        """The first name, by which a renamed entity keeps its files, its data and its edits."""
        return self.renamed_from or self.name

    @property
    def label(self) -> Identifier:
        """The entity's name on pages."""
        return self.name.label


def _as_they_are(_documents: Mapping[str, D], entities: tuple[E, ...]) -> tuple[E, ...]:
    return entities


class Definition(NamedTuple, Generic[D, E]):
    """The form of a kind in the spec, and its resolution.

    `name` annotates the names that users choose. `document` has a key `renamed_from`.
    `complete` returns the entities with what follows from others of the kind.
    `check` adds the errors that concern several entities of the kind, or AWS's limits.
    """

    name: Any
    document: type[D]
    resolve: Callable[[Resolution, str, D], E]
    check: Callable[[Resolution, tuple[E, ...]], None] = lambda *_: None
    complete: Callable[[Mapping[str, D], tuple[E, ...]], tuple[E, ...]] = _as_they_are


class Layout(NamedTuple):
    """The layout of an entity in a written spec.

    `flow` puts one that is short on one line, in braces. The mappings at the keys in `spread` have
    one line per entry, however short they are.
    """

    flow: bool = True
    spread: frozenset[str] = frozenset()


def _no_routes(_: object) -> Iterable[Route]:
    return ()


def _no_url_path(_name: Name, _value: object) -> str | None:
    return None


class Kind(NamedTuple):
    """A kind of entity, such as `model`; its section of the spec, `models`, is the plural.

    `example` is a name that an entity may have.
    `url_path` returns the path that an entity's routes start with, from its name and its value in
    the spec; `url_path_key` is the key that sets it.
    """

    name: str
    summary: str
    example: str
    definition: Callable[[], Definition[Any, Any]]
    layout: Layout = Layout()
    routes: Callable[[Any], Iterable[Route]] = _no_routes
    url_path: Callable[[Name, Any], str | None] = _no_url_path
    url_path_key: str | None = None

    @property
    def section(self) -> str:
        """The key of the spec that holds the entities of the kind, and their template folder."""
        return f"{self.name}s"


def section(kind: Kind) -> dict[str, Kind]:
    """Return the metadata of a spec's field that holds the entities of a kind."""
    return {"kind": kind}
