"""The records of an application, and its spec with them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.model.entity import Model
    from scaffold.spec.kinds.model.records import ModelRecord
    from scaffold.spec.resolved import Spec


class BucketRecord(NamedTuple):
    """The objects of a bucket: the words of who may read them, and whether they have owners."""

    read: tuple[str, ...]
    has_owner: bool


class Storage(NamedTuple):
    """The records of an application's models and buckets, by their first names.

    What is None, or a bucket without a record, is not known: earlier versions did not write it.
    `sign_up` is None without auth, too. `app` and `region` say which stacks have what is stored.
    """

    models: Mapping[str, ModelRecord]
    buckets: Mapping[str, BucketRecord] = MappingProxyType({})
    sign_up: Literal["open", "invite"] | None = None
    app: str | None = None
    region: str | None = None


NOTHING_STORED: Final = Storage({})


def storage_of(spec: Spec) -> Storage:
    """Return the records of a spec that has them."""
    return application_records(
        spec, {model.identity: model.stored for model in spec.models if model.stored}
    )


def application_records(spec: Spec, models: Mapping[str, ModelRecord]) -> Storage:
    """Return the records of a spec's models with those of all else, which the spec alone says."""
    buckets = {
        str(bucket.identity): BucketRecord(
            tuple(map(str, bucket.access.read.words)), bucket.has_owner
        )
        for bucket in spec.buckets
    }
    sign_up = spec.auth.sign_up if spec.auth else None
    return Storage(models, buckets, sign_up, str(spec.app), str(spec.region))


def with_storage(spec: Spec, storage: Storage) -> Spec:
    """Return the spec with the records of its models."""
    models = (_stored(model, storage.models[model.identity]) for model in spec.models)
    return replace(spec, models=tuple(models))


def _stored(model: Model, record: ModelRecord) -> Model:
    fields = (replace(field, stored=record.fields[field.name]) for field in model.fields)
    return replace(model, fields=tuple(fields), stored=record)
