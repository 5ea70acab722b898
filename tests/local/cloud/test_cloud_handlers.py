"""Handlers that misbehave: the API answers as AWS does, and the next request works."""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from emulators import write_project
from local.applications import Running, is_alive, run_application, wait_until_ended

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

INTERNAL = (500, {"message": "Internal Server Error"})
MEGABYTES = 100

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Naughty:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Timeout: 2
      MemorySize: 256
      Events:
        Any: {Type: HttpApi, Properties: {Path: '/{deed}', Method: get}}
        More: {Type: HttpApi, Properties: {Path: '/{deed}/{number}', Method: get}}
"""
CODE = f"""
import os, time


def handler(event, context):
    given = event["pathParameters"]
    match given["deed"]:
        case "loop":
            while True:
                pass
        case "fork":
            child = os.fork()
            if child == 0:
                time.sleep(600)
            return {{"child": child}}
        case "print":
            for _ in range({MEGABYTES}):
                print("x" * 2**20)
        case "exit":
            os._exit(3)
        case "raise":
            raise ValueError("no")
        case "devour":
            return len(b"x" * (300 * 2**20))
        case "large":
            return "x" * (7 * 2**20)
        case "unserializable":
            return object()
        case "environment":
            return dict(os.environ)
    return {{"number": given.get("number")}}
"""


@pytest.fixture(scope="module")
def naughty(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A function that misbehaves on demand, started by somebody with a secret."""
    root = write_project(tmp_path_factory.mktemp("naughty"), TEMPLATE, {"src/app.py": CODE})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLOY_TOKEN", "a secret of whoever runs this")
        with run_application(loop, root) as running:
            yield running


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("loop", "Sandbox.Timedout"),
        ("exit", "Runtime.ExitError"),
        ("raise", "ValueError"),
        ("devour", "Runtime.ExitError"),
        ("large", "Function.ResponseSizeTooLarge"),
        ("unserializable", "Runtime.MarshalError"),
    ],
)
def test_a_failing_handler_is_an_internal_error(naughty: Running, deed: str, said: str) -> None:
    """The caller learns nothing, the activity names Lambda's own error, the next one is served."""
    answer = naughty.request("GET", f"/{deed}")
    assert (answer.status_code, answer.json()) == INTERNAL
    assert naughty.invocations("Naughty")[-1].error == said
    assert naughty.request("GET", "/well").status_code == 200


def test_memory_limit_is_logged(naughty: Running) -> None:
    """What was used, and what MemorySize allows, beside Lambda's own words."""
    now = time.time()
    assert naughty.request("GET", "/devour").status_code == 500
    assert "more than MemorySize (256 MB)" in naughty.line("MemorySize", since=now)


def test_endless_output_does_not_block_the_result(naughty: Running) -> None:
    """What is too much is counted, and not kept."""
    assert naughty.request("GET", "/print").status_code == 200
    assert "more output not shown" in naughty.line("more output not shown")
    assert naughty.request("GET", "/well").status_code == 200


def test_a_forked_process_ends_with_its_function(naughty: Running) -> None:
    """Lambda freezes it; here it goes when its worker does."""
    child = psutil.Process(naughty.request("GET", "/fork").json()["child"])
    worker = psutil.Process(child.ppid())
    assert naughty.request("GET", "/well").status_code == 200
    # Another worker may answer, where this one is a moment late to ask for the next event.
    while is_alive(worker):
        assert naughty.request("GET", "/exit").status_code == 500
    wait_until_ended([child])


def test_user_secrets_are_not_inherited(naughty: Running) -> None:
    """A handler has what Lambda gives it, and nothing of the terminal's environment."""
    given = naughty.request("GET", "/environment").json()
    assert given["AWS_LAMBDA_FUNCTION_NAME"]
    assert os.environ["HOME"] not in given.values()
    assert "secret of whoever" not in json.dumps(given)
    assert {"PATH", "LANG"} <= given.keys()
    assert not {name for name in given if name.startswith(("DEPLOY_", "PYTEST", "UV_", "PIP_"))}


def test_thousand_concurrent_requests(naughty: Running) -> None:
    """Each with its own answer, none lost; a few processes share them."""

    async def ask() -> list[tuple[int, object]]:
        return await asyncio.gather(*(fetch(naughty.cloud.urls["API"], n) for n in range(1000)))

    assert asyncio.run(ask()) == [(200, {"number": str(n)}) for n in range(1000)]


async def fetch(url: str, number: int) -> tuple[int, object]:
    """The answer on a connection of its own: a pool of a thousand is slower than what it asks."""
    host = url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    request = f"GET /well/{number} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    writer.write(request.encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return int(head.split()[1]), json.loads(body)
