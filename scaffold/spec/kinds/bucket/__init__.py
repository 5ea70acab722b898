"""Buckets: S3 buckets that users upload to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.spec.kinds.bucket.entity import bucket_routes
from scaffold.spec.kinds.kind import Definition, Kind

if TYPE_CHECKING:
    from scaffold.names import Name
    from scaffold.spec.kinds.bucket.document import BucketDocument
    from scaffold.spec.kinds.bucket.entity import Bucket


def _definition() -> Definition[BucketDocument, Bucket]:
    from scaffold.spec.document import KebabName  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.bucket.document import BucketDocument  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.bucket.resolve import resolve_bucket  # noqa: PLC0415 - pydantic

    return Definition(KebabName, BucketDocument, resolve_bucket)


def _url_path(name: Name, _value: object) -> str:
    return f"buckets/{name}"


BUCKET: Final = Kind(
    name="bucket",
    summary="an S3 bucket that users upload to",
    example="photos",
    definition=_definition,
    routes=bucket_routes,
    url_path=_url_path,
)
