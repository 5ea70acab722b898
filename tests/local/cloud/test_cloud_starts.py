"""Starting again, elsewhere, or on an emulator that runs already."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from emulators import TEMPLATES
from local.applications import run_application
from local.cloud.films import MOVIE, OBJECTS, uploaded
from local.people import Person, sign_in, sign_up

from scaffold.local.gateway.server import listen

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from scaffold.local.emulator.cloud import Emulator

pytestmark = pytest.mark.slow


def test_persist_keeps_data(loop: asyncio.AbstractEventLoop, video_share: Path) -> None:
    """With --persist the next run has the people, items and objects of the one before."""
    with run_application(loop, video_share, persist=True) as first:
        ada = sign_up(first, "ada@example.com")
        item = ada.create("/videos", {"title": "Kept"})
        upload_id = uploaded(ada, MOVIE)
    with run_application(loop, video_share, persist=True) as second:
        ada = sign_in(second, "ada@example.com")
        assert ada.get(f"/videos/{item['id']}") == item
        assert second.http.get(ada.get(f"{OBJECTS}/{upload_id}")["url"]).content == MOVIE
    with run_application(loop, video_share) as third:
        assert Person(third).get("/videos")["items"] == []


def test_ports_in_use_are_skipped(loop: asyncio.AbstractEventLoop, video_share: Path) -> None:
    """The API and the dashboard move to free ones, and say where they are."""
    with closing(listen(0)) as other:
        taken = other.getsockname()[1]
        with run_application(loop, video_share, port=taken - 1) as running:
            assert running.request("GET", "/health").json() == {"status": "ok"}
            assert f":{taken}" not in running.cloud.urls["API"]


def test_an_emulator_that_runs_already_is_used(
    loop: asyncio.AbstractEventLoop, bare: Emulator, tmp_path: Path
) -> None:
    """With --endpoint the stack is made there, and stays there afterwards."""
    root = tmp_path / "plain"
    shutil.copytree(TEMPLATES / "plain-cloudformation", root)
    with run_application(loop, root, endpoint=bare.endpoint) as running:
        assert running.cloud.urls["AWS"] == bare.endpoint
        assert running.request("GET", "/hello").text == "hello"
        stack = running.cloud.application.stack
    found = bare.client("cloudformation").describe_stacks(StackName=stack)
    assert found["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
