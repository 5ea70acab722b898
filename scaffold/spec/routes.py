"""Every route of an application's HTTP API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.spec.language import kinds_of
from scaffold.spec.route import route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.resolved import Spec
    from scaffold.spec.route import Route


def routes(spec: Spec) -> tuple[Route, ...]:
    """Return all routes, in the order of the spec."""
    return tuple(_routes(spec))


def _routes(spec: Spec) -> Iterator[Route]:
    yield route("GET", "/health", "HealthCheckFunction", "checkHealth", public=True)
    for kind in kinds_of(type(spec)):
        for entity in spec.entities(kind):
            yield from kind.routes(entity)
    if spec.auth and spec.auth.managed_groups:
        yield from group_routes()


def group_routes() -> Iterator[Route]:
    """Yield the routes by which the members of admins manage all groups."""
    members = "/admin/groups/{group}/members"
    member = f"{members}/{{user}}"
    for method, path, operation in (
        ("GET", "/admin/groups", "listUserGroups"),
        ("GET", members, "listUserGroupMembers"),
        ("GET", member, "getUserGroupMember"),
        ("PUT", member, "addUserGroupMember"),
        ("DELETE", member, "removeUserGroupMember"),
    ):
        yield route(method, path, "UserGroupsFunction", operation, public=False)
