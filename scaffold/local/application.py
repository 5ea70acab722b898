"""A deployed application, with every intrinsic function resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scaffold.names import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class AsyncInvocation:
    """Retries and destinations of asynchronous invocations: `AWS::Lambda::EventInvokeConfig`."""

    retries: int = 2
    maximum_age: int = 6 * 3600
    on_failure: str | None = None
    on_success: str | None = None
    dead_letters: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A Lambda function; memory in MB, timeout in seconds, `code` the directory of its CodeUri."""

    logical_id: str
    name: str
    arn: str
    handler: str
    runtime: str
    code: Path
    memory: int
    timeout: int
    role: str
    environment: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    # From `LoggingConfig`, for the records of Python's logging.
    log_format: Literal["Text", "JSON"] = "Text"
    log_level: str | None = None
    reserved_concurrency: int | None = None
    asynchronous: AsyncInvocation = field(default_factory=AsyncInvocation)
    # The URL of the queue that rules, buckets and topics deliver to instead of the function.
    async_queue: str | None = None


@dataclass(frozen=True, slots=True)
class Authorizer:
    """A JWT authorizer of an HTTP API."""

    name: str
    issuer: str
    audience: tuple[str, ...]
    identity_source: str = "$request.header.Authorization"


@dataclass(frozen=True, slots=True)
class Throttle:
    """A token bucket: requests per second, and the size of a burst."""

    rate: float
    burst: int


@dataclass(frozen=True, slots=True)
class Route:
    """A route of an HTTP API; `path` in API Gateway's notation, `/videos/{id}` or `$default`."""

    method: str
    path: str
    function: str
    payload_version: Literal["1.0", "2.0"] = "2.0"
    authorizer: str | None = None
    scopes: tuple[str, ...] = ()
    throttle: Throttle | None = None
    # The integration's timeout in seconds.
    timeout: float = 30.0
    # True if the function's permission or a role lets the API invoke it.
    invocable: bool = True
    # The reason why the gateway can't serve the route, which then responds with 501.
    unsupported: str | None = None

    @property
    def key(self) -> str:
        """The route key, `GET /videos/{id}` or `$default`."""
        return self.path if self.path == "$default" else f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Cors:
    """The CORS configuration of an HTTP API, which the gateway itself implements."""

    origins: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    max_age: int | None = None
    credentials: bool = False


@dataclass(frozen=True, slots=True)
class HttpApi:
    """An HTTP API and its stage."""

    logical_id: str
    id: str
    stage: str
    routes: tuple[Route, ...]
    authorizers: Mapping[str, Authorizer] = field(default_factory=dict)
    cors: Cors | None = None
    throttle: Throttle | None = None
    stage_variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventSourceMapping:
    """A queue or table stream that a function reads; times in seconds."""

    logical_id: str
    function: str
    source: str
    batch_size: int = 10
    batching_window: int = 0
    enabled: bool = True
    # Parsed event patterns; an event must match one of them.
    filters: tuple[Json, ...] = ()
    partial_failures: bool = False
    maximum_concurrency: int | None = None
    # Streams only.
    starting_position: Literal["LATEST", "TRIM_HORIZON"] = "LATEST"
    retries: int = -1
    maximum_age: int = -1
    bisect: bool = False
    on_failure: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule with a schedule, or a schedule of EventBridge Scheduler."""

    logical_id: str
    name: str
    arn: str
    kind: Literal["rule", "scheduler"]
    expression: str
    target: str
    timezone: str = "UTC"
    enabled: bool = True
    # The target's payload; by default the service's own event.
    input: str | None = None
    role: str | None = None
    retries: int = 185
    maximum_age: int = 86_400
    dead_letters: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """A deployed stack; `warnings` name what the local cloud does not support."""

    stack: str
    region: str
    functions: tuple[Function, ...] = ()
    apis: tuple[HttpApi, ...] = ()
    mappings: tuple[EventSourceMapping, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    # Physical IDs by logical ID.
    resources: Mapping[str, str] = field(default_factory=dict)
    buckets: Mapping[str, str] = field(default_factory=dict)
    user_pools: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def function(self, name: str) -> Function | None:
        """Return the function with a name, logical ID, ARN or short name, or None.

        The short name of `ProbeVideoFunction` is `probe-video`.
        """
        exact = (f for f in self.functions if name in {f.name, f.logical_id, f.arn})
        called = {folded(name), f"{folded(name)}function"}
        return next(exact, None) or next(
            (f for f in self.functions if folded(f.logical_id) in called), None
        )


def unknown_function(name: str, known: Iterable[str]) -> str:
    """Return the message about a name that no function has, by the logical IDs of those there."""
    names = sorted(known)
    hint = suggestion(name, [*names, *(each.removesuffix("Function") for each in names)])
    choices = f"; use {', '.join(names)}" if names else ""
    return f'no function "{name}"{hint or choices}'


def folded(name: str) -> str:
    """Return a name without differences in spelling, such as `probe-video` and `ProbeVideo`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
