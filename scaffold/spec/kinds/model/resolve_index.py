"""The entries of a model's index -> what its items can be listed by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.names import Name, suggestion
from scaffold.spec.kinds.model.field_types import FIELD_TYPES
from scaffold.spec.kinds.model.indexes import MAX_PARTITION_KEYS, ORDERS, OWNER, Index

if TYPE_CHECKING:
    from scaffold.spec.kinds.model.document import IndexDocument, ModelDocument
    from scaffold.spec.resolution import Path, Resolution

_SYSTEM_FIELDS: Final = {
    "id": "lists are already sorted by creation, newest first: remove id",
    "created_at": "lists are already sorted by created_at, newest first: remove it",
    "updated_at": "only the fields of the model can be indexed: remove updated_at",
    "version": "only the fields of the model can be indexed: remove version",
}


def resolve_index(
    resolution: Resolution, path: Path, document: ModelDocument, *, within_owner: bool
) -> tuple[Index, ...]:
    """Return the entries that are right; where only owners read, each is within an owner."""
    found: dict[object, int] = {}
    indexes: list[Index] = []
    for position, entry in enumerate(document.index):
        place = (*path, position)
        if not _check_fields(resolution, place, entry, document):
            continue
        written = _index(entry)
        index = written.within_owner() if within_owner else written
        first = found.setdefault(index.same_as, position)
        if first != position:
            same = written == _index(document.index[first])
            why = "" if same else ": only owners read, so every list is within its owner"
            resolution.add_error(place, f"lists the same as index[{first}]{why}")
        elif len(index.by) > MAX_PARTITION_KEYS:
            most = MAX_PARTITION_KEYS
            message = (
                f"needs {len(index.by)} partition keys, the owner included; an index has {most}"
            )
            resolution.add_error(place, message)
        indexes.append(index)
    return tuple(indexes)


def _index(entry: IndexDocument) -> Index:
    """Return an entry as an index; the order of its fields means nothing but for the owner."""
    index = Index(tuple(map(Name, entry.by)), Name(entry.sort) if entry.sort else None)
    return index.within_owner() if OWNER in index.by else index


def _check_fields(
    resolution: Resolution, place: Path, entry: IndexDocument, document: ModelDocument
) -> bool:
    """Return True if an entry has fields that an index can have; add the errors otherwise."""
    before = len(resolution.problems)
    by = (*place, *entry.path_of_by)
    for position, name in enumerate(entry.by):
        if name == OWNER and resolution.has_auth:
            if len(entry.by) == 1 and entry.sort is None:
                message = "items can already be listed by owner: remove it"
                resolution.add_error((*by, position), message)
        else:
            _check_field(resolution, (*by, position), name, document)
        if name in entry.by[:position]:
            resolution.add_error((*by, position), f'"{name}" is listed twice')
    if entry.sort is not None:
        _check_field(resolution, (*place, "sort"), entry.sort, document)
        if entry.sort in entry.by:
            message = f'"{entry.sort}" is the same in all items of the list: sort by another'
            resolution.add_error((*place, "sort"), message)
        if entry.sort in ORDERS:
            message = f"sort={entry.sort} is by creation in every list: give the field another name"
            resolution.add_error((*place, "sort"), message)
    return len(resolution.problems) == before


def _check_field(resolution: Resolution, path: Path, name: str, document: ModelDocument) -> None:
    """Add an error for a field that there is not, or that cannot be indexed."""
    if name == OWNER and not resolution.has_auth:
        resolution.add_error(path, "without auth, items have no owner: remove it")
    elif name == OWNER:
        resolution.add_error(path, "lists cannot be sorted by owner: sort by a field")
    elif name not in document.fields:
        unknown = f'no field "{name}"{suggestion(name, document.fields)}'
        resolution.add_error(path, _SYSTEM_FIELDS.get(name, unknown))
    else:
        field_type = (document.fields[name].type or "enum").partition("(")[0]
        if not FIELD_TYPES[field_type].indexable:
            message = f'"{name}" is a {field_type} field, and DynamoDB cannot index one'
            resolution.add_error(path, message)
