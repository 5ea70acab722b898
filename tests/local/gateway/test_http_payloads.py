"""The events that functions get, as AWS's page on Lambda integrations has them."""

from __future__ import annotations

import asyncio
import base64
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local.gateway.serving import Clock, Function, api, client_of, route

from scaffold.local.activity import ActivityLog
from scaffold.local.gateway.payloads import GatewayRequest

pytestmark = pytest.mark.anyio

HEADERS = [
    ("Header1", "value1"),
    ("Header2", "value1"),
    ("header2", "value2"),
    ("Cookie", "cookie1=a; cookie2=b"),
    ("User-Agent", "agent"),
    ("X-Amzn-Trace-Id", "Root=1-5e66d96f-7491f09xmpl79d18acf3d050"),
]
QUERY = "parameter1=value1&parameter1=value2&parameter2=a%20b"


async def test_format_2_is_as_documented() -> None:
    """Every field of payload format 2.0, of a request that fills them all."""
    function = Function()
    served = api("POST /my/{name}", stage_variables={"stageVariable1": "value1"})
    async with client_of(served, function, activity=ActivityLog(Clock())) as client:
        client.headers.clear()
        answer = await client.post(
            f"/my/path?{QUERY}",
            headers=[*HEADERS, ("Content-Type", "application/json")],
            content=b'{"a": 1}',
        )
    assert function.event == {
        "version": "2.0",
        "routeKey": "POST /my/{name}",
        "rawPath": "/my/path",
        "rawQueryString": QUERY,
        "cookies": ["cookie1=a", "cookie2=b"],
        "headers": {
            "header1": "value1",
            "header2": "value1,value2",
            "host": "localhost:3000",
            "user-agent": "agent",
            "content-type": "application/json",
            "content-length": "8",
            "x-amzn-trace-id": "Root=1-5e66d96f-7491f09xmpl79d18acf3d050",
            "x-forwarded-for": "127.0.0.1",
            "x-forwarded-port": "3000",
            "x-forwarded-proto": "http",
        },
        "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "a b"},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3",
            "domainName": "localhost",
            "domainPrefix": "localhost",
            "http": {
                "method": "POST",
                "path": "/my/path",
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "agent",
            },
            "requestId": answer.headers["apigw-requestid"],
            "routeKey": "POST /my/{name}",
            "stage": "$default",
            "time": "05/Jul/2026:12:30:45 +0000",
            "timeEpoch": 1783254645500,
        },
        "body": '{"a": 1}',
        "pathParameters": {"name": "path"},
        "isBase64Encoded": False,
        "stageVariables": {"stageVariable1": "value1"},
    }


async def test_format_2_leaves_out_what_there_is_not() -> None:
    """No cookies, query, parameters, variables or body: no such fields."""
    function = Function()
    async with client_of(api("GET /"), function) as client:
        await client.get("/")
    assert set(function.event) == {
        *("version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext"),
        "isBase64Encoded",
    }


async def test_format_1_is_as_documented() -> None:
    """Every field of payload format 1.0: the values that repeat stand in lists of their own."""
    function = Function()
    served = api(route("GET /my/{name}", payload_version="1.0"))
    async with client_of(served, function) as client:
        client.headers.clear()
        await client.get(f"/my/path?{QUERY}", headers=HEADERS)
    event = function.event
    assert event["version"] == "1.0"
    assert (event["resource"], event["path"]) == ("/my/{name}", "/my/path")
    assert event["httpMethod"] == "GET"
    assert event["headers"]["header2"] == "value2"
    assert event["multiValueHeaders"]["header2"] == ["value1", "value2"]
    assert event["headers"]["cookie"] == "cookie1=a; cookie2=b"
    assert event["queryStringParameters"] == {"parameter1": "value1", "parameter2": "a b"}
    assert event["multiValueQueryStringParameters"]["parameter1"] == ["value1", "value2"]
    assert event["pathParameters"] == {"name": "path"}
    assert (event["stageVariables"], event["body"], event["isBase64Encoded"]) == (None, None, False)
    context = event["requestContext"]
    assert (context["resourcePath"], context["httpMethod"]) == ("/my/{name}", "GET")
    assert context["identity"] == {"sourceIp": "127.0.0.1", "userAgent": "agent"}
    assert context["requestTime"] == "05/Jul/2026:12:30:45 +0000"


@pytest.mark.parametrize(
    ("kind", "is_binary"),
    [
        ("text/csv; charset=utf-8", False),
        ("application/json", False),
        ("Application/JSON;charset=utf-8", False),
        ("application/xml", False),
        ("application/javascript", False),
        ("application/x-www-form-urlencoded", True),
        ("application/problem+json", True),
        ("application/octet-stream", True),
        ("image/png", True),
        (None, True),
    ],
)
async def test_the_content_type_decides_on_base64(kind: str | None, *, is_binary: bool) -> None:
    """Bodies of a few types are text; all others, forms among them, are in base64."""
    function = Function()
    headers = {"content-type": kind} if kind else {}
    async with client_of(api("POST /"), function) as client:
        await client.post("/", content=b"a=1", headers=headers)
    expected = base64.b64encode(b"a=1").decode() if is_binary else "a=1"
    assert function.event["body"] == expected
    assert function.event["isBase64Encoded"] is is_binary


async def test_text_that_is_not_utf_8_is_not_damaged() -> None:
    """A body that cannot be text is in base64, whatever its type says."""
    function = Function()
    async with client_of(api("POST /"), function) as client:
        await client.post("/", content=b"\xff\xfe", headers={"content-type": "text/plain"})
    assert base64.b64decode(function.event["body"]) == b"\xff\xfe"


async def test_paths_are_decoded() -> None:
    """The service decodes a path before it routes: an encoded slash separates segments."""
    function = Function()
    async with client_of(api("GET /pets/{name}", "$default"), function) as client:
        await client.get("/pets/a%20b%2Bc%C3%A9")
        await client.get("/pets/a%2Fb")
    first, second = function.events
    assert (first["rawPath"], first["pathParameters"]) == ("/pets/a b+cé", {"name": "a b+cé"})
    assert (second["routeKey"], second["rawPath"]) == ("$default", "/pets/a/b")


async def test_a_path_ends_at_an_encoded_question_mark() -> None:
    """What follows is lost: it is neither part of the path nor the query."""
    function = Function()
    async with client_of(api("GET /pets/{name}"), function) as client:
        await client.get("/pets/a%3Fb=1?c=2")
    event = function.event
    assert (event["rawPath"], event["pathParameters"]) == ("/pets/a", {"name": "a"})
    assert (event["rawQueryString"], event["queryStringParameters"]) == ("c=2", {"c": "2"})


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("a+b", "a+b"),
        ("a;b=c", "a;b=c"),
        ("a%23b", "a#b"),
        ("a%2541", "a%41"),
        ("a%00b", "a\0b"),
        ("a%ffb", "a\ufffdb"),
    ],
)
async def test_paths_are_decoded_once(sent: str, name: str) -> None:
    """As UTF-8, without a form's rules: a plus sign is no space."""
    function = Function()
    async with client_of(api("GET /pets/{name}"), function) as client:
        await client.get(f"/pets/{sent}")
    assert function.event["pathParameters"] == {"name": name}


async def test_x_forwarded_for_is_extended() -> None:
    """The gateway adds the client's address to x-forwarded-for, and trusts none of it."""
    function = Function()
    async with client_of(api("GET /"), function) as client:
        await client.get("/", headers={"x-forwarded-for": "203.0.113.7"})
    assert function.event["headers"]["x-forwarded-for"] == "203.0.113.7, 127.0.0.1"
    assert function.event["requestContext"]["http"]["sourceIp"] == "127.0.0.1"


SEGMENT = st.text(min_size=1).filter(lambda text: not set(text) & set("/?") and text.strip("."))
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(SEGMENT.filter(lambda text: text.encode(errors="ignore") == text.encode(errors="replace")))
def test_path_parameter_round_trip(text: str) -> None:
    """What a client encodes into a segment is what the function reads."""
    function = Function()

    async def ask() -> None:
        async with client_of(api("GET /pets/{name}"), function) as client:
            await client.get(f"/pets/{quote(text, safe='')}")

    asyncio.run(ask())
    assert function.event["pathParameters"] == {"name": text}


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=5))
def test_query_string_round_trip(pairs: list[tuple[str, str]]) -> None:
    """The query is passed on as it was sent, and its parameters are decoded and joined."""
    function = Function()
    query = urlencode(pairs)

    async def ask() -> None:
        async with client_of(api("GET /"), function) as client:
            await client.get(f"/?{query}" if query else "/")

    asyncio.run(ask())
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    assert function.event["rawQueryString"] == query
    assert function.event.get("queryStringParameters", {}) == joined


@given(st.lists(st.text("abc09-_=!", min_size=1), min_size=1, max_size=4))
def test_headers_that_repeat_are_joined_in_order(values: list[str]) -> None:
    """Headers of one name are one, joined by commas."""
    pairs = tuple(("x-tag", value) for value in values)
    call = GatewayRequest("id", 0.0, "GET", "/", "", pairs, "127.0.0.1", 3000)
    assert call.headers == {"x-tag": ",".join(values)}
