"""A route of an application's HTTP API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold.names import Identifier, Name

if TYPE_CHECKING:
    from scaffold.spec.access import Rule


class Route(NamedTuple):
    """A method and path, the logical ID of the function behind it, and who may call."""

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
        """The method and path as API Gateway compares them: without the names in braces."""
        return f"{self.method} {self.path_shape}"

    @property
    def path_shape(self) -> str:
        """The path without the names in braces."""
        return re.sub(r"\{[^}]*\}", "{}", self.path)


def rule_route(rule: Rule, method: str, path: str, function: str, operation: str) -> Route:
    """Return a route that is public if its access rule is."""
    return route(method, path, function, operation, public=rule.public)


def route(method: str, path: str, function: str, operation: str, *, public: bool) -> Route:
    """Return a route, from plain strings of safe characters."""
    return Route(
        Identifier(method), Identifier(path), Identifier(function), Name(operation), public
    )
