"""Every route of an application's HTTP API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.names import Identifier, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.access import Rule
    from scaffold.spec.functions import Function
    from scaffold.spec.model import Bucket, Model, Spec


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path, the function behind it (its logical id) and who may call."""

    method: Identifier
    path: Identifier
    function: Identifier
    operation: Identifier
    public: bool

    @property
    def event(self) -> Identifier:
        """`ListVideos`: the name of the route in the template."""
        name = self.operation.replace("_", "")
        return Identifier(f"{name[0].upper()}{name[1:]}")

    @property
    def shape(self) -> str:
        """What API Gateway tells routes apart by: the names in braces do not count."""
        return f"{self.method} {self.path_shape}"

    @property
    def path_shape(self) -> str:
        """The path with every name in braces left out."""
        return re.sub(r"\{[^}]*\}", "{}", self.path)


def routes(spec: Spec) -> tuple[Route, ...]:
    """All routes, in the order of the spec."""
    return tuple(_all_routes(spec))


def _all_routes(spec: Spec) -> Iterator[Route]:
    yield _route("GET", "/health", "HealthFunction", "getHealth", public=True)
    for model in spec.models:
        yield from model_routes(model)
    for bucket in spec.buckets:
        yield from bucket_routes(bucket)
    for function in spec.functions:
        yield from function_routes(function)
    if spec.auth and spec.auth.managed_groups:
        yield from group_routes()


def model_routes(model: Model) -> Iterator[Route]:
    """The routes of a model."""
    target = f"{model.name.pascal}Function"
    one, many = model.name.pascal, model.collection
    path = f"/{model.path}"
    access = model.access
    yield _of(access.read, "GET", path, target, f"list{many}")
    yield _of(access.create, "POST", path, target, f"create{one}")
    yield _of(access.read, "GET", f"{path}/{{id}}", target, f"get{one}")
    yield _of(access.update, "PATCH", f"{path}/{{id}}", target, f"update{one}")
    yield _of(access.delete, "DELETE", f"{path}/{{id}}", target, f"delete{one}")
    if model.files:
        yield _of(access.read, "GET", f"{path}/{{id}}/files/{{field}}", target, f"get{one}File")


def bucket_routes(bucket: Bucket) -> Iterator[Route]:
    """The routes of a bucket: uploads under its create rule, objects under read and delete."""
    name = bucket.name.pascal
    target = f"{name}BucketFunction"
    uploads, objects = f"/buckets/{bucket.name}/uploads", f"/buckets/{bucket.name}/objects"
    create, read, delete = bucket.access.create, bucket.access.read, bucket.access.delete
    yield _of(create, "POST", uploads, target, f"start{name}Upload")
    yield _of(create, "GET", f"{uploads}/{{id}}", target, f"get{name}Upload")
    yield _of(create, "POST", f"{uploads}/{{id}}/parts", target, f"sign{name}Parts")
    yield _of(create, "POST", f"{uploads}/{{id}}/complete", target, f"complete{name}Upload")
    yield _of(create, "DELETE", f"{uploads}/{{id}}", target, f"abort{name}Upload")
    yield _of(read, "GET", objects, target, f"list{name}Objects")
    yield _of(read, "GET", f"{objects}/{{id}}", target, f"get{name}Object")
    yield _of(delete, "DELETE", f"{objects}/{{id}}", target, f"delete{name}Object")


def function_routes(function: Function) -> Iterator[Route]:
    """The routes of a function with http triggers."""
    target = f"{function.name.pascal}Function"
    for trigger, operation in zip(function.http, function.operations, strict=True):
        yield _of(trigger.access, trigger.method, trigger.path, target, operation)


def group_routes() -> Iterator[Route]:
    """The routes that the members of admins manage all groups by."""
    members = "/admin/groups/{group}/members"
    member = f"{members}/{{user}}"
    for method, path, operation in (
        ("GET", "/admin/groups", "listGroups"),
        ("GET", members, "listGroupMembers"),
        ("GET", member, "getGroupMember"),
        ("PUT", member, "addGroupMember"),
        ("DELETE", member, "removeGroupMember"),
    ):
        yield _route(method, path, "GroupsFunction", operation, public=False)


def _of(rule: Rule, method: str, path: str, function: str, operation: str) -> Route:
    return _route(method, path, function, operation, public=rule.public)


def _route(method: str, path: str, function: str, operation: str, *, public: bool) -> Route:
    return Route(
        Identifier(method), Identifier(path), Identifier(function), Name(operation), public
    )
