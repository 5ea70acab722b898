"""File fields: fields of an item that refer to an object in a bucket."""

import os
from collections.abc import Mapping
from typing import Any

from . import storage
from .access import Caller
from .buckets import Bucket
from .fields import File
from .models import Model
from .problems import Invalid, NotFound
from .tables import Table
from .targets import Target

Values = Mapping[str, object]


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


def link(model: Model[Any, Any], item: Values, name: str) -> dict[str, object]:
    """Return a presigned download URL for the file in a field of an item."""
    field = model.fields.get(name)
    object_id = storage.ObjectId.parse(item.get(name))
    if isinstance(field, File) and object_id is not None:
        bucket = os.environ[field.bucket]
        stored = storage.find(bucket, object_id)
        if stored is not None:
            return storage.download(bucket, stored)
    raise NotFound("There is no such file.")


def require_target(bucket: Bucket, target: Target, caller: Caller) -> None:
    """Raise Invalid if the target takes no such file, Forbidden if the caller may not update it."""
    model = next((model for model in bucket.models if model.name == target.model), None)
    field = model.fields.get(target.field) if model else None
    if model is None or not isinstance(field, File) or field.bucket != bucket.variable:
        raise Invalid({"for": "is not a field for files of this bucket"})
    try:
        item = Table(model).get(target.id)
        model.access.require_update(caller, item["owner"])
        if target.field in model.read_only(caller, item["owner"]):
            raise Invalid({"for": "is a field that may not be set by you"})
    except NotFound as error:
        raise Invalid({"for": "does not exist"}) from error


def _is_there(field: File, value: object, owner: str) -> bool:
    object_id = storage.ObjectId.parse(value)
    # Anyone who knows the id of an anonymous upload may use it.
    if object_id is None or object_id.owner not in {owner, storage.ANONYMOUS}:
        return False
    return storage.find(os.environ[field.bucket], object_id) is not None
