"""Servers inside our own loop: where they listen, how they end, how fast they are."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest
from local.gateway.serving import Clock, Function, api, no_keys

from scaffold.local.activity import ActivityLog
from scaffold.local.gateway.app import Gateway
from scaffold.local.gateway.server import PortTakenError, listen, serve

if TYPE_CHECKING:
    from scaffold.local.gateway.asgi import Receive, Scope, Send

pytestmark = pytest.mark.anyio


def gateway(*routes: str, function: Function | None = None) -> Gateway:
    """An application to serve."""
    return Gateway(api(*routes), function or Function(), no_keys, ActivityLog(Clock()))


async def test_servers_listen_on_loopback_only() -> None:
    """Two applications on free ports of 127.0.0.1, and none of the ports afterwards."""
    async with (
        serve(gateway("GET /one")) as first,
        serve(gateway("GET /two")) as second,
        httpx.AsyncClient() as client,
    ):
        at_name = await client.get(f"http://localhost:{first}/one")
        at_address = await client.get(f"http://127.0.0.1:{second}/two")
        assert (at_name.text, at_address.text) == ("done", "done")
        assert _listening() >= {("127.0.0.1", first), ("127.0.0.1", second)}
        assert {address for address, port in _listening() if port in {first, second}} == {
            "127.0.0.1"
        }
    assert not {port for _, port in _listening()} & {first, second}


async def test_port_in_use_is_an_error() -> None:
    """The port is named."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port} of 127.0.0.1 is in use"):
            async with serve(gateway("GET /"), port):
                pass


async def test_port_is_reserved_before_serving() -> None:
    """Two programs that start at once do not settle on one port."""
    with contextlib.closing(listen(0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port} of 127.0.0.1 is in use"):
            listen(port)


async def test_the_port_is_free_at_once_afterwards() -> None:
    """A restart on the same port works, although connections have just been closed."""
    async with serve(gateway("GET /")) as port, httpx.AsyncClient() as client:
        await client.get(f"http://127.0.0.1:{port}/")
    async with serve(gateway("GET /"), port) as again:
        assert again == port


async def test_signals_are_left_to_the_program() -> None:
    """Ctrl-C is the program's own affair."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with serve(gateway("GET /")):
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_endless_response_does_not_block_shutdown() -> None:
    """A response that never ends is cut off when the block does, within seconds."""

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await asyncio.Event().wait()

    async with (
        asyncio.timeout(10),
        httpx.AsyncClient() as client,
        serve(endless) as port,
        client.stream("GET", f"http://127.0.0.1:{port}/") as response,
    ):
        assert response.status_code == 200


async def test_cancelling_the_program_ends_the_server() -> None:
    """Nothing listens after the task that serves was cancelled."""
    listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def program() -> None:
        async with serve(gateway("GET /")) as port:
            listening.set_result(port)
            await asyncio.Event().wait()

    task = asyncio.create_task(program())
    port = await listening
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert port not in {taken for _, taken in _listening()}


async def test_paths_and_bodies_survive_the_wire() -> None:
    """An encoded path, a query and ten binary bytes, through a real connection."""
    function = Function()
    async with (
        serve(gateway("PUT /pets/{name}", function=function)) as port,
        httpx.AsyncClient() as client,
    ):
        url = f"http://127.0.0.1:{port}/pets/caf%C3%A9%20%2B?a=%26"
        await client.put(url, content=b"\x00\xff")
    assert function.event["pathParameters"] == {"name": "café +"}
    assert function.event["rawQueryString"] == "a=%26"
    assert (function.event["body"], function.event["isBase64Encoded"]) == ("AP8=", True)


async def test_responses_are_not_held_back() -> None:
    """Nagle's algorithm, which holds half of the responses back for 40 ms, is off."""
    async with serve(gateway("GET /")) as port:
        times = [after - before for before, after in pairwise(await _answered_at(port, 20))]
    assert statistics.median(times) < 0.030


async def test_many_requests_at_once_are_all_answered() -> None:
    """1,000 requests over 50 connections."""
    async with serve(gateway("GET /")) as port:
        answered = await asyncio.gather(*[_answered_at(port, 20) for _ in range(50)])
    assert sum(map(len, answered)) == 1_000


async def _answered_at(port: int, count: int) -> list[float]:
    """When each of a connection's requests was answered, one after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    times = []
    for _ in range(count):
        writer.write(f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert await reader.readexactly(len(b"done")) == b"done"
        times.append(asyncio.get_running_loop().time())
    writer.close()
    await writer.wait_closed()
    return times


def _listening() -> set[tuple[str, int]]:
    return {
        (connection.laddr.ip, connection.laddr.port)
        for connection in psutil.Process().net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
