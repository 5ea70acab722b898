"""Buckets: S3 buckets that users upload to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.spec.kinds.kind import Definition, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.names import Name
    from scaffold.spec.kinds.bucket.document import BucketDocument
    from scaffold.spec.kinds.bucket.entity import Bucket
    from scaffold.spec.route import Route


def _definition() -> Definition[BucketDocument, Bucket]:
    from scaffold.spec.document import KebabName  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.bucket.document import BucketDocument  # noqa: PLC0415 - pydantic
    from scaffold.spec.kinds.bucket.resolve import resolve_bucket  # noqa: PLC0415 - pydantic

    return Definition(KebabName, BucketDocument, resolve_bucket)


def _routes(bucket: Bucket) -> Iterable[Route]:
    from scaffold.spec.kinds.bucket.entity import bucket_routes  # noqa: PLC0415 - start-up time

    return bucket_routes(bucket)


def _url_path(name: Name, _value: object) -> str:
    return f"buckets/{name}"


BUCKET: Final = Kind(
    name="bucket",
    summary="an S3 bucket that users upload to",
    example="photos",
    definition=_definition,
    routes=_routes,
    url_path=_url_path,
)
