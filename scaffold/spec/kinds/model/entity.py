"""A resolved model, its indexes and its routes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from scaffold.names import Identifier, Name
from scaffold.spec.access import Rule
from scaffold.spec.kinds.kind import Entity
from scaffold.spec.kinds.model import typescript_names
from scaffold.spec.kinds.model.field_types import BUILTIN_TYPES
from scaffold.spec.kinds.model.indexes import OWNER, Gsi, Index, KeyAttribute
from scaffold.spec.kinds.model.migrations import Convert, Migration, Recover
from scaffold.spec.route import rule_route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.access import Access
    from scaffold.spec.kinds.model.fields import Field
    from scaffold.spec.kinds.model.records import ModelRecord
    from scaffold.spec.route import Route

ID: Final = KeyAttribute(Name("id"), Identifier("S"))
# Where the routes are that know who calls, beside public ones.
USER_PATH: Final = "me"
# The same in every item, so that an index can list them all.
EVERYTHING: Final = KeyAttribute(Name("_all"), Identifier("S"))
# The types whose values are too large for a table.
_WIDE: Final = ("text", "json", "list", "file")
_MOST_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Model(Entity):
    """A table, a REST resource, a typed client, pages; `stored` is what is known of its items."""

    path: Name
    fields: tuple[Field, ...]
    access: Access
    index: tuple[Index, ...]
    has_owner: bool
    view: str = "table"
    stored: ModelRecord | None = None

    @property
    def generation(self) -> int:
        """The number of times that the form of stored items has changed, plus one."""
        return self.stored.generation if self.stored else 1

    @property
    def migrations(self) -> tuple[Migration, ...]:
        """The migrations of stored items, one to each generation after the first."""
        steps = self.stored.migrations.items() if self.stored else ()
        return tuple(Migration.of(self, number, each) for number, each in steps)

    def converted_from(self, field: Field) -> tuple[Identifier, ...]:
        """Return the attributes that held a field's values before they got another encoding."""
        steps = (step for migration in self.migrations for step in migration.steps)
        conversions = (step for step in steps if isinstance(step, Convert | Recover))
        return tuple(step.attribute for step in conversions if step.into == field.attribute)

    @property
    def table_id(self) -> Identifier:
        """The logical ID of its table, which a renamed model keeps along with its items."""
        return Identifier(f"{self.identity.pascal}Table")

    @property
    def collection(self) -> Identifier:
        """`Videos` in the name of an operation; `SheepList` if singular and plural are equal."""
        singular, plural = self.name.pascal, self.plural.pascal
        return plural if plural != singular else Identifier(f"{plural}List")

    @property
    def type_name(self) -> Identifier:
        """`Video`: the type of an item in the frontend."""
        return typescript_names.type_name(self.name.pascal)

    @property
    def variable(self) -> Identifier:
        """`video`: an item in the frontend."""
        return typescript_names.variable(self.type_name)

    @property
    def list_variable(self) -> Identifier:
        """`videos`: a list of items in the frontend."""
        return typescript_names.variable(self.collection)

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields that fit into a table beside the title."""
        others = (field for field in self.output_fields if field != self.label_field)
        return tuple(islice((field for field in others if field.type not in _WIDE), _MOST_COLUMNS))

    @property
    def card_fields(self) -> tuple[Field, ...]:
        """The fields on a card, below its title: a reference and a choice."""
        found = (
            next((field for field in self.columns if field.type == kind), None)
            for kind in ("ref", "enum")
        )
        return tuple(filter(None, found))

    @property
    def pictures(self) -> tuple[Field, ...]:
        """The files that lists bring to everybody who may list items."""
        return tuple(field for field in self.shown_files if field.read is None)

    @property
    def has_cards(self) -> bool:
        """True if pages show items as cards: the spec says so, or files make pictures of them."""
        return self.view == "cards" or bool(self.pictures)

    @property
    def labels(self) -> Identifier:
        """The name of the items on pages."""
        return self.plural.label

    @property
    def label_field(self) -> Field | None:
        """The field that pages show as the title of an item."""
        return next((field for field in self.output_fields if field.has_length), None)

    @property
    def lists_all(self) -> bool:
        """True if anybody besides the owner may read, so that all items can be listed."""
        return self.access.read.beyond_owner

    @property
    def indexed(self) -> tuple[Field, ...]:
        """The fields in the key of an index."""
        names = {name for index in self.index for name in index.fields}
        return tuple(field for field in self.fields if field.name in names)

    @property
    def filters(self) -> tuple[Field, ...]:
        """The fields that a list can be narrowed by."""
        names = {name for index in self.index for name in index.by}
        return tuple(field for field in self.output_fields if field.name in names)

    @property
    def sorts(self) -> tuple[Field, ...]:
        """The fields that a list can be sorted by."""
        names = {index.sort for index in self.index}
        return tuple(field for field in self.output_fields if field.name in names)

    @property
    def searches(self) -> tuple[Field, ...]:
        """The fields that sort a list of texts, which can be searched by how they begin."""
        return tuple(field for field in self.sorts if field.has_length)

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields that a client must send when it creates an item."""
        return tuple(field for field in self.fields if field.required)

    @property
    def input_fields(self) -> tuple[Field, ...]:
        """The fields that a client may set."""
        return tuple(field for field in self.fields if field.is_input)

    @property
    def prefilled_fields(self) -> tuple[Field, ...]:
        """The fields that have a value in a form for a new item."""
        return tuple(field for field in self.input_fields if field.is_prefilled)

    @property
    def output_fields(self) -> tuple[Field, ...]:
        """The fields that a client may see."""
        return tuple(field for field in self.fields if field.is_output)

    @property
    def limits_writes(self) -> bool:
        """True if not everybody who may write an item may set all of its fields."""
        return any(field.write is not None for field in self.fields)

    @property
    def limits_reads(self) -> bool:
        """True if not everybody who may read an item may see all of its fields."""
        return any(field.read is not None for field in self.fields)

    @property
    def limits_lists(self) -> bool:
        """True if not everybody who may list items may use every index and include every field."""
        return any(field.read is not None for field in (*self.indexed, *self.links))

    @property
    def user_reads(self) -> Rule | None:
        """Who may read the items under /me as well: on a public route, nobody is known."""
        readers = [field.read for field in self.fields if field.read and field.is_output]
        return Rule((Identifier("signed-in"),)) if self.access.read.public and readers else None

    @property
    def common_indexes(self) -> tuple[Index, ...]:
        """The lists that everybody who may list items may ask for."""
        limited = {field.name for field in self.fields if field.read is not None}
        return tuple(index for index in self.indexes if limited.isdisjoint(index.fields))

    @property
    def refs(self) -> tuple[Field, ...]:
        """The fields that hold another item's id."""
        return tuple(field for field in self.fields if field.type == "ref")

    @property
    def files(self) -> tuple[Field, ...]:
        """The fields that hold an object of a bucket."""
        return tuple(field for field in self.fields if field.type == "file")

    @property
    def shown_refs(self) -> tuple[Field, ...]:
        """The ref fields that a client may see, and so follow."""
        return tuple(field for field in self.refs if field.is_output)

    @property
    def shown_files(self) -> tuple[Field, ...]:
        """The file fields that a client may see, and so download."""
        return tuple(field for field in self.files if field.is_output)

    @property
    def links(self) -> tuple[Field, ...]:
        """The fields that lead a client to something else: to an item, or to a bucket's object."""
        return tuple(field for field in self.output_fields if field.row.refers_to)

    @property
    def ref_models(self) -> tuple[Name, ...]:
        """The models that it refers to, each once."""
        return tuple(dict.fromkeys(field.ref for field in self.refs if field.ref))

    @property
    def other_models(self) -> tuple[Name, ...]:
        """The models that it refers to but for itself."""
        return tuple(name for name in self.ref_models if name != self.name)

    @property
    def included_models(self) -> tuple[Name, ...]:
        """The models of which lists include items, each once."""
        return tuple(dict.fromkeys(field.ref for field in self.shown_refs if field.ref))

    @property
    def file_buckets(self) -> tuple[Name, ...]:
        """The buckets that its files are in, each once."""
        return tuple(dict.fromkeys(field.bucket for field in self.files if field.bucket))

    @property
    def has_sample(self) -> bool:
        """True if an item can be made of sample values."""
        return all(field.has_sample for field in self.fields if field.required)

    @property
    def form_can_be_filled(self) -> bool:
        """True if a test can fill in the form without other items, files or a pattern."""
        return all(
            field.pattern is None and field.type not in {"ref", "file"}
            for field in self.fields
            if not field.optional
        )

    @property
    def hides_builtins(self) -> bool:
        """True if the name of a field is that of a Python type, such as `list` or `object`."""
        return not BUILTIN_TYPES.isdisjoint(field.name for field in self.fields)

    def builtin(self, name: str) -> Identifier:
        """Return the annotation of a type of Python, beside fields of any name."""
        return Identifier(f"builtins.{name}" if self.hides_builtins else name)

    def python_type(self, field: Field) -> Identifier:
        """Return the annotation of a field that is no enum, beside fields of any name."""
        if field.type == "list":
            return Identifier(f"{self.builtin('list')}[{self.builtin(field.item.row.python_type)}]")
        return self.builtin(field.row.python_type)

    @property
    def uniques(self) -> tuple[Field, ...]:
        """The fields whose values are unique."""
        return tuple(field for field in self.fields if field.unique)

    @property
    def indexes(self) -> tuple[Index, ...]:
        """Every way to list the items: all, those of an owner, and what the spec asks for."""
        every = (Index(),) if self.lists_all else ()
        owned = (Index((OWNER,)),) if self.has_owner else ()
        return (*every, *owned, *self.index)

    def lists_by(self, field: Field) -> bool:
        """Return True if an index lists the items with the same value of a field, by age."""
        return any(
            (index.by if self.lists_all else index.parameters) == (field.name,) and not index.sort
            for index in self.indexes
        )

    @property
    def queries(self) -> tuple[Identifier, ...]:
        """The query of each list but the whole one, such as `?channel=&sort=rank`."""
        hidden = {field.name for field in self.fields if not field.is_output}
        shown = (index for index in self.indexes if hidden.isdisjoint(index.fields))
        return tuple(filter(None, map(self.query, shown)))

    def query(self, index: Index) -> Identifier:
        """Return the query that an index answers; where only owners read, theirs is implied."""
        names = index.by if self.lists_all else index.parameters
        parts = [f"{name}=" for name in names]
        if index.sort:
            parts.append(f"sort={index.sort}")
        return Identifier(f"?{'&'.join(parts)}" if parts else "")

    @property
    def gsis(self) -> tuple[Gsi, ...]:
        """The global secondary index of each way to list the items."""
        return tuple(map(self._gsi, self.indexes))

    @property
    def key_attributes(self) -> tuple[KeyAttribute, ...]:
        """The attributes in the keys of the table and of its indexes, each once."""
        keys = (key for gsi in self.gsis for key in (*gsi.partition_keys, *gsi.sort_keys))
        return tuple(dict.fromkeys((ID, *keys)))

    def _gsi(self, index: Index) -> Gsi:
        by = tuple(map(self._key, index.by)) or (EVERYTHING,)
        sort = (self._key(index.sort), ID) if index.sort else (ID,)
        return Gsi(index, by, sort)

    def _key(self, name: Name) -> KeyAttribute:
        field = next((field for field in self.fields if field.name == name), None)
        if field is None:
            return KeyAttribute(name, Identifier("S"))
        return KeyAttribute(field.attribute, field.key_type)


def model_routes(model: Model) -> Iterator[Route]:
    """Yield the routes of a model."""
    target = f"{model.name.pascal}Function"
    name = model.name.pascal
    path = f"/{model.path}"
    access = model.access
    yield rule_route(access.read, "GET", path, target, f"list{model.collection}")
    yield rule_route(access.create, "POST", path, target, f"create{name}")
    yield rule_route(access.read, "GET", f"{path}/{{id}}", target, f"get{name}")
    yield rule_route(access.update, "PATCH", f"{path}/{{id}}", target, f"update{name}")
    yield rule_route(access.delete, "DELETE", f"{path}/{{id}}", target, f"delete{name}")
    if model.shown_files:
        yield rule_route(
            access.read, "GET", f"{path}/{{id}}/files/{{field}}", target, f"download{name}File"
        )
    yield from _user_routes(model)


def _user_routes(model: Model) -> Iterator[Route]:
    """Yield the routes by which people who have signed in read what public answers leave out."""
    rule = model.user_reads
    if rule is None:
        return
    target = f"{model.name.pascal}Function"
    name = model.name.pascal
    path = f"/{USER_PATH}/{model.path}"
    item, file = f"{path}/{{id}}", f"{path}/{{id}}/files/{{field}}"
    yield rule_route(rule, "GET", path, target, f"list{model.collection}AsUser")
    yield rule_route(rule, "GET", item, target, f"get{name}AsUser")
    if model.shown_files:
        yield rule_route(rule, "GET", file, target, f"download{name}FileAsUser")
