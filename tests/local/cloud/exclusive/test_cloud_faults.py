"""ChildProcesses that are killed, and a disk that is full: noticed, said, mended, with the data."""

from __future__ import annotations

import contextlib
import resource
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from local.applications import PATIENCE, wait_until_ended
from local.cloud.films import MOVIE, OBJECTS, uploaded
from local.people import sign_in, sign_up

from scaffold.local.activity import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from local.applications import Running
    from local.people import Person

pytestmark = pytest.mark.slow


def test_a_killed_emulator_starts_again_with_its_data(running: Running, ada: Person) -> None:
    """It is said; people, items, objects and tokens are those of before."""
    item = ada.create("/videos", {"title": "Kept"})
    upload_id = uploaded(ada, MOVIE)
    wait_until_saved(running, item["id"])
    now = time.time()
    emulator(running).kill()
    running.wait_for(
        lambda record: isinstance(record, Notice) and "emulator ended" in record.text, now
    )
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


def test_full_disk_is_reported(running: Running, ada: Person) -> None:
    """What cannot be written is served from memory, and nobody takes it for saved."""
    content = MOVIE + bytes(2**20)
    now = time.time()
    with full_disk(emulator(running)):
        upload_id = uploaded(ada, content)
        said = running.notice("emulator", "Failed to persist", since=now)
        assert "loses it when it stops" in said
        assert ada.request("GET", "/health").status_code == 200
        assert running.http.get(ada.get(f"{OBJECTS}/{upload_id}")["url"]).content == content
    later = uploaded(ada, content)
    assert running.http.get(ada.get(f"{OBJECTS}/{later}")["url"]).content == content


def children() -> list[psutil.Process]:
    """All processes below this one."""
    return psutil.Process().children(recursive=True)


def emulator(running: Running) -> psutil.Process:
    """The process that listens where the AWS APIs answer."""
    port = int(running.cloud.urls["AWS"].rpartition(":")[2])
    return next(
        child
        for child in children()
        if any(
            socket.laddr.port == port and not socket.raddr
            for socket in child.net_connections("inet")
        )
    )


def wait_until_saved(running: Running, text: str) -> None:
    """Wait until the emulator has written its state, which it does every few seconds."""
    folder = running.root / ".scaffold" / "dev" / "data" / "state" / "saved"
    deadline = time.monotonic() + PATIENCE
    while not any(text in path.read_text("latin-1") for path in folder.glob("*") if path.is_file()):
        assert time.monotonic() < deadline, "the emulator did not save its state"
        time.sleep(0.1)


@contextlib.contextmanager
def full_disk(process: psutil.Process) -> Iterator[None]:
    """A process that can write no file beyond 64 KiB while the block runs."""
    soft, hard = process.rlimit(resource.RLIMIT_FSIZE)
    process.rlimit(resource.RLIMIT_FSIZE, (2**16, hard))
    try:
        yield
    finally:
        process.rlimit(resource.RLIMIT_FSIZE, (soft, hard))
