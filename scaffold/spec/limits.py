"""What AWS does not allow, said before anything is deployed."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final, Protocol

from scaffold.spec import grammar
from scaffold.spec.functions import HttpTrigger
from scaffold.spec.routes import (
    bucket_routes,
    function_routes,
    group_routes,
    model_routes,
    routes,
)
from scaffold.spec.units import format_size

if TYPE_CHECKING:
    from scaffold.spec.document import BucketDocument, FunctionDocument
    from scaffold.spec.functions import Function
    from scaffold.spec.model import Model, Spec
    from scaffold.spec.resolve import Path
    from scaffold.spec.routes import Route

    class Refuse(Protocol):
        """Resolution.refuse."""

        def __call__(self, path: Path, message: str, *, on_key: bool = False) -> None:
            """Note a problem."""


MAX_ROUTES: Final = 300
MAX_INDEXES: Final = 20
MAX_OBJECT_SIZE: Final = 5 * 2**40
MAX_TIMEOUT: Final = 900
MAX_HTTP_TIMEOUT: Final = 29
MAX_ENVIRONMENT: Final = 3000
MAX_KEY: Final = 500
_DAY: Final = 86_400
_MEDIA_TYPE = re.compile(r"[a-z]+/(\*|[a-z0-9][a-z0-9.+-]*)")
_ENVIRONMENT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]+")


def check(spec: Spec, refuse: Refuse) -> None:
    """Note what the application as a whole has too much of, or twice."""
    _check_indexes(spec, refuse)
    _check_paths(spec, refuse)
    _check_routes(spec, refuse)
    _check_circles(spec, refuse)


def check_bucket(path: Path, document: BucketDocument, refuse: Refuse) -> None:
    """Note what S3 would not take."""
    if document.max_size > MAX_OBJECT_SIZE:
        refuse((*path, "max_size"), f"S3 holds objects of up to {format_size(MAX_OBJECT_SIZE)}")
    if document.expire is not None and document.expire % _DAY:
        refuse((*path, "expire"), "S3 counts whole days: write 1 days, 30 days, 365 days")
    for position, media_type in enumerate(document.accept or ()):
        if not _MEDIA_TYPE.fullmatch(media_type):
            message = f'"{media_type}" is not a media type such as video/* or application/pdf'
            refuse((*path, "accept", position), message)


def check_function(path: Path, document: FunctionDocument, refuse: Refuse) -> None:
    """Note what Lambda, or API Gateway before it, would not take."""
    http = any(trigger.http for trigger in document.trigger or ())
    if http and document.timeout > MAX_HTTP_TIMEOUT:
        message = f"an http function has at most {MAX_HTTP_TIMEOUT} seconds: API Gateway waits 30"
        refuse((*path, "timeout"), message)
    elif document.timeout > MAX_TIMEOUT:
        refuse((*path, "timeout"), f"Lambda's limit is {MAX_TIMEOUT} seconds (15 minutes)")
    for name in document.env:
        if problem := _environment_problem(name):
            refuse((*path, "env", name), problem, on_key=True)
    for name, value in document.env.items():
        if "{{resolve:" in value:
            message = "CloudFormation would look {{resolve: up, and not pass it on as it is"
            refuse((*path, "env", name), message)
    size = sum(len(name) + len(value.encode()) for name, value in document.env.items())
    if size > MAX_ENVIRONMENT:
        refuse((*path, "env"), f"{size} bytes; Lambda takes 4 KB, of which 3,000 bytes are yours")


def _environment_problem(name: str) -> str | None:
    if not _ENVIRONMENT_NAME.fullmatch(name):
        return "an environment variable has letters, digits and _, and starts with a letter"
    if name in grammar.RESERVED_ENVIRONMENT:
        return f'"{name}" is set already: choose another name'
    for prefix in grammar.RESERVED_ENVIRONMENT_PREFIXES:
        if name.startswith(prefix):
            return f'names that start with "{prefix}" are reserved'
    for suffix in ("_TABLE", "_BUCKET", "_FUNCTION"):
        if name.endswith(suffix):
            return f'names that end with "{suffix}" are those of the resources that uses: names'
    return None


def _check_indexes(spec: Spec, refuse: Refuse) -> None:
    for model in spec.models:
        path = ("models", model.name, "index")
        if len(model.gsis) > MAX_INDEXES:
            message = (
                f"needs {len(model.gsis)} indexes (each field alone and within its owner);"
                f" a DynamoDB table holds {MAX_INDEXES}"
            )
            refuse(path, message)
        _check_keys(model, refuse)


def _check_keys(model: Model, refuse: Refuse) -> None:
    """Note fields whose values could be too long, or too short, for a key."""
    for field in model.indexed:
        if field.has_length and field.type != "text" and (field.max or 0) > MAX_KEY:
            message = (
                f'"{field.name}" may have {field.max} characters; an index takes {MAX_KEY}:'
                f" write max: {MAX_KEY} or less"
            )
            refuse(("models", model.name, "index"), message)
    for field in model.fields:
        path = ("models", model.name, "fields", field.name)
        if field.unique and field.has_length and (field.max or 0) > MAX_KEY:
            message = f"a unique value has at most {MAX_KEY} characters: write max: {MAX_KEY}"
            refuse((*path, "max"), message)
        if (field.unique or field in model.indexed) and field.has_length and field.min == 0:
            refuse((*path, "min"), "a key of DynamoDB is not empty: write min: 1")


def _check_paths(spec: Spec, refuse: Refuse) -> None:
    owners: dict[str, str] = {}
    for model in spec.models:
        path: Path = ("models", model.name, "path")
        if model.path in grammar.RESERVED_PATHS | grammar.SITE_PATHS:
            refuse(path, f"/{model.path} is a path of the application itself: write path:")
        elif model.path in owners:
            refuse(path, f'/{model.path} is the path of "{owners[model.path]}" too: write path:')
        owners.setdefault(model.path, model.name)


def _check_routes(spec: Spec, refuse: Refuse) -> None:
    everything = routes(spec)
    if len(everything) > MAX_ROUTES:
        refuse((), f"needs {len(everything)} routes; an HTTP API holds {MAX_ROUTES}")
    own = [route for model in spec.models for route in model_routes(model)]
    own += [route for bucket in spec.buckets for route in bucket_routes(bucket)]
    own += group_routes() if spec.auth and spec.auth.managed_groups else ()
    paths: dict[str, str] = {route.path_shape: route.path for route in own}
    seen: dict[str, str] = {}
    for function in spec.functions:
        for path, route in zip(_http_places(function), function_routes(function), strict=True):
            if route.shape in seen:
                refuse(path, f'{route.method} {route.path} is a route of "{seen[route.shape]}" too')
            elif problem := _route_problem(route, own, paths):
                refuse(path, problem)
            seen.setdefault(route.shape, function.name)
            paths.setdefault(route.path_shape, route.path)


def _route_problem(route: Route, own: list[Route], paths: dict[str, str]) -> str | None:
    """Why a function cannot have a route: OpenAPI has each path once, and names each operation."""
    first = route.path.split("/")[1]
    if first in grammar.RESERVED_PATHS:
        return f"/{first} is a path of the application itself"
    if any(route.path_shape == other.path_shape for other in own):
        return f"{route.path} is a path of a model or bucket"
    if paths.get(route.path_shape, route.path) != route.path:
        return f"the same path has other names elsewhere: {paths[route.path_shape]}"
    if route.operation in {other.operation for other in own} | {"getHealth"}:
        return f'"{route.operation}" is an operation of a model or bucket: rename the function'
    return None


def _check_circles(spec: Spec, refuse: Refuse) -> None:
    """A function is told the name of those that it calls: they must be there before it."""
    try:
        TopologicalSorter({one.name: one.uses.functions for one in spec.functions}).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        message = f"{' -> '.join(circle)} is a circle: none of them could be deployed first"
        refuse(("functions", circle[0], "uses", "functions"), message)


def _http_places(function: Function) -> list[Path]:
    """Where the spec says `http:`, in the order of the routes."""
    base: Path = ("functions", function.name, "trigger")
    if len(function.triggers) == 1:
        return [(*base, "http") for _ in function.http]
    return [
        (*base, position, "http")
        for position, trigger in enumerate(function.triggers)
        if isinstance(trigger, HttpTrigger)
    ]
