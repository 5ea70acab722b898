"""What a function returns, and what the client gets for it."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local.gateway.serving import Function, api, client_of, route

from scaffold.errors import ScaffoldError
from scaffold.local.activity import ActivityLog, Notice
from scaffold.local.gateway.responses import MalformedResponseError, response_from
from scaffold.local.invocation import InvocationResult

if TYPE_CHECKING:
    from scaffold.local.application import Json

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("returned", "body"),
    [
        ("Hello from Lambda!", "Hello from Lambda!"),
        ({"message": "Hello from Lambda!"}, '{"message": "Hello from Lambda!"}'),
        ([1, 2], "[1, 2]"),
        (None, "null"),
    ],
)
async def test_result_without_status_code_is_the_body(returned: Json, body: str) -> None:
    """Format 2.0: anything without a statusCode is a JSON response of status 200."""
    async with client_of(api("GET /"), Function(returned)) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.text) == (200, body)
    assert answer.headers["content-type"] == "application/json"


async def test_a_whole_response_is_taken_as_it_is() -> None:
    """Status, headers, cookies and body, each cookie in a header of its own."""
    cookies = ["cookie1=value1", "cookie2=value2; Max-Age=86400"]
    returned: Json = {
        "cookies": [*cookies],
        "isBase64Encoded": False,
        "statusCode": 201,
        "headers": {"Location": "/pets/1", "Content-Type": "text/html", "X-Count": 3},
        "body": "<p>é</p>",
    }
    async with client_of(api("POST /"), Function(returned)) as client:
        answer = await client.post("/")
    assert (answer.status_code, answer.content) == (201, "<p>é</p>".encode())
    assert answer.headers["location"] == "/pets/1"
    assert answer.headers["content-type"] == "text/html"
    assert answer.headers["x-count"] == "3"
    assert answer.headers.get_list("set-cookie") == cookies


async def test_a_body_in_base64_is_decoded() -> None:
    """Binary responses come as bytes."""
    body = base64.b64encode(bytes(range(256))).decode()
    returned: Json = {"statusCode": 200, "isBase64Encoded": True, "body": body}
    async with client_of(api("GET /"), Function(returned)) as client:
        answer = await client.get("/")
    assert answer.content == bytes(range(256))


async def test_a_response_without_a_type_is_text() -> None:
    """A whole response without content-type is text/plain."""
    async with client_of(api("GET /"), Function({"statusCode": 200, "body": "a"})) as client:
        answer = await client.get("/")
    assert answer.headers["content-type"] == "text/plain;charset=UTF-8"


async def test_no_content_has_no_body() -> None:
    """A 204 has neither body nor type."""
    async with client_of(api("GET /"), Function({"statusCode": 204, "body": "a"})) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-length" not in answer.headers


async def test_format_1_has_headers_of_several_values() -> None:
    """Format 1.0: multiValueHeaders repeat a header, and replace one of the same name."""
    returned: Json = {
        "statusCode": 200,
        "headers": {"a": "1", "Set-Cookie": "lost=1"},
        "multiValueHeaders": {"set-cookie": ["x=1", "y=2"]},
        "body": "",
    }
    served = api(route("GET /", payload_version="1.0"))
    async with client_of(served, Function(returned)) as client:
        answer = await client.get("/")
    assert answer.headers["a"] == "1"
    assert answer.headers.get_list("set-cookie") == ["x=1", "y=2"]


@pytest.mark.parametrize(
    ("returned", "reason"),
    [
        ({"statusCode": "ok"}, "statusCode"),
        ({"statusCode": 99}, "statusCode"),
        ({"statusCode": True}, "statusCode"),
        ({"statusCode": 200, "body": {"a": 1}}, "body is not a string"),
        ({"statusCode": 200, "body": "a", "isBase64Encoded": True}, "not base64"),
        ({"statusCode": 200, "headers": ["a"]}, "headers is not an object"),
        ({"statusCode": 200, "headers": {"a": "b\r\nset-cookie: c"}}, "control character"),
        ({"statusCode": 200, "headers": {"a b": "c"}}, "header named"),
        ({"statusCode": 200, "headers": {"a": {}}}, "header a is not a string"),
        ({"statusCode": 200, "cookies": "a=b"}, "cookies is not a list"),
    ],
)
async def test_malformed_response_is_500_with_a_reason(returned: Json, reason: str) -> None:
    """The client gets what AWS answers; the developer reads why."""
    activity = ActivityLog(lambda: 0.0)
    async with client_of(api("GET /a"), Function(returned), activity=activity) as client:
        answer = await client.get("/a")
    assert (answer.status_code, answer.json()) == (500, {"message": "Internal Server Error"})
    (notice,) = (record for record in activity.records() if isinstance(record, Notice))
    assert notice.text.startswith("GET /a: the function's response is not an HTTP response: ")
    assert reason in notice.text


async def test_format_1_infers_nothing() -> None:
    """Format 1.0 without a statusCode is an error."""
    served = api(route("GET /", payload_version="1.0"))
    async with client_of(served, Function("Hello")) as client:
        assert (await client.get("/")).status_code == 500


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        ("Unhandled", 500, "Internal Server Error"),
        ("Sandbox.Timedout", 500, "Internal Server Error"),
        ("Runtime.ExitError", 500, "Internal Server Error"),
        ("TooManyRequestsException", 503, "Service Unavailable"),
    ],
)
async def test_function_errors_are_hidden_from_clients(error: str, status: int, text: str) -> None:
    """A failed invocation is a plain error; what went wrong stays in the log."""
    function = Function({"errorMessage": "secret"}, error)
    async with client_of(api("GET /"), function) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.json()) == (status, {"message": text})


async def test_integration_timeout_is_503() -> None:
    """After the integration's timeout the client gets 503, and the function goes on."""
    proceed, finished = asyncio.Event(), asyncio.Event()

    async def slow(*_: object, **_options: object) -> InvocationResult:
        await proceed.wait()
        finished.set()
        return InvocationResult("r-1", None, b"1")

    async with client_of(api(route("GET /", timeout=0.01)), slow) as client:
        answer = await client.get("/")
        assert (answer.status_code, answer.json()) == (503, {"message": "Service Unavailable"})
        proceed.set()
        await finished.wait()


async def test_closing_the_gateway_ends_what_still_runs() -> None:
    """No invocation outlives the gateway."""
    cancelled = asyncio.Event()

    async def endless(*_: object, **_options: object) -> InvocationResult:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        raise AssertionError

    async with client_of(api(route("GET /", timeout=0.01)), endless) as client:
        await client.get("/")
    assert cancelled.is_set()


async def test_lambda_rejection_is_500_with_a_notice() -> None:
    """A refusal of the local Lambda is 500 for the client, its text a notice."""
    activity = ActivityLog(lambda: 0.0)

    async def refused(*_: object, **_options: object) -> InvocationResult:
        raise ScaffoldError("only Python runs locally")

    async with client_of(api("GET /a"), refused, activity=activity) as client:
        assert (await client.get("/a")).status_code == 500
    assert "GET /a: only Python runs locally" in str(activity.records()[0])


async def test_gateway_bug_is_500_with_a_notice() -> None:
    """An error of ours is a 500 with a notice, not a broken connection."""
    activity = ActivityLog(lambda: 0.0)

    async def broken(*_: object, **_options: object) -> InvocationResult:
        raise RuntimeError

    async with client_of(api("GET /"), broken, activity=activity) as client:
        assert (await client.get("/")).status_code == 500
    assert "the gateway failed" in str(activity.records()[0])


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_payload_is_an_answer_or_malformed(payload: bytes) -> None:
    """Whatever a function returns, nothing else is raised."""
    for version in ("1.0", "2.0"):
        try:
            answer = response_from(payload, version)
        except MalformedResponseError:
            continue
        assert 200 <= answer.status <= 599
