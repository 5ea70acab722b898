"""CORS of an HTTP API, answered by the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.gateway.issuer import AUTHORIZER
from local.gateway.serving import Function, api, client_of, no_keys, route

from scaffold.local.application import Cors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.application import Json

pytestmark = pytest.mark.anyio

APP = "http://localhost:5173"
CORS = Cors(
    origins=(APP,),
    methods=("GET", "POST"),
    headers=("authorization", "content-type"),
    exposed=("etag",),
    max_age=300,
)
PREFLIGHT = {"access-control-request-method": "POST"}
PREFIX = "access-control-"


def cors_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The CORS headers of a response."""
    return {name: value for name, value in headers.items() if name.startswith(PREFIX)}


async def test_a_preflight_is_answered_by_the_gateway() -> None:
    """Without a route for OPTIONS, and without asking the authorizer or the function."""
    function = Function()
    served = api(
        route("POST /", authorizer="Cognito"), authorizers={"Cognito": AUTHORIZER}, cors=CORS
    )
    async with client_of(served, function, keys=no_keys) as client:
        answer = await client.options("/", headers={"origin": APP, **PREFLIGHT})
    assert (answer.status_code, answer.content, function.events) == (204, b"", [])
    assert cors_headers(answer.headers) == {
        f"{PREFIX}allow-origin": APP,
        f"{PREFIX}allow-methods": "GET,POST",
        f"{PREFIX}allow-headers": "authorization,content-type",
        f"{PREFIX}max-age": "300",
    }


async def test_an_origin_that_is_not_allowed_gets_no_headers() -> None:
    """Neither its preflight nor its request; the browser does the rest."""
    origin = {"origin": "http://localhost:9999"}
    async with client_of(api("GET /", cors=CORS)) as client:
        preflight = await client.options("/", headers={**origin, **PREFLIGHT})
        answer = await client.get("/", headers=origin)
    assert (preflight.status_code, cors_headers(preflight.headers)) == (204, {})
    assert (answer.status_code, cors_headers(answer.headers)) == (200, {})


async def test_headers_of_the_function_are_ignored() -> None:
    """Where CORS is configured, the function's own CORS headers do not count."""
    returned: Json = {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "*", "a": "b"}}
    async with client_of(api("GET /", cors=CORS), Function(returned)) as client:
        allowed = await client.get("/", headers={"origin": APP})
        same_origin = await client.get("/")
    assert cors_headers(allowed.headers) == {
        f"{PREFIX}allow-origin": APP,
        f"{PREFIX}expose-headers": "etag",
    }
    assert allowed.headers["a"] == "b"
    assert cors_headers(same_origin.headers) == {}


async def test_without_cors_the_function_answers_for_itself() -> None:
    """No configuration: OPTIONS is a method as any other, and headers pass."""
    returned: Json = {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": APP}}
    async with client_of(api("GET /"), Function(returned)) as client:
        preflight = await client.options("/", headers={"origin": APP, **PREFLIGHT})
        answer = await client.get("/", headers={"origin": APP})
    assert preflight.status_code == 404
    assert cors_headers(answer.headers) == {f"{PREFIX}allow-origin": APP}


async def test_options_without_preflight_headers_is_a_request() -> None:
    """What no browser asks goes to its route."""
    function = Function()
    async with client_of(api("OPTIONS /", cors=CORS), function) as client:
        assert (await client.options("/")).status_code == 200
    assert function.event["routeKey"] == "OPTIONS /"


@pytest.mark.parametrize(
    ("allowed", "origin", "answered"),
    [
        ("*", "https://any.example", "*"),
        ("https://*", "https://any.example", "https://any.example"),
        ("https://*", "http://localhost:1", None),
        ("HTTP://LOCALHOST:5173", APP, APP),
    ],
)
async def test_origins_may_be_patterns(allowed: str, origin: str, answered: str | None) -> None:
    """`*` allows all, `https://*` all of a scheme."""
    async with client_of(api("GET /", cors=Cors(origins=(allowed,)))) as client:
        answer = await client.get("/", headers={"origin": origin})
    assert answer.headers.get(f"{PREFIX}allow-origin") == answered


async def test_credentials_are_allowed_where_configured() -> None:
    """allow-credentials is sent with preflights and responses."""
    cors = Cors(origins=(APP,), credentials=True)
    async with client_of(api("GET /", cors=cors)) as client:
        preflight = await client.options("/", headers={"origin": APP, **PREFLIGHT})
        answer = await client.get("/", headers={"origin": APP})
    assert preflight.headers[f"{PREFIX}allow-credentials"] == "true"
    assert answer.headers[f"{PREFIX}allow-credentials"] == "true"


async def test_errors_of_the_gateway_can_be_read_by_the_page() -> None:
    """A 404 has the CORS headers too."""
    async with client_of(api("GET /", cors=CORS)) as client:
        answer = await client.get("/nowhere", headers={"origin": APP})
    assert (answer.status_code, answer.headers[f"{PREFIX}allow-origin"]) == (404, APP)
