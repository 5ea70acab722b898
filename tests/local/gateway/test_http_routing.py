"""Routes: which one a request takes, and what happens where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local.gateway.serving import Function, api, client_of, route

from scaffold.local.activity import ActivityLog, Request
from scaffold.local.gateway.routing import Router

pytestmark = pytest.mark.anyio

# The example of AWS's page on routes, and a few that share its paths.
ROUTES = (
    "GET /pets/dog/1",
    "GET /pets/dog/{id}",
    "GET /pets/{proxy+}",
    "ANY /{proxy+}",
    "$default",
)


@pytest.mark.parametrize(
    ("method", "path", "key"),
    [
        ("GET", "/pets/dog/1", "GET /pets/dog/1"),
        ("GET", "/pets/dog/2", "GET /pets/dog/{id}"),
        ("GET", "/pets/cat/1", "GET /pets/{proxy+}"),
        ("POST", "/test/5", "ANY /{proxy+}"),
        ("POST", "/pets/dog/1", "ANY /{proxy+}"),
        ("GET", "/", "$default"),
        ("GET", "/pets/dog/1/", "GET /pets/{proxy+}"),
    ],
)
async def test_the_most_specific_route_is_taken(method: str, path: str, key: str) -> None:
    """A full match comes before a parameter, that before `{proxy+}`, that before `$default`."""
    function = Function()
    async with client_of(api(*ROUTES), function) as client:
        await client.request(method, path)
    assert function.event["routeKey"] == key


async def test_a_method_of_its_own_comes_before_any() -> None:
    """`GET /pets` is taken before `ANY /pets`."""
    function = Function()
    async with client_of(api("ANY /pets", "GET /pets"), function) as client:
        await client.get("/pets")
        await client.put("/pets")
    assert [event["routeKey"] for event in function.events] == ["GET /pets", "ANY /pets"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nowhere"), ("DELETE", "/pets/1"), ("GET", "/pets/")],
)
async def test_unknown_route_is_404(method: str, path: str) -> None:
    """No route is 404, and a last slash is not forgiven."""
    async with client_of(api("GET /pets/{id}")) as client:
        answer = await client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
    assert answer.json() == {"message": "Not Found"}


async def test_head_needs_a_route_of_its_own() -> None:
    """The gateway makes no HEAD of a GET; ANY has it."""
    async with client_of(api("GET /pets", "ANY /any")) as client:
        assert (await client.head("/pets")).status_code == 404
        assert (await client.head("/any")).status_code == 200


async def test_a_named_stage_is_the_first_segment() -> None:
    """A stage that is not `$default` is part of the path, for clients and in the event."""
    function = Function()
    async with client_of(api("GET /pets", stage="prod"), function) as client:
        assert (await client.get("/prod/pets")).status_code == 200
        assert (await client.get("/pets")).status_code == 404
    assert function.event["rawPath"] == "/prod/pets"
    assert function.event["requestContext"]["stage"] == "prod"


async def test_a_route_that_does_not_run_locally_says_so() -> None:
    """A refused route answers 501 with the reason, and is never open instead."""
    function = Function()
    refused = route("GET /pets", unsupported="VPC links do not exist locally")
    async with client_of(api(refused), function) as client:
        answer = await client.get("/pets")
    assert answer.status_code == 501
    assert "GET /pets does not run locally: VPC links" in answer.json()["message"]
    assert function.events == []


async def test_a_function_without_the_permission_is_not_invoked() -> None:
    """Without AWS::Lambda::Permission the gateway answers 500, as the service does."""
    function = Function()
    activity = ActivityLog(lambda: 0.0)
    refused = route("GET /pets", invocable=False)
    async with client_of(api(refused), function, activity=activity) as client:
        answer = await client.get("/pets")
    assert (answer.status_code, function.events) == (500, [])
    assert "no permission to invoke" in str(activity.records()[0])


async def test_requests_are_logged() -> None:
    """The activity has method, path, route, status and the id that the client got."""
    activity = ActivityLog(lambda: 7.0)
    async with client_of(api("GET /pets/{id}"), activity=activity) as client:
        answer = await client.get("/pets/1")
        await client.get("/nowhere")
    found, missing = (record for record in activity.records() if isinstance(record, Request))
    assert (found.at, found.method, found.path) == (7.0, "GET", "/pets/1")
    assert (found.route, found.status) == ("GET /pets/{id}", 200)
    assert found.request_id == answer.headers["apigw-requestid"]
    assert (missing.route, missing.status) == (None, 404)


@given(st.lists(st.text(min_size=1).filter(lambda text: "/" not in text), min_size=2, max_size=6))
def test_parameters_are_the_segments_of_the_path(segments: list[str]) -> None:
    """`{id}` is one segment, `{proxy+}` all that follow."""
    first, rest = segments[0], "/".join(segments[1:])
    match = Router([route("GET /{id}/{proxy+}")]).match("GET", f"/{first}/{rest}")
    assert match is not None
    assert match.parameters == {"id": first, "proxy": rest}
