"""The limits of AWS that concern an application as a whole: its routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.spec.kinds.function import FUNCTION
from scaffold.spec.kinds.function.entity import HttpTrigger
from scaffold.spec.kinds.model.names import RESERVED_PATHS
from scaffold.spec.language import kinds_of
from scaffold.spec.routes import group_routes, routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.kinds.function.entity import Function
    from scaffold.spec.resolution import Path, Resolution
    from scaffold.spec.resolved import Spec
    from scaffold.spec.route import Route

MAX_ROUTES: Final = 300


def check(spec: Spec, resolution: Resolution) -> None:
    """Add the errors of routes that clash, and of more routes than AWS allows."""
    _check_routes(spec, resolution)
    if (count := len(routes(spec))) > MAX_ROUTES:
        resolution.add_error((), f"needs {count} routes; an HTTP API holds {MAX_ROUTES}")


def _check_routes(spec: Spec, resolution: Resolution) -> None:
    generated = list(_generated_routes(spec))
    paths: dict[str, str] = {route.path_shape: route.path for route in generated}
    seen: dict[str, str] = {}
    for function in spec.functions:
        places = _http_places(function)
        for path, route in zip(places, FUNCTION.routes(function), strict=True):
            if route.shape in seen:
                message = f'{route.method} {route.path} is also a route of "{seen[route.shape]}"'
                resolution.add_error(path, message)
            elif problem := _route_problem(route, generated, paths):
                resolution.add_error(path, problem)
            seen.setdefault(route.shape, function.name)
            paths.setdefault(route.path_shape, route.path)


def _generated_routes(spec: Spec) -> Iterator[Route]:
    """Yield the routes that no user writes."""
    for kind in kinds_of(type(spec)):
        if kind.name != FUNCTION.name:
            for entity in spec.entities(kind):
                yield from kind.routes(entity)
    if spec.auth and spec.auth.managed_groups:
        yield from group_routes()


def _route_problem(route: Route, generated: list[Route], paths: dict[str, str]) -> str | None:
    """Return why a function cannot have a route, or None.

    OpenAPI lists each path once.
    """
    first = route.path.split("/")[1]
    if first in RESERVED_PATHS:
        return f"/{first} is reserved for the application itself"
    if any(route.path_shape == other.path_shape for other in generated):
        return f"{route.path} is a path of a model or bucket"
    if paths.get(route.path_shape, route.path) != route.path:
        return f"the same path has other parameter names: write {paths[route.path_shape]}"
    return None


def _http_places(function: Function) -> list[Path]:
    """Return the places of `http:` in the spec, in the order of the routes."""
    base: Path = ("functions", function.name, "trigger")
    if len(function.triggers) == 1:
        return [(*base, "http") for _ in function.http]
    return [
        (*base, position, "http")
        for position, trigger in enumerate(function.triggers)
        if isinstance(trigger, HttpTrigger)
    ]
