"""Running applications: started once for the tests of a module."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import goldens
import pytest
import uvloop
from local.applications import Running, run_application
from local.people import Person, sign_up

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def loop(local_cache: None) -> Iterator[asyncio.AbstractEventLoop]:  # noqa: ARG001 - its effect
    """The loop that `scaffold dev` runs on, beside the tests."""
    loop = uvloop.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def video_share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the founding example."""
    return goldens.example_case("video-share").write(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def running(loop: asyncio.AbstractEventLoop, video_share: Path) -> Iterator[Running]:
    """The founding example, running; the tests of a module share it."""
    with run_application(loop, video_share) as running:
        yield running


@pytest.fixture(scope="module")
def nobody(running: Running) -> Person:
    """Somebody who has not signed in."""
    return Person(running)


@pytest.fixture(scope="module")
def ada(running: Running) -> Person:
    """Somebody who has signed up."""
    return sign_up(running, "ada@example.com")


@pytest.fixture(scope="module")
def bob(running: Running) -> Person:
    """Somebody else."""
    return sign_up(running, "bob@example.com")
