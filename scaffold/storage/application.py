"""The records of an application, and its spec with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.model.entity import Model
    from scaffold.spec.kinds.model.records import ModelRecord
    from scaffold.spec.resolved import Spec


class Storage(NamedTuple):
    """The records of an application's models, by their first names."""

    models: Mapping[str, ModelRecord]


NOTHING_STORED: Final = Storage({})


def storage_of(spec: Spec) -> Storage:
    """Return the records of a spec that has them."""
    return Storage({model.identity: model.stored for model in spec.models if model.stored})


def with_storage(spec: Spec, storage: Storage) -> Spec:
    """Return the spec with the records of its models."""
    models = (_stored(model, storage.models[model.identity]) for model in spec.models)
    return replace(spec, models=tuple(models))


def _stored(model: Model, record: ModelRecord) -> Model:
    fields = (replace(field, stored=record.fields[field.name]) for field in model.fields)
    return replace(model, fields=tuple(fields), stored=record)
