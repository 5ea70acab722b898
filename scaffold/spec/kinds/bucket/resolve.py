"""A bucket's document -> the resolved bucket, within the limits of S3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scaffold.names import Identifier, Name
from scaffold.spec.access import Access
from scaffold.spec.kinds.bucket.entity import Bucket
from scaffold.spec.units import format_size

if TYPE_CHECKING:
    from scaffold.spec.kinds.bucket.document import BucketDocument
    from scaffold.spec.resolution import Path, Resolution

MAX_OBJECT_SIZE: Final = 5 * 2**40
_DAY: Final = 86_400
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/(\*|[a-z0-9][a-z0-9.+-]*)")


def resolve_bucket(resolution: Resolution, name: str, document: BucketDocument) -> Bucket:
    """Return the bucket; whoever may create an object may complete its upload."""
    path: Path = ("buckets", name)
    words, access = document.access, (*path, "access")
    read = resolution.read_rule((*access, "read"), words.read)
    create = resolution.create_rule((*access, "create"), words.create)
    delete = resolution.write_rule((*access, "delete"), words.delete)
    resolution.check_readable((*access, "create"), read, create)
    _check_limits(resolution, path, document)
    return Bucket(
        name=Name(name),
        renamed_from=Name(document.renamed_from) if document.renamed_from else None,
        accept=tuple(map(Identifier, document.accept or ())),
        max_size=document.max_size,
        access=Access(read=read, create=create, update=create, delete=delete),
        expire=document.expire // _DAY if document.expire else None,
        has_owner=resolution.has_auth,
    )


def _check_limits(resolution: Resolution, path: Path, document: BucketDocument) -> None:
    if document.max_size > MAX_OBJECT_SIZE:
        message = f"S3 holds objects of up to {format_size(MAX_OBJECT_SIZE)}"
        resolution.add_error((*path, "max_size"), message)
    if document.expire is not None and document.expire % _DAY:
        message = "S3 counts whole days: write 1 days, 30 days, 365 days"
        resolution.add_error((*path, "expire"), message)
    for position, media_type in enumerate(document.accept or ()):
        if not _MEDIA_TYPE.fullmatch(media_type):
            message = f'"{media_type}" is not a media type: write video/* or application/pdf'
            resolution.add_error((*path, "accept", position), message)
