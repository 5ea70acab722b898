"""Tests that change or break the running example: each module has one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.applications import Running, run_application
from local.people import Person, sign_up

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def running(loop: asyncio.AbstractEventLoop, video_share: Path) -> Iterator[Running]:
    """The running example, which the tests of a module may change."""
    with run_application(loop, video_share) as running:
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
