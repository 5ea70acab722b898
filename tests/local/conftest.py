"""An emulator for the tests that need one: started once, asked through boto3."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from emulators import Bench

from scaffold.local.activity import ActivityLog
from scaffold.local.emulator import environment, process
from scaffold.local.emulator.cloud import Emulator

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def anyio_backend() -> str:
    """The event loop that the local cloud runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def local_cache() -> Iterator[None]:
    """The tests' own cache, kept between runs."""
    with pytest.MonkeyPatch.context() as patch:
        if folder := os.environ.get("SCAFFOLD_DEV_CACHE"):
            patch.setenv("SCAFFOLD_CACHE_DIR", str(Path(folder) / "local"))
        yield


@pytest.fixture(scope="session")
def ministack(local_cache: None) -> Path:  # noqa: ARG001 - used for its effect
    """The interpreter that has ministack."""
    return environment.prepare(lambda _: None)


@pytest.fixture(scope="session")
def event_loop_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that runs beside the tests."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def bench(
    ministack: Path,
    event_loop_thread: asyncio.AbstractEventLoop,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bench]:
    """An emulator that all tests of a run share."""
    folder = tmp_path_factory.mktemp("emulator")
    activity = ActivityLog(time.time)

    async def start() -> tuple[process.EmulatorProcess, Emulator]:
        started = await process.start(ministack, process.Settings(folder))
        return started, Emulator.of(started, "us-east-1", activity)

    started, emulator = asyncio.run_coroutine_threadsafe(start(), event_loop_thread).result(60)
    running = Bench(emulator, started, activity, folder, event_loop_thread)
    yield running
    running.run(started.stop())


@pytest.fixture(scope="session")
def bare(ministack: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """A ministack without our patches, as an endpoint that runs already."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("bare")
    variables = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(folder),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "AUTH": "true",
    }
    program = "from ministack.app import main; main()"
    with (folder / "log").open("wb") as log:
        child = subprocess.Popen(
            [ministack, "-I", "-c", program], env=variables, cwd=folder, stdout=log, stderr=log
        )
    endpoint = f"http://127.0.0.1:{port}"
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport) as client:
        client.get(f"{endpoint}/_ministack/health").raise_for_status()
    yield Emulator.at(endpoint, "us-east-1", ActivityLog(time.time))
    child.terminate()
    child.wait()
