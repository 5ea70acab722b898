"""What a deployed template asks for, with every intrinsic resolved: the values that run locally."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class AsyncInvocation:
    """How events of a function are kept, retried and given up; `AWS::Lambda::EventInvokeConfig`."""

    retries: int = 2
    maximum_age: int = 6 * 3600
    on_failure: str | None = None
    on_success: str | None = None
    dead_letters: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A Lambda function; memory in MB, timeout in seconds, `code` the folder of its CodeUri."""

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
    # `LoggingConfig`: what AWS's runtime does with the records of Python's logging.
    log_format: Literal["Text", "JSON"] = "Text"
    log_level: str | None = None
    reserved_concurrency: int | None = None
    asynchronous: AsyncInvocation = field(default_factory=AsyncInvocation)
    # The queue that rules, buckets and topics deliver to, in place of the function itself.
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
    """A token bucket: requests a second, and how many at once."""

    rate: float
    burst: int


@dataclass(frozen=True, slots=True)
class Route:
    """A route of an HTTP API; `path` as API Gateway spells it, `/videos/{id}` or `$default`."""

    method: str
    path: str
    function: str
    payload_version: Literal["1.0", "2.0"] = "2.0"
    authorizer: str | None = None
    scopes: tuple[str, ...] = ()
    throttle: Throttle | None = None
    # Of the integration, in seconds.
    timeout: float = 30.0
    # Whether a permission of the function, or a role, lets the API invoke it.
    invocable: bool = True
    # Why the gateway cannot serve the route, which then answers 501.
    unsupported: str | None = None

    @property
    def key(self) -> str:
        """`GET /videos/{id}`, or `$default`."""
        return self.path if self.path == "$default" else f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Cors:
    """The CORS configuration of an HTTP API, answered by the gateway itself."""

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
    """A queue or a table's stream that a function reads; times in seconds."""

    logical_id: str
    function: str
    source: str
    batch_size: int = 10
    batching_window: int = 0
    enabled: bool = True
    # Patterns, parsed; an event that matches one is wanted.
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
    # The text that the target gets; absent, the event that the service makes.
    input: str | None = None
    role: str | None = None
    retries: int = 185
    maximum_age: int = 86_400
    dead_letters: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """A deployed stack; `warnings` name what the template asks for and the local cloud lacks."""

    stack: str
    region: str
    functions: tuple[Function, ...] = ()
    apis: tuple[HttpApi, ...] = ()
    mappings: tuple[EventSourceMapping, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    # Logical to physical ids.
    resources: Mapping[str, str] = field(default_factory=dict)
    buckets: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def function(self, name: str) -> Function | None:
        """The function of a name, a logical id or an ARN, or of what a person calls it.

        `ProbeVideoFunction` is `probe-video`, too.
        """
        exact = (f for f in self.functions if name in {f.name, f.logical_id, f.arn})
        called = {folded(name), f"{folded(name)}function"}
        return next(exact, None) or next(
            (f for f in self.functions if folded(f.logical_id) in called), None
        )


def folded(name: str) -> str:
    """A name without what people spell differently: `probe-video`, `ProbeVideo`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
