"""The video-share example, running; tests that leave it usable share one per test process."""

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
    """The kind of event loop that `scaffold dev` uses, in a thread."""
    loop = uvloop.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def video_share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the video-share example, which the tests of a module may change."""
    return goldens.example_case("video-share").write(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def running(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The running example; tests add users and data, but change no file and stop no process."""
    root = goldens.example_case("video-share").write(tmp_path_factory.mktemp("shared"))
    with run_application(loop, root) as running:
        yield running


@pytest.fixture(scope="module")
def nobody(running: Running) -> Person:
    """An anonymous person."""
    return Person(running)


@pytest.fixture(scope="module")
def ada(running: Running) -> Person:
    """A person who has signed up."""
    return sign_up(running, "ada@example.com")


@pytest.fixture(scope="module")
def bob(running: Running) -> Person:
    """Another person who has signed up."""
    return sign_up(running, "bob@example.com")
