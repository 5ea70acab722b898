"""What a browser reaches of the emulator through us: Cognito's user pools, and nothing else."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest

from scaffold.local.gateway.asgi import read_body
from scaffold.local.gateway.cognito_proxy import CognitoProxy
from scaffold.local.gateway.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scaffold.local.gateway.asgi import Receive, Scope, Send

pytestmark = pytest.mark.anyio

APP = "http://localhost:5173"
TARGET = {"x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth"}
LARGE = 2**30


@dataclass
class Behind:
    """A server in the emulator's place: it keeps what it is asked, and allows every origin."""

    seen: list[tuple[str, bytes]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Response a request."""
        self.seen.append((scope["path"], await read_body(receive, LARGE)))
        allow = [(b"access-control-allow-origin", b"*"), (b"x-amzn-requestid", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": allow})
        await send({"type": "http.response.body", "body": b"answer"})


@contextlib.asynccontextmanager
async def browser(behind: Behind) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a proxy in front of that server."""
    async with (
        serve(behind) as emulator,
        contextlib.aclosing(CognitoProxy(f"http://127.0.0.1:{emulator}", [APP])) as proxy,
        serve(proxy) as port,
        httpx.AsyncClient(base_url=f"http://localhost:{port}") as client,
    ):
        yield client


async def test_cognito_answers_the_application_only() -> None:
    """CORS is ours: the application's origin is allowed, `*` is not."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.post("/", headers={"origin": APP, **TARGET}, content=b"{}")
        refused = await client.post(
            "/", headers={"origin": "https://evil.example", **TARGET}, content=b"{}"
        )
    assert (answer.text, answer.headers["access-control-allow-origin"]) == ("answer", APP)
    assert (
        answer.headers["access-control-expose-headers"]
        == "x-amzn-errortype,x-amzn-errormessage,x-amzn-requestid"
    )
    assert refused.status_code == 403
    assert behind.seen == [("/", b"{}")]


async def test_cognito_preflights_are_answered_by_the_proxy() -> None:
    """The headers that the SDK asks for are allowed to the application only."""
    behind = Behind()
    asked = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-amz-target,x-amz-user-agent",
    }
    async with browser(behind) as client:
        answer = await client.options("/", headers={"origin": APP, **asked})
        refused = await client.options("/", headers={"origin": "http://localhost:1", **asked})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-headers"] == asked["access-control-request-headers"]
    assert answer.headers["access-control-allow-methods"] == "POST"
    assert (refused.status_code, behind.seen) == (403, [])


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {"x-amz-target": "DynamoDB_20120810.ListTables"}),
        ("POST", {}),
        ("GET", TARGET),
        ("GET", {}),
    ],
)
async def test_nothing_else_is_passed_on(method: str, headers: dict[str, str]) -> None:
    """Other services and the emulator's own pages are refused."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.request(method, "/_ministack/reset", headers=headers)
    assert (answer.status_code, behind.seen) == (403, [])


async def test_rebound_host_name_is_rejected() -> None:
    """The Host must be a name of this computer."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.post("/", headers={"host": "evil.example", **TARGET})
    assert (answer.status_code, behind.seen) == (403, [])


async def test_large_requests_are_refused() -> None:
    """No operation has more than a megabyte."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.post("/", headers=TARGET, content=bytes(2**20 + 1))
    assert (answer.status_code, behind.seen) == (413, [])


async def test_unreachable_cognito_is_502() -> None:
    """While it restarts, the browser reads an error that says so."""
    async with serve(Behind()) as gone:
        pass
    proxy = CognitoProxy(f"http://127.0.0.1:{gone}", [APP])
    async with (
        contextlib.aclosing(proxy),
        serve(proxy) as port,
        httpx.AsyncClient() as client,
    ):
        answer = await client.post(f"http://127.0.0.1:{port}/", headers=TARGET)
    assert answer.status_code == 502
    assert "Cognito does not answer" in answer.json()["message"]
