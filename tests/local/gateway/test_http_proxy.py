"""What a browser reaches of the emulator: Cognito and presigned S3, and nothing else."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest

from scaffold.local.gateway.asgi import read_body
from scaffold.local.gateway.proxy import EmulatorProxy
from scaffold.local.gateway.server import serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scaffold.local.gateway.asgi import Receive, Scope, Send

pytestmark = pytest.mark.anyio

APP = "http://localhost:5173"
TARGET = {"x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth"}
SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abc"
LARGE = 2**30


@dataclass
class Behind:
    """A server in the emulator's place: it keeps what it is asked, and allows every origin."""

    seen: list[tuple[str, bytes, dict[str, str], bytes]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        body = await read_body(receive, LARGE)
        target = scope["raw_path"] + b"?" + scope["query_string"]
        self.seen.append((scope["method"], target, headers, body))
        allow = [(b"access-control-allow-origin", b"*"), (b"x-amzn-requestid", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": allow})
        await send({"type": "http.response.body", "body": b"answer"})


@contextlib.asynccontextmanager
async def browser(behind: Behind) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a proxy in front of that server."""
    async with (
        serve(behind) as emulator,
        contextlib.aclosing(EmulatorProxy(f"http://127.0.0.1:{emulator}", [APP])) as proxy,
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
    assert answer.headers["access-control-expose-headers"] == "x-amzn-errortype,x-amzn-requestid"
    assert len(answer.headers.get_list("date")) == 1
    assert refused.status_code == 403
    assert [one[3] for one in behind.seen] == [b"{}"]


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
    ("method", "target", "headers"),
    [
        ("POST", "/", {"x-amz-target": "DynamoDB_20120810.ListTables"}),
        ("GET", "/", {}),
        ("GET", "/videos/a", {}),
        ("DELETE", "/videos/a", {"authorization": "AWS4-HMAC-SHA256 Credential=test"}),
        ("GET", f"/_ministack/reset?{SIGNED}", {}),
        ("OPTIONS", "/_ministack/reset", {"origin": "http://localhost:1"}),
    ],
)
async def test_nothing_else_is_passed_on(method: str, target: str, headers: dict[str, str]) -> None:
    """Other services, unsigned objects and the emulator's own pages are refused."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.request(method, target, headers=headers)
    assert (answer.status_code, behind.seen) == (403, [])


async def test_a_rebound_name_is_refused() -> None:
    """The Host must be a name of this computer."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.post("/", headers={"host": "evil.example", **TARGET})
    assert (answer.status_code, behind.seen) == (403, [])


@pytest.mark.parametrize(
    "target", ["/videos/uploads/a%20b%2Bc%2F%C3%A9", "/videos/a(1)'!*~", "/videos/a=b;c,d@e:f"]
)
async def test_what_is_signed_passes_byte_for_byte(target: str) -> None:
    """Path, query and Host arrive as they were signed; S3's own CORS headers stay."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.put(f"{target}?{SIGNED}&a=%2F", content=b"\x00\xff")
        host = f"localhost:{client.base_url.port}"
    ((method, seen, headers, body),) = behind.seen
    assert (method, body) == ("PUT", b"\x00\xff")
    assert seen.decode() == f"{target}?{SIGNED}&a=%2F"
    assert headers["host"] == host
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_form_with_a_policy_is_passed_on() -> None:
    """An upload by POST has its signature in the form."""
    behind = Behind()
    async with browser(behind) as client:
        answer = await client.post("/videos", files={"file": b"abc"})
    assert answer.status_code == 200
    assert b"abc" in behind.seen[0][3]


async def test_an_emulator_that_is_away_is_a_bad_gateway() -> None:
    """While it restarts, the browser reads an error that says so."""
    async with serve(Behind()) as gone:
        pass
    proxy = EmulatorProxy(f"http://127.0.0.1:{gone}", [APP])
    async with (
        contextlib.aclosing(proxy),
        serve(proxy) as port,
        httpx.AsyncClient() as client,
    ):
        answer = await client.post(f"http://127.0.0.1:{port}/", headers=TARGET)
    assert answer.status_code == 502
    assert "The emulator does not answer" in answer.json()["message"]
