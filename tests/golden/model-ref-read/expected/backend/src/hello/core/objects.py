"""The objects of a bucket."""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from . import pages, rest, storage
from .buckets import Bucket
from .pages import Page
from .problems import NotFound
from .storage import ObjectId, StoredObject


def page(bucket: Bucket, event: APIGatewayProxyEventV2, owner: str | None) -> Page[object]:
    """Return a page of an owner's objects, or of everyone's, oldest first per owner."""
    given = rest.query(event, pages.PARAMETERS)
    limit = pages.read_limit(given)
    prefix = f"{storage.UPLOADS}{owner}/" if owner else storage.UPLOADS
    start = pages.decode(given["cursor"], bucket.path, prefix) if "cursor" in given else prefix
    if not start.startswith(prefix):
        raise pages.wrong_cursor()
    response = storage.client().list_objects_v2(
        Bucket=bucket.name, Prefix=prefix, StartAfter=start, MaxKeys=limit
    )
    entries = response.get("Contents", [])
    found = [stored for entry in entries if (stored := storage.read_entry(entry))]
    cursor = None
    if response["IsTruncated"]:
        cursor = pages.encode(entries[-1]["Key"], bucket.path, prefix)
    return {"items": [stored.as_dict() for stored in found], "cursor": cursor}


def get(bucket: Bucket, text: str) -> StoredObject:
    """Return the object with an id."""
    object_id = ObjectId.parse(text)
    stored = storage.find(bucket.name, object_id) if object_id else None
    if stored is None:
        raise NotFound
    return stored


def detail(bucket: Bucket, stored: StoredObject) -> dict[str, object]:
    """Return an object's details with a presigned download URL."""
    return {**stored.as_dict(), **storage.download(bucket.name, stored)}


def delete(bucket: Bucket, stored: StoredObject) -> None:
    """Delete an object."""
    storage.client().delete_object(Bucket=bucket.name, Key=stored.key)
