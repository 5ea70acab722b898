"""What the tests of the gateway share: an API, a function behind it, a client in front of it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from scaffold.local.activity import ActivityLog
from scaffold.local.application import HttpApi, Route
from scaffold.local.gateway.app import Gateway
from scaffold.local.invocation import InvocationResult

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scaffold.local.application import Json
    from scaffold.local.gateway.tokens import FetchKeys

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:echo"
ORIGIN = "http://localhost:3000"


@dataclass
class Clock:
    """A clock that stands until a test sets it; 5 July 2026, 12:30:45.5 UTC."""

    now: float = 1_783_254_645.5

    def __call__(self) -> float:
        """The time."""
        return self.now


@dataclass
class Function:
    """A function: it keeps its events, and returns what the test says."""

    returns: Json = "done"
    error: str | None = None
    raw: bytes | None = None
    events: list[Any] = field(default_factory=list)

    async def __call__(self, arn: str, payload: bytes, *, trigger: str) -> InvocationResult:
        """Invoke it."""
        assert arn == FUNCTION
        assert trigger
        self.events.append(json.loads(payload))
        result = json.dumps(self.returns).encode() if self.raw is None else self.raw
        return InvocationResult("r-1", self.error, result)

    @property
    def event(self) -> Any:  # noqa: ANN401 - an event as JSON
        """The only event."""
        (event,) = self.events
        return event


async def no_keys(issuer: str) -> Json:
    """The keys of nobody: for APIs without an authorizer."""
    raise AssertionError(issuer)


def route(key: str, **changes: Any) -> Route:  # noqa: ANN401 - fields of a route
    """A route by its key, to the function."""
    method, _, path = key.rpartition(" ")
    return Route(method or "ANY", path, FUNCTION, **changes)


def api(*routes: Route | str, **changes: Any) -> HttpApi:  # noqa: ANN401 - fields of an API
    """An API of these routes."""
    resolved = tuple(route(key) if isinstance(key, str) else key for key in routes)
    return HttpApi("Api", "a1b2c3", changes.pop("stage", "$default"), resolved, **changes)


@contextlib.asynccontextmanager
async def client_of(
    served: HttpApi,
    function: Function | Any = None,  # noqa: ANN401 - whatever can be awaited
    *,
    keys: FetchKeys = no_keys,
    activity: ActivityLog | None = None,
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a gateway that serves the API, at http://localhost:3000."""
    gateway = Gateway(served, function or Function(), keys, activity or ActivityLog(Clock()))
    transport = httpx.ASGITransport(app=gateway, client=("127.0.0.1", 50_000))
    async with (
        contextlib.aclosing(gateway),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client,
    ):
        yield client
