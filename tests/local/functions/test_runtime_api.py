"""The socket between a function's process and its worker, when somebody else speaks on it."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from local.functions.harness import answer, call, idle, run, until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from local.functions.harness import Harness

NEXT = "/2018-06-01/runtime/invocation/next"
INIT_ERROR = "/2018-06-01/runtime/init/error"
# What a client sees of a closed connection, depending on how much it had sent.
CLOSED = ("BrokenPipeError", "ConnectionResetError", "RemoteDisconnected")


def ask(
    address: str, method: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """The answer to a request that no runtime client makes."""
    with contextlib.closing(http.client.HTTPConnection(address, timeout=5)) as connection:
        connection.request(method, path, headers=dict(headers or {}))
        response = connection.getresponse()
        return response.status, response.read()


def test_browser_requests_to_the_runtime_api_are_rejected(harness: Harness) -> None:
    """Neither a page in a browser nor a second client; the process goes on as if nothing were."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.describe")) as functions:
            variables = answer(await call(functions, "handlers-describe"))["variables"]
            await until(idle(functions, "handlers-describe"))
            api = variables["AWS_LAMBDA_RUNTIME_API"]
            page = {"Origin": "https://example.com"}
            for method, path in (("GET", NEXT), ("POST", INIT_ERROR)):
                assert (await asyncio.to_thread(ask, api, method, path, page))[0] == 403
            assert (await asyncio.to_thread(ask, api, "GET", NEXT))[0] == 403
            after = answer(await call(functions, "handlers-describe"))
            assert after["variables"]["AWS_LAMBDA_RUNTIME_API"] == api

    run(scenario())


def test_a_late_answer_is_refused(harness: Harness) -> None:
    """An answer to what is not asked is InvalidRequestID; an unknown path is not found."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.describe")) as functions:
            outcome = await call(functions, "handlers-describe")
            api = answer(outcome)["variables"]["AWS_LAMBDA_RUNTIME_API"]
            late = f"/2018-06-01/runtime/invocation/{outcome.request_id}/response"
            status, body = await asyncio.to_thread(ask, api, "POST", late)
            assert (status, b"InvalidRequestID" in body) == (400, True)
            assert (await asyncio.to_thread(ask, api, "GET", "/other"))[0] == 404

    run(scenario())


def test_invalid_http_closes_the_connection(harness: Harness) -> None:
    """Noise on the socket harms neither the process nor the event after it."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.describe")) as functions:
            variables = answer(await call(functions, "handlers-describe"))["variables"]
            host, port = variables["AWS_LAMBDA_RUNTIME_API"].split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"\x00\x01noise\r\n\r\n")
            assert await reader.read() == b""
            writer.close()
            assert (await call(functions, "handlers-describe")).error_type is None

    run(scenario())


def test_sockets_listen_on_loopback_only(harness: Harness) -> None:
    """Nothing listens beyond the loopback interface."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            await call(functions, "handlers-echo")
            listening = [
                connection.laddr.ip
                for connection in psutil.Process().net_connections("inet")
                if connection.status == psutil.CONN_LISTEN
            ]
            assert set(listening) == {"127.0.0.1"}

    run(scenario())


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root on Linux can be another user"
)
def test_other_users_do_not_reach_the_runtime_api(harness: Harness) -> None:
    """Their connections are closed before they are heard, and the process goes on."""
    program = (
        "import http.client, sys\n"
        "connection = http.client.HTTPConnection(sys.argv[1], timeout=5)\n"
        "connection.request(*sys.argv[2:])\n"
        "print(connection.getresponse().status)"
    )

    def as_nobody(api: str, method: str, path: str) -> subprocess.CompletedProcess[str]:
        # The system's Python: nobody may not enter root's home.
        command = ["/usr/bin/env", "-i", "python3", "-c", program, api, method, path]
        return subprocess.run(
            command,
            user=65534,
            group=65534,
            extra_groups=[],
            cwd="/",
            check=False,
            capture_output=True,
            text=True,
        )

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.describe")) as functions:
            variables = answer(await call(functions, "handlers-describe"))["variables"]
            api = variables["AWS_LAMBDA_RUNTIME_API"]
            for method, path in (("GET", NEXT), ("POST", INIT_ERROR), ("GET", "/other")):
                found = await asyncio.to_thread(as_nobody, api, method, path)
                assert found.stdout == ""
                assert any(name in found.stderr for name in CLOSED), found.stderr
            after = answer(await call(functions, "handlers-describe"))
            assert after["variables"]["AWS_LAMBDA_RUNTIME_API"] == api

    run(scenario())
