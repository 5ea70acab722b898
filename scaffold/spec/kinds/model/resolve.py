"""A model's document -> the resolved model, within the limits of DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.names import Name
from scaffold.spec.access import Access
from scaffold.spec.kinds.model import names
from scaffold.spec.kinds.model.entity import USER_PATH, Model
from scaffold.spec.kinds.model.field_types import DEFAULTABLE
from scaffold.spec.kinds.model.indexes import MAX_INDEXES, MAX_KEY
from scaffold.spec.kinds.model.resolve_fields import resolve_field
from scaffold.spec.kinds.model.resolve_index import resolve_index

if TYPE_CHECKING:
    from scaffold.spec.access import Rule
    from scaffold.spec.kinds.model.document import ModelDocument
    from scaffold.spec.kinds.model.fields import Field
    from scaffold.spec.resolution import Path, Resolution


def resolve_model(resolution: Resolution, name: str, document: ModelDocument) -> Model:
    """Return the model, with its fields."""
    path: Path = ("models", name)
    resolution.check_distinct((*path, "fields"), document.fields)
    names.check_fields(resolution, (*path, "fields"), document.fields)
    names.check_former_fields(resolution, (*path, "fields"), document.fields)
    fields = tuple(
        resolve_field(resolution, (*path, "fields", key), key, field)
        for key, field in document.fields.items()
    )
    words, access = document.access, (*path, "access")
    read = resolution.read_rule((*access, "read"), words.read)
    create = resolution.create_rule((*access, "create"), words.create)
    resolution.check_readable((*access, "create"), read, create)
    _check_writers(resolution, Name(name), fields, create)
    private = resolution.has_auth and not read.beyond_owner
    return Model(
        name=Name(name),
        renamed_from=Name(document.renamed_from) if document.renamed_from else None,
        path=Name(document.path or Name(name).plural.kebab),
        fields=fields,
        access=Access(
            read=read,
            create=create,
            update=resolution.write_rule((*access, "update"), words.update),
            delete=resolution.write_rule((*access, "delete"), words.delete),
        ),
        index=resolve_index(resolution, (*path, "index"), document, within_owner=private),
        has_owner=resolution.has_auth,
        view=document.view,
    )


def _check_writers(
    resolution: Resolution, name: Name, fields: tuple[Field, ...], create: Rule
) -> None:
    """Add an error for each required field that somebody who may create an item may not set."""
    for field in fields:
        if field.write is None or not field.required:
            continue
        left_out = [word for word in create.words if not _lets_create(field.write, word)]
        if left_out:
            way = " or give it a default" if field.type in DEFAULTABLE and not field.unique else ""
            message = (
                f"every new {name.phrase} needs it, and write refuses it to"
                f" {' and '.join(left_out)}: make it optional{way}"
            )
            resolution.add_error(("models", name, "fields", field.name, "write"), message)


def _lets_create(write: Rule, word: str) -> bool:
    """Return True if all whom a word lets create an item may set a field: they are its owners."""
    return word != "public" and (write.signed_in or write.owner or word in write.words)


def check_models(resolution: Resolution, models: tuple[Model, ...]) -> None:
    """Add the errors of indexes, keys, paths and references."""
    _check_paths(resolution, models)
    _check_circles(resolution, models)
    for model in models:
        if len(model.gsis) > MAX_INDEXES:
            message = (
                f"needs {len(model.gsis)} indexes, those for all items and by owner among them;"
                f" a DynamoDB table holds {MAX_INDEXES}"
            )
            resolution.add_error(("models", model.name, "index"), message)
        for field in model.fields:
            _check_key(resolution, model, field)


def _check_key(resolution: Resolution, model: Model, field: Field) -> None:
    """Add an error for a field whose values could be too long, or too short, for a key."""
    if not field.has_length:
        return
    path: Path = ("models", model.name, "fields", field.name)
    is_indexed = field in model.indexed and field.row.indexable
    if is_indexed and (field.max or 0) > MAX_KEY:
        message = (
            f'"{field.name}" may have {field.max} characters; an index takes {MAX_KEY}:'
            f" write max: {MAX_KEY} or less"
        )
        resolution.add_error(("models", model.name, "index"), message)
    if field.unique and (field.max or 0) > MAX_KEY:
        message = f"a unique value has at most {MAX_KEY} characters: write max: {MAX_KEY}"
        resolution.add_error((*path, "max"), message)
    if (field.unique or is_indexed) and field.min == 0:
        message = "a DynamoDB key cannot be empty: write min: 1"
        resolution.add_error((*path, "min"), message)


def _check_circles(resolution: Resolution, models: tuple[Model, ...]) -> None:
    """Add an error for each required reference that leads back to its own model.

    No item of such a model could be the first.
    """
    known = {model.name: model for model in models}
    done: set[Name] = set()
    for start in models:
        way = {start.name: iter(start.required)} if start.name not in done else {}
        while way:
            name = next(reversed(way))
            field = next(way[name], None)
            if field is None:
                done.add(name)
                del way[name]
            elif field.ref in way:
                _add_circle(resolution, (*way,), field)
            elif field.ref in known and field.ref not in done:
                way[field.ref] = iter(known[field.ref].required)


def _add_circle(resolution: Resolution, way: tuple[Name, ...], field: Field) -> None:
    target = field.ref or way[-1]
    circle = " -> ".join((*way[way.index(target) :], target))
    message = (
        f"{circle} is a circle of required references: no {target.phrase} could be created first."
        " Make it optional"
    )
    resolution.add_error(("models", way[-1], "fields", field.name), message)


def _check_paths(resolution: Resolution, models: tuple[Model, ...]) -> None:
    owners: dict[str, str] = {}
    for model in models:
        path: Path = ("models", model.name, "path")
        if model.path in names.RESERVED_PATHS | names.SITE_PATHS | {USER_PATH}:
            message = f"/{model.path} is reserved for the application itself: write another path:"
            resolution.add_error(path, message)
        elif model.path in owners:
            message = (
                f'/{model.path} is also the path of "{owners[model.path]}": write another path:'
            )
            resolution.add_error(path, message)
        owners.setdefault(model.path, model.name)
