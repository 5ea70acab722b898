"""Limits of the gateway: sizes, rates, and who may talk to it at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.gateway.serving import Clock, Function, api, client_of, route

from scaffold.local.activity import ActivityLog
from scaffold.local.application import Cors, Throttle
from scaffold.local.loopback import is_local_host, is_local_origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.anyio

MEGABYTE = 2**20


@pytest.mark.parametrize("streamed", [False, True])
async def test_ten_megabytes_is_the_largest_body(*, streamed: bool) -> None:
    """A larger body is 413, whether its length is told before or not."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield bytes(MEGABYTE)

    function = Function()
    content = chunks() if streamed else bytes(10 * MEGABYTE + 1)
    async with client_of(api("POST /"), function) as client:
        answer = await client.post("/", content=content)
    assert (answer.status_code, answer.json()) == (413, {"message": "Request Entity Too Large"})
    assert function.events == []


async def test_six_megabytes_is_the_largest_event() -> None:
    """Lambda takes 6 MB: a body that is larger in the event is 413, and the notice says why."""
    function = Function()
    activity = ActivityLog(lambda: 0.0)
    async with client_of(api("POST /"), function, activity=activity) as client:
        text = {"content-type": "text/plain"}
        good = await client.post("/", content=b"a" * (5 * MEGABYTE), headers=text)
        # In base64, 5 MB are more than 6.
        bad = await client.post("/", content=b"a" * (5 * MEGABYTE))
    assert (good.status_code, bad.status_code) == (200, 413)
    assert len(function.events) == 1
    assert "Lambda takes 6291456" in str(activity.records()[1])


async def test_headers_have_ten_kilobytes() -> None:
    """The request line and the values of the headers are at most 10,240 bytes."""
    async with client_of(api("GET /")) as client:
        good = await client.get("/", headers={"x-a": "a" * 9_900})
        bad = await client.get("/", headers={"x-a": "a" * 10_240})
        long = await client.get("/?" + "a" * 10_240)
    assert [response.status_code for response in (good, bad, long)] == [200, 431, 431]


async def test_a_route_is_throttled_by_its_bucket(clock: Clock) -> None:
    """The burst passes, then one request for each token that comes back."""
    served = api("GET /a", "GET /b", throttle=Throttle(rate=2, burst=3))
    async with client_of(served, activity=ActivityLog(clock)) as client:

        async def statuses(path: str, count: int) -> list[int]:
            return [(await client.get(path)).status_code for _ in range(count)]

        assert await statuses("/a", 5) == [200, 200, 200, 429, 429]
        assert await statuses("/b", 1) == [200]
        clock.now += 0.5
        assert await statuses("/a", 2) == [200, 429]
        clock.now += 3600
        assert await statuses("/a", 4) == [200, 200, 200, 429]


async def test_a_route_may_have_a_limit_of_its_own(clock: Clock) -> None:
    """RouteSettings come before those of the stage; the answer is the service's."""
    own = route("GET /a", throttle=Throttle(rate=1, burst=1))
    served = api(own, throttle=Throttle(rate=100, burst=100))
    async with client_of(served, activity=ActivityLog(clock)) as client:
        await client.get("/a")
        answer = await client.get("/a")
    assert (answer.status_code, answer.json()) == (429, {"message": "Too Many Requests"})


@pytest.mark.parametrize("host", ["evil.example:3000", "localhost:3001", "localhost", "", "[::"])
async def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    """A name that was re-bound to this computer, or another port, is 403."""
    function = Function()
    async with client_of(api("GET /"), function) as client:
        answer = await client.get("/", headers={"host": host})
    assert (answer.status_code, function.events) == (403, [])


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
async def test_cross_origin_request_is_rejected_by_the_gateway(origin: str) -> None:
    """A page that CORS does not allow cannot even send a simple request."""
    function = Function()
    cors = Cors(origins=("https://app.example",))
    async with client_of(api("POST /", cors=cors), function) as client:
        refused = await client.post("/", headers={"origin": origin})
        allowed = await client.post("/", headers={"origin": "https://app.example"})
    assert (refused.status_code, allowed.status_code) == (403, 200)
    assert len(function.events) == 1


@pytest.mark.parametrize(
    "host", ["localhost:80", "LOCALHOST:80", "localhost", "127.0.0.1", "[::1]:80", "a.localhost"]
)
def test_names_of_this_computer_are_local(host: str) -> None:
    """Loopback addresses and names, on the port that was connected to."""
    assert is_local_host(host, 80)


@pytest.mark.parametrize(
    "origin", ["", "null", "file://localhost", "http://10.0.0.1", "http://127.0.0.1.evil.example"]
)
def test_other_origins_are_foreign(origin: str) -> None:
    """What is not http on this computer is foreign."""
    assert not is_local_origin(origin)
