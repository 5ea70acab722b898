"""Applications that run in the local cloud, in a background thread, as `scaffold dev` runs them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import boto3
import httpx
import psutil
from botocore import UNSIGNED
from botocore.config import Config
from toolchain import node_project

from scaffold.local import startup
from scaffold.local.activity import ActivityLog, Invocation, LogLine, Notice
from scaffold.local.dashboard.access import split_token
from scaffold.local.frontend import Frontend

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator
    from pathlib import Path
    from typing import TypeVar

    from scaffold.local.activity import Record
    from scaffold.local.application import Function
    from scaffold.local.cloud import LocalCloud

    T = TypeVar("T")

# Seconds; far more than any step takes, even on a busy machine.
PATIENCE: Final = 60.0


def wait_until_ended(processes: Iterable[psutil.Process]) -> None:
    """Wait until processes, which need not be our children, have ended."""
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        while is_alive(process):
            assert time.monotonic() < deadline, f"{process} is still running"
            time.sleep(0.02)


def is_alive(process: psutil.Process) -> bool:
    """Return True if a process has not ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def install_frontend(root: Path) -> Path:
    """Link the shared node_modules into a project's frontend; return the project."""
    frontend = root / "frontend"
    (frontend / "node_modules").symlink_to(node_project(frontend) / "node_modules")
    Frontend(frontend).mark_installed()
    return root


@dataclass(frozen=True)
class Running:
    """A running application: its directory, its URLs, and its activity log."""

    root: Path
    cloud: LocalCloud
    loop: asyncio.AbstractEventLoop
    http: httpx.Client = field(repr=False)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return the result of one of the local cloud's coroutines."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """Return the API's response."""
        return self.http.request(method, f"{self.cloud.urls['API']}{path}", **options)

    def dashboard(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Return the dashboard's response to who started it."""
        origin, token = split_token(self.cloud.urls["Dashboard"])
        headers = {"Authorization": f"Bearer {token}"}
        return self.http.request(method, f"{origin}{path}", json=body, headers=headers)

    def page(self, path: str, accept: str) -> str:
        """Return what Vite serves at a path of the frontend."""
        response = self.http.get(f"{self.cloud.urls['App']}{path}", headers={"Accept": accept})
        return response.raise_for_status().text

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """Return a boto3 client with administrator permissions."""
        keys = self.cloud.administrator
        return boto3.client(
            service,
            endpoint_url=self.cloud.urls["AWS"],
            region_name=self.cloud.application.region,
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        )

    def cognito(self) -> Any:  # noqa: ANN401 - boto3 has no types
        """Return an unsigned Cognito client, as browsers use it."""
        return boto3.client(
            "cognito-idp",
            endpoint_url=self.cloud.urls["AWS"],
            region_name=self.cloud.application.region,
            config=Config(signature_version=UNSIGNED),
        )

    def function(self, name: str) -> Function:
        """Return a function by its logical ID or its name in the spec."""
        function = self.cloud.application.function(name)
        assert function is not None
        return function

    def output(self, name: str) -> str:
        """Return an output of the stack."""
        return self.cloud.application.outputs[name]

    def wait_for(self, matches: Callable[[Record], bool], since: float = 0) -> Record:
        """Wait for the first record from `since` on that matches."""

        async def wait() -> Record:
            async with asyncio.timeout(PATIENCE):
                with self.cloud.activity.subscribe() as new_records:
                    for record in self.cloud.activity.records():
                        if record.at >= since and matches(record):
                            return record
                    async for record in new_records:
                        if record.at >= since and matches(record):
                            return record
            raise AssertionError("the activity log ended")

        return self.run(wait())

    def notices(self) -> list[str]:
        """Return the texts of all notices so far."""
        records = self.cloud.activity.records()
        return [record.text for record in records if isinstance(record, Notice)]

    def notice(self, topic: str, text: str = "", since: float = 0) -> str:
        """Wait for the first notice of a topic that contains a text; return its text."""
        notice = self.wait_for(
            lambda record: (
                isinstance(record, Notice) and record.topic == topic and text in record.text
            ),
            since,
        )
        assert isinstance(notice, Notice)
        return notice.text

    def line(self, text: str, since: float = 0) -> str:
        """Wait for the first log line of a function that contains a text."""
        line = self.wait_for(
            lambda record: isinstance(record, LogLine) and text in record.text, since
        )
        assert isinstance(line, LogLine)
        return line.text

    def invocations(self, function: str) -> list[Invocation]:
        """Return the invocations of a function so far."""
        logical_id = self.function(function).logical_id
        return [
            record
            for record in self.cloud.activity.records()
            if isinstance(record, Invocation) and record.function == logical_id
        ]

    def invocation(self, function: str, *, event: str = "", since: float = 0) -> Invocation:
        """Wait for the first invocation of a function whose event contains a text."""
        logical_id = self.function(function).logical_id
        invocation = self.wait_for(
            lambda record: (
                isinstance(record, Invocation)
                and record.function == logical_id
                and event.encode() in record.event
            ),
            since,
        )
        assert isinstance(invocation, Invocation)
        return invocation

    def save(self, name: str, text: str) -> float:
        """Save a file of the project atomically, as editors do; return the time before."""
        now = time.time()
        path = self.root / name
        temporary = path.with_name(f"{path.name}.tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
        return now

    def deploy(self, template: str) -> str:
        """Save a template, and wait for the notice about its deployment."""
        return self.notice("deploy", since=self.save("template.yaml", template))

    def redeploy(self) -> None:
        """Deploy the saved template."""
        self.run(self.cloud.redeploy())


@contextlib.contextmanager
def run_application(
    loop: asyncio.AbstractEventLoop,
    root: Path,
    **options: Any,  # noqa: ANN401 - of Options
) -> Iterator[Running]:
    """Run the application of a project while the block runs, without its frontend by default."""
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
