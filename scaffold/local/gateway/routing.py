"""Selects the route of a request by API Gateway's precedence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scaffold.local.application import Route

ANY: Final = "ANY"
DEFAULT: Final = "$default"


@dataclass(frozen=True, slots=True)
class Match:
    """A route and the values of its path parameters."""

    route: Route
    parameters: Mapping[str, str]


@dataclass(slots=True)
class _Node:
    """The routes with a common prefix of segments, in the order of their precedence."""

    literals: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    greedy: _Node | None = None
    # By method: the route, and the names of its parameters in order.
    routes: dict[str, tuple[Route, tuple[str, ...]]] = field(default_factory=dict)


class Router:
    """The routes of an API: literal segments come before `{id}`, `{proxy+}` and `$default`."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        self._default: Route | None = None
        for route in routes:
            if route.path == DEFAULT:
                self._default = route
            else:
                self._insert(route)

    def match(self, method: str, path: str) -> Match | None:
        """Return the route of a request, or None; `path` is decoded, as on AWS."""
        found = _search(self._root, method, path.split("/")[1:], ())
        if found is None and self._default is not None:
            return Match(self._default, {})
        return found

    def _insert(self, route: Route) -> None:
        node = self._root
        names: list[str] = []
        for segment in route.path.split("/")[1:]:
            if segment.startswith("{") and segment.endswith("+}"):
                names.append(segment[1:-2])
                node.greedy = node.greedy or _Node()
                node = node.greedy
            elif segment.startswith("{") and segment.endswith("}"):
                names.append(segment[1:-1])
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literals.setdefault(segment, _Node())
        node.routes[route.method] = (route, tuple(names))


def _search(
    node: _Node, method: str, segments: Sequence[str], values: tuple[str, ...]
) -> Match | None:
    if not segments:
        return _taken(node, method, values)
    first, rest = segments[0], segments[1:]
    found = None
    if (literal := node.literals.get(first)) is not None:
        found = _search(literal, method, rest, values)
    if found is None and node.parameter is not None and first:
        found = _search(node.parameter, method, rest, (*values, first))
    if found is None and node.greedy is not None and first:
        found = _taken(node.greedy, method, (*values, "/".join(segments)))
    return found


def _taken(node: _Node, method: str, values: tuple[str, ...]) -> Match | None:
    found = node.routes.get(method) or node.routes.get(ANY)
    if found is None:
        return None
    route, names = found
    return Match(route, dict(zip(names, values, strict=True)))
