"""The index by the label of the models that others refer to, so that people can find an item.

Nobody has to ask for it: whoever fills in a reference types the beginning of a label. An entry of
`index` that sorts the same list takes its place, and `index: []` declines it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scaffold.spec.kinds.model.indexes import MAX_INDEXES, MAX_KEY, ORDERS, OWNER, Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.spec.kinds.model.document import ModelDocument
    from scaffold.spec.kinds.model.entity import Model


def with_label_indexes(
    documents: Mapping[str, ModelDocument], models: tuple[Model, ...]
) -> tuple[Model, ...]:
    """Return the models, those that a `ref` leads to with an index by their label."""
    referred = {name for model in models for name in model.ref_models}
    return tuple(
        _indexed(model)
        if model.name in referred and not _declines(documents[model.name])
        else model
        for model in models
    )


def _declines(document: ModelDocument) -> bool:
    return "index" in document.model_fields_set and not document.index


def _indexed(model: Model) -> Model:
    """Return a model with the index, unless its table has no room for it."""
    indexed = replace(model, index=(*model.index, *_label_indexes(model)))
    return indexed if len(indexed.gsis) <= MAX_INDEXES else model


def _label_indexes(model: Model) -> Iterator[Index]:
    """Yield an index for each list that people see: of all items, or of their own."""
    field, read = model.label_field, model.access.read
    if field is None or field.read:
        return
    # Its values may be too long for a key, or empty.
    if not (field.row.indexable and field.min and (field.max or 0) <= MAX_KEY):
        return
    lists = [Index((), field.name)] if model.lists_all else []
    if model.has_owner and read.owner and read.can_forbid_users:
        lists.append(Index((OWNER,), field.name))
    for index in lists:
        is_sorted = any(each.by == index.by and each.sort for each in model.index)
        if not is_sorted and field.name not in ORDERS:
            yield index
