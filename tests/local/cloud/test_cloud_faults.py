"""Children that are killed, and a disk that is full: noticed, said, mended, with the data."""

from __future__ import annotations

import resource
import time
from contextlib import closing
from typing import TYPE_CHECKING

import psutil
import pytest
from local.cloud.films import MOVIE, OBJECTS, send_form, start, uploaded
from local.cloud.people import Person, sign_in, sign_up
from local.cloud.running import PATIENCE, Running, application, wait_until_ended

from scaffold.local.gateway.server import listen
from scaffold.local.journal import Notice

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_killed_emulator_starts_again_with_its_data(running: Running, ada: Person) -> None:
    """It is said; people, items, objects and tokens are those of before."""
    item = ada.make("/videos", {"title": "Kept"})
    upload_id = uploaded(ada, MOVIE)
    wait_until_saved(running, item["id"])
    now = time.time()
    emulator(running).kill()
    running.told(lambda one: isinstance(one, Notice) and "emulator ended" in one.text, now)
    running.notice("deploy", "Deployed", now)

    assert ada.get(f"/videos/{item['id']}") == item
    assert running.http.get(ada.get(f"{OBJECTS}/{upload_id}")["url"]).content == MOVIE
    again = sign_in(running, ada.email)
    assert again.request("PATCH", f"/videos/{item['id']}", {"title": "New"}).status_code == 200
    assert sign_up(running, f"{now}@example.com").request("GET", OBJECTS).status_code == 200


def test_killed_workers_are_replaced(ada: Person) -> None:
    """The next request of each function works."""
    assert ada.request("GET", "/videos").status_code == 200
    workers = [child for child in children() if "bootstrap.py" in " ".join(child.cmdline())]
    assert workers
    for worker in workers:
        worker.kill()
    wait_until_ended(workers)
    assert ada.request("GET", "/videos").status_code == 200
    assert ada.request("GET", "/health").status_code == 200


def test_a_full_disk_fails_the_upload_only(running: Running, ada: Person) -> None:
    """S3 answers an error, the rest goes on, and with room again so do uploads."""
    started = start(ada, 4 * 2**20)
    content = MOVIE + bytes(4 * 2**20 - len(MOVIE))
    with full_disk(emulator(running)):
        assert send_form(ada, started, content).status_code >= 500
        assert ada.request("GET", "/health").status_code == 200
    assert send_form(ada, started, content).status_code < 300
    done = ada.request("POST", f"/buckets/videos/uploads/{started['id']}/complete")
    assert done.json()["size"] == len(content)


def test_what_persists_survives_a_restart(
    loop: asyncio.AbstractEventLoop, video_share: Path
) -> None:
    """With --persist the next run has the people, items and objects of the one before."""
    with application(loop, video_share, persist=True) as first:
        ada = sign_up(first, "ada@example.com")
        item = ada.make("/videos", {"title": "Kept"})
        upload_id = uploaded(ada, MOVIE)
    with application(loop, video_share, persist=True) as second:
        ada = sign_in(second, "ada@example.com")
        assert ada.get(f"/videos/{item['id']}") == item
        assert second.http.get(ada.get(f"{OBJECTS}/{upload_id}")["url"]).content == MOVIE
    with application(loop, video_share) as third:
        assert Person(third).get("/videos")["items"] == []


def test_taken_ports_are_left_to_whoever_has_them(
    loop: asyncio.AbstractEventLoop, video_share: Path
) -> None:
    """The API and the dashboard move to free ones, and say where they are."""
    with closing(listen(0)) as other:
        taken = other.getsockname()[1]
        with application(loop, video_share, port=taken - 1) as running:
            assert running.request("GET", "/health").json() == {"status": "ok"}
            assert f":{taken}" not in running.cloud.urls["API"]


def children() -> list[psutil.Process]:
    """All processes below this one."""
    return psutil.Process().children(recursive=True)


def emulator(running: Running) -> psutil.Process:
    """The process that listens where the AWS APIs answer."""
    port = int(running.cloud.urls["AWS"].rpartition(":")[2])
    return next(
        child
        for child in children()
        if any(one.laddr.port == port and not one.raddr for one in child.net_connections("inet"))
    )


def wait_until_saved(running: Running, text: str) -> None:
    """Wait until the emulator has written its state, which it does every few seconds."""
    folder = running.root / ".scaffold" / "dev" / "data" / "state"
    deadline = time.monotonic() + PATIENCE
    while not any(text in path.read_text("latin-1") for path in folder.glob("*") if path.is_file()):
        assert time.monotonic() < deadline, "the emulator did not save its state"
        time.sleep(0.1)


class full_disk:  # noqa: N801 - a context manager
    """A process that can write no file beyond 64 KiB while the block runs."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._before = process.rlimit(resource.RLIMIT_FSIZE)

    def __enter__(self) -> None:
        """Lower the limit."""
        self._process.rlimit(resource.RLIMIT_FSIZE, (2**16, self._before[1]))

    def __exit__(self, *_: object) -> None:
        """Raise it again."""
        self._process.rlimit(resource.RLIMIT_FSIZE, self._before)
