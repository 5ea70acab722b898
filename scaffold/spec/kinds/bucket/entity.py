"""A resolved bucket, and its routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.names import Identifier
from scaffold.spec.kinds.kind import Entity
from scaffold.spec.route import rule_route
from scaffold.spec.units import format_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.access import Access
    from scaffold.spec.route import Route


@dataclass(frozen=True, slots=True)
class Bucket(Entity):
    """An S3 bucket that users upload to; `expire` counts days."""

    accept: tuple[Identifier, ...]
    max_size: int
    access: Access
    expire: int | None
    has_owner: bool

    @property
    def bucket_id(self) -> Identifier:
        """The logical ID of the S3 bucket, which a renamed bucket keeps along with its objects."""
        return Identifier(f"{self.identity.pascal}Bucket")

    @property
    def sample_type(self) -> Identifier:
        """A media type that the bucket accepts."""
        first = self.accept[0] if self.accept else "application/octet-stream"
        return Identifier(first.replace("*", "plain" if first.startswith("text/") else "mp4"))

    @property
    def max_size_label(self) -> Identifier:
        """`5 GiB`."""
        return Identifier(format_size(self.max_size))


def bucket_routes(bucket: Bucket) -> Iterator[Route]:
    """Yield the routes of a bucket: uploads by its create rule, objects by read and delete."""
    name = bucket.name.pascal
    target = f"{name}BucketFunction"
    uploads, objects = f"/buckets/{bucket.name}/uploads", f"/buckets/{bucket.name}/objects"
    create, read, delete = bucket.access.create, bucket.access.read, bucket.access.delete
    yield rule_route(create, "POST", uploads, target, f"start{name}Upload")
    yield rule_route(create, "GET", f"{uploads}/{{id}}", target, f"get{name}Upload")
    yield rule_route(create, "POST", f"{uploads}/{{id}}/parts", target, f"sign{name}Parts")
    yield rule_route(create, "POST", f"{uploads}/{{id}}/complete", target, f"complete{name}Upload")
    yield rule_route(create, "DELETE", f"{uploads}/{{id}}", target, f"abort{name}Upload")
    yield rule_route(read, "GET", objects, target, f"list{name}Objects")
    yield rule_route(read, "GET", f"{objects}/{{id}}", target, f"get{name}Object")
    yield rule_route(delete, "DELETE", f"{objects}/{{id}}", target, f"delete{name}Object")
