"""File fields: fields of an item that refer to an object in a bucket."""

import os
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from . import storage
from .access import Caller
from .buckets import Bucket
from .fields import File
from .models import Model
from .problems import Invalid, NotFound
from .tables import Table
from .targets import Target

Link = dict[str, object]
Values = Mapping[str, object]

# S3 tells the type of one object at a time, and its client keeps ten connections.
_CONNECTIONS = 10


def require(model: Model[Any, Any], values: Values, owner: str, before: Values) -> None:
    """Raise Invalid if a new file does not exist or belongs to another user."""
    errors = {
        name: "does not exist"
        for name, field in model.fields.items()
        if isinstance(field, File)
        and values.get(name) not in {None, before.get(name)}
        and not _is_there(field, values[name], owner)
    }
    if errors:
        raise Invalid(errors)


def link(model: Model[Any, Any], item: Values, name: str) -> Link:
    """Return a presigned download URL for the file in a field of an item."""
    field = model.fields.get(name)
    found = _link(field.bucket, item.get(name)) if isinstance(field, File) else None
    if found is None:
        raise NotFound("There is no such file.")
    return found


def links(bucket: str, object_ids: Collection[str]) -> dict[str, Link]:
    """Return presigned download URLs by the ids of files; those that are gone are left out."""
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        found = pool.map(partial(_link, bucket), object_ids)
        return {object_id: link for object_id, link in zip(object_ids, found, strict=True) if link}


def require_target(bucket: Bucket, target: Target, caller: Caller) -> None:
    """Raise Invalid if the target takes no such file, Forbidden if the caller may not update it."""
    model = next((model for model in bucket.models if model.name == target.model), None)
    field = model.fields.get(target.field) if model else None
    if model is None or not isinstance(field, File) or field.bucket != bucket.variable:
        raise Invalid({"for": "is not a field for files of this bucket"})
    try:
        item = Table(model).get(target.id)
        model.access.require_update(caller, item["owner"])
    except NotFound as error:
        raise Invalid({"for": "does not exist"}) from error


def _link(bucket: str, value: object) -> Link | None:
    """Return a presigned download URL for the file that a value refers to, or None."""
    object_id = storage.ObjectId.parse(value)
    name = os.environ[bucket]
    stored = storage.find(name, object_id) if object_id else None
    return storage.download(name, stored) if stored else None


def _is_there(field: File, value: object, owner: str) -> bool:
    object_id = storage.ObjectId.parse(value)
    # Anyone who knows the id of an anonymous upload may use it.
    if object_id is None or object_id.owner not in {owner, storage.ANONYMOUS}:
        return False
    return storage.find(os.environ[field.bucket], object_id) is not None
