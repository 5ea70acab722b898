"""A function's code in a folder of its own, and the cloud that runs it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import toolchain
import uvloop

from scaffold.local.activity import ActivityLog, Invocation, LogLine, Notice
from scaffold.local.application import Function
from scaffold.local.functions.context import FunctionsContext, Limits
from scaffold.local.functions.service import Functions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping

    from scaffold.local.invocation import InvocationResult

HANDLERS = Path(__file__).with_name("handlers.py")
ACCOUNT = "000000000000"


@dataclass
class Clock:
    """The time, which a test may move."""

    ahead: float = 0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self.ahead


async def session(role: str) -> Mapping[str, str]:
    """Credentials that tell whose they are."""
    return {"AWS_ACCESS_KEY_ID": role.rpartition("/")[2], "AWS_SECRET_ACCESS_KEY": "secret"}


@dataclass
class Harness:
    """Code in `root/src`, and what its functions need of the cloud."""

    root: Path
    clock: Clock = field(default_factory=Clock)
    limits: Limits = field(default_factory=lambda: Limits(prewarm=False))
    credentials: Callable[[str], Awaitable[Mapping[str, str]]] = session
    cache: Path = field(default_factory=toolchain.cache_folder)

    def __post_init__(self) -> None:
        """Write the handlers of all tests."""
        self.activity = ActivityLog(self.clock)
        self.progress: list[str] = []
        self.code = self.root / "src"
        self.code.mkdir(parents=True, exist_ok=True)
        self.write("handlers", HANDLERS.read_text())

    def write(self, module: str, text: str) -> Path:
        """Write a module of the function."""
        path = self.code / f"{module}.py"
        path.write_text(text)
        return path

    def function(self, handler: str = "handlers.echo", **changes: Any) -> Function:  # noqa: ANN401 - fields of Function
        """A function of that handler, named after it."""
        name = handler.replace(".", "-")
        function = Function(
            logical_id=name.title().replace("-", ""),
            name=name,
            arn=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{name}",
            handler=handler,
            runtime="python3.11",
            code=self.code,
            memory=512,
            timeout=10,
            role=f"arn:aws:iam::{ACCOUNT}:role/{name}",
        )
        return replace(function, **changes)

    @property
    def context(self) -> FunctionsContext:
        """The cloud around the functions."""
        return FunctionsContext(
            root=self.root,
            cache=self.cache,
            activity=self.activity,
            credentials=self.credentials,
            progress=self.progress.append,
            limits=self.limits,
        )

    @contextlib.asynccontextmanager
    async def running(self, *functions: Function) -> AsyncIterator[Functions]:
        """These functions, ready to be invoked."""
        async with Functions(self.context) as service:
            await service.update(functions)
            yield service

    def lines(self, request_id: str | None = None) -> list[str]:
        """What functions wrote, or one invocation did."""
        written = [record for record in self.activity.records() if isinstance(record, LogLine)]
        return [r.text for r in written if request_id in {None, r.request_id}]

    def invocations(self) -> list[Invocation]:
        """What has been invoked."""
        return [record for record in self.activity.records() if isinstance(record, Invocation)]

    def notices(self) -> list[str]:
        """What a person was told."""
        return [record.text for record in self.activity.records() if isinstance(record, Notice)]


def run(scenario: Coroutine[None, None, None]) -> None:
    """Run a scenario on the loop that `scaffold dev` uses."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(scenario)


async def call(functions: Functions, name: str, /, **event: Any) -> InvocationResult:  # noqa: ANN401 - JSON
    """Invoke a function with an event of these entries."""
    return await functions.invoke(name, json.dumps(event).encode(), trigger="test")


def answer(outcome: InvocationResult) -> Any:  # noqa: ANN401 - JSON
    """What a function returned, or how its error is described."""
    return json.loads(outcome.payload)


# What earlier tests of the same process still use, such as their emulator.
_strangers: set[int] = set()


def leave_alone_what_runs() -> None:
    """Count no process among a test's children that is there before the test."""
    _strangers.clear()
    _strangers.update(process.pid for process in psutil.Process().children(recursive=True))


def children() -> list[psutil.Process]:
    """The processes that a test has started, and those that they have."""
    found = psutil.Process().children(recursive=True)
    return [process for process in found if process.pid not in _strangers]


def running(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def idle(functions: Functions, name: str) -> Callable[[], bool]:
    """Whether a process of a function waits for an event."""
    return lambda: functions.load(name).idle == 1


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for a condition, as long as it can reasonably take."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        await asyncio.sleep(0.01)
