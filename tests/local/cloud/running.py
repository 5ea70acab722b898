"""A whole local cloud in a thread of its own, driven over its ports as people drive it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import boto3
import httpx
import psutil

from scaffold.local import startup
from scaffold.local.activity import ActivityLog, Invocation, LogLine, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator
    from pathlib import Path

    from scaffold.local.activity import Record
    from scaffold.local.cloud import LocalCloud

    T = TypeVar("T")

# Far more than anything takes here, even on a busy machine.
PATIENCE = 60.0


def wait_until_ended(processes: Iterable[psutil.Process]) -> None:
    """Wait for the end of processes that may be nobody's children, reaped or not."""
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        while is_alive(process):
            assert time.monotonic() < deadline, f"{process} lives on"
            time.sleep(0.02)


def is_alive(process: psutil.Process) -> bool:
    """Whether a process has not ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@dataclass(frozen=True)
class Running:
    """An application that runs: its folder, its addresses, and all that it has told."""

    root: Path
    cloud: LocalCloud
    loop: asyncio.AbstractEventLoop
    http: httpx.Client = field(repr=False)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine of the local cloud."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """The API's answer."""
        return self.http.request(method, f"{self.cloud.urls['API']}{path}", **options)

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of the emulator that may do everything."""
        keys = self.cloud.administrator
        return boto3.client(
            service,
            endpoint_url=self.cloud.urls["AWS"],
            region_name=self.cloud.application.region,
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        )

    def told(self, matching: Callable[[Record], bool], since: float = 0) -> Record:
        """The first record from `since` on that matches, awaited."""

        async def wait() -> Record:
            async with asyncio.timeout(PATIENCE):
                with self.cloud.activity.subscribe() as coming:
                    for record in self.cloud.activity.records():
                        if record.at >= since and matching(record):
                            return record
                    async for record in coming:
                        if record.at >= since and matching(record):
                            return record
            raise AssertionError("the activity ended")

        return self.run(wait())

    def notice(self, topic: str, text: str = "", since: float = 0) -> str:
        """The text of the first notice of a topic that contains a text, awaited."""
        found = self.told(
            lambda one: isinstance(one, Notice) and one.topic == topic and text in one.text, since
        )
        assert isinstance(found, Notice)
        return found.text

    def line(self, text: str, since: float = 0) -> str:
        """The first line of a function's log that contains a text, awaited."""
        found = self.told(lambda one: isinstance(one, LogLine) and text in one.text, since)
        assert isinstance(found, LogLine)
        return found.text

    def invocations(self, function: str) -> list[Invocation]:
        """What has been asked of a function, by its logical id."""
        return [
            one
            for one in self.cloud.activity.records()
            if isinstance(one, Invocation) and one.function == function
        ]

    def invocation(self, function: str, since: float = 0) -> Invocation:
        """The first invocation of a function that has ended, awaited."""
        found = self.told(
            lambda one: isinstance(one, Invocation) and one.function == function, since
        )
        assert isinstance(found, Invocation)
        return found

    def save(self, name: str, text: str) -> float:
        """Save a file of the project as editors do, in one go; gives when."""
        now = time.time()
        path = self.root / name
        fresh = path.with_name(f"{path.name}.tmp")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
        return now

    def deploy(self, text: str) -> str:
        """Save a template, and wait for what is said of it."""
        return self.notice("deploy", since=self.save("template.yaml", text))


@contextlib.contextmanager
def application(
    loop: asyncio.AbstractEventLoop,
    root: Path,
    **options: Any,  # noqa: ANN401 - of Options
) -> Iterator[Running]:
    """The application of a folder, for as long as the block runs."""
    settings = startup.Options(**{"root": root, "frontend": False, **options})
    starting = startup.run(settings, ActivityLog(time.time), lambda _: None)
    opening = asyncio.run_coroutine_threadsafe(starting.__aenter__(), loop)
    cloud = opening.result(PATIENCE * 3)
    try:
        with httpx.Client(trust_env=False, timeout=PATIENCE) as http:
            yield Running(root, cloud, loop, http)
    finally:
        closing = asyncio.run_coroutine_threadsafe(starting.__aexit__(None, None, None), loop)
        closing.result(PATIENCE)
