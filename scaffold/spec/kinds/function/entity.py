"""A resolved function: its triggers, its permissions, its routes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scaffold.names import Identifier, Name
from scaffold.spec.kinds.kind import Entity
from scaffold.spec.route import rule_route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.spec.access import Rule
    from scaffold.spec.route import Route

# In the order in which OpenAPI lists them.
OPENAPI_METHODS: Final = tuple(
    map(Identifier, ("get", "put", "post", "delete", "options", "head", "patch", "trace"))
)


class HttpTrigger(NamedTuple):
    """A route of a function: `GET /hello/{name}`."""

    method: Identifier
    path: Identifier
    access: Rule

    @property
    def verb(self) -> Identifier:
        """The method as OpenAPI writes it."""
        return Identifier(self.method.lower())

    @property
    def has_body(self) -> bool:
        """True if requests carry a body."""
        return self.method in {"POST", "PUT", "PATCH"}

    @property
    def parameters(self) -> tuple[Name, ...]:
        """The names in the path's braces."""
        parts = self.path.split("/")
        return tuple(Name(part[1:-1]) for part in parts if part.startswith("{"))

    @property
    def sample_path(self) -> Identifier:
        """The path with a word for each parameter."""
        return Identifier(re.sub(r"\{[^}]*\}", "load", self.path))


class HttpCall(NamedTuple):
    """One method of a path, and the function that it calls."""

    trigger: HttpTrigger
    function: Name
    operation: Identifier


class HttpPath(NamedTuple):
    """A path that calls functions, with its methods in OpenAPI's order."""

    path: Identifier
    parameters: tuple[Name, ...]
    calls: tuple[HttpCall, ...]

    @property
    def methods(self) -> tuple[tuple[Identifier, HttpCall | None], ...]:
        """Every method of OpenAPI, with its call or None."""
        calls = {call.trigger.verb: call for call in self.calls}
        return tuple((verb, calls.get(verb)) for verb in OPENAPI_METHODS)


class UploadTrigger(NamedTuple):
    """A file uploaded to a bucket."""

    bucket: Name
    suffix: Identifier | None


Trigger: TypeAlias = HttpTrigger | UploadTrigger


class Grant(NamedTuple):
    """Access of a function to an entity: read or, with `write`, both."""

    name: Name
    write: bool


class Uses(NamedTuple):
    """The entities that a function may use."""

    models: tuple[Grant, ...]
    buckets: tuple[Grant, ...]
    functions: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Function(Entity):
    """A Lambda function; memory in MB, timeout in seconds."""

    triggers: tuple[Trigger, ...]
    uses: Uses
    env: tuple[tuple[Identifier, str], ...]
    memory: int
    timeout: int

    @property
    def http(self) -> tuple[HttpTrigger, ...]:
        """The routes that call it."""
        return tuple(trigger for trigger in self.triggers if isinstance(trigger, HttpTrigger))

    @property
    def uploads(self) -> tuple[UploadTrigger, ...]:
        """The uploads that trigger it."""
        return tuple(trigger for trigger in self.triggers if isinstance(trigger, UploadTrigger))

    @property
    def reached_models(self) -> tuple[Name, ...]:
        """The models that it uses."""
        return tuple(grant.name for grant in self.uses.models)

    @property
    def upload_buckets(self) -> tuple[Name, ...]:
        """The buckets whose uploads trigger it, without those that it uses anyway."""
        used = {grant.name for grant in self.uses.buckets}
        buckets = dict.fromkeys(trigger.bucket for trigger in self.uploads)
        return tuple(bucket for bucket in buckets if bucket not in used)

    @property
    def operations(self) -> tuple[Identifier, ...]:
        """The operation ID of each http trigger."""
        name = self.name.camel
        numbered = (Identifier(f"{name}_{number}") for number in range(2, len(self.http) + 1))
        return (name, *numbered) if self.http else ()


def function_routes(function: Function) -> Iterator[Route]:
    """Yield the routes of a function with http triggers."""
    target = f"{function.name.pascal}Function"
    for trigger, operation in zip(function.http, function.operations, strict=True):
        yield rule_route(trigger.access, trigger.method, trigger.path, target, operation)


def method_order(call: HttpCall) -> int:
    """Return the position of a call within its path in an OpenAPI document."""
    return OPENAPI_METHODS.index(call.trigger.verb)
