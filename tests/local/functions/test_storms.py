"""Processes killed at random, by the hundred: nothing is lost, nothing is answered wrongly."""

from __future__ import annotations

import asyncio
import collections
import contextlib
import os
import random
import signal
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import uvloop
from local.functions.laboratory import answer, call, children, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from local.functions.laboratory import Laboratory

    from scaffold.local.functions.invocation import Outcome
    from scaffold.local.functions.service import Functions

pytestmark = pytest.mark.slow

EVENTS = 1000
ECHO = "handlers-echo"


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop])
def run_on(request: pytest.FixtureRequest) -> Callable[[], asyncio.AbstractEventLoop]:
    """Both kinds of loop: they watch over child processes in different ways."""
    factory: Callable[[], asyncio.AbstractEventLoop] = request.param
    return factory


@contextlib.asynccontextmanager
async def storm(chance: random.Random) -> AsyncIterator[collections.Counter[str]]:
    """Kill a process of a function every few hundredths of a second; counts them."""
    killed: collections.Counter[str] = collections.Counter()

    async def kill() -> None:
        while True:
            await asyncio.sleep(chance.uniform(0.01, 0.06))
            with contextlib.suppress(IndexError, ProcessLookupError, psutil.NoSuchProcess):
                os.kill(chance.choice(children()).pid, signal.SIGKILL)
                killed["processes"] += 1

    task = asyncio.create_task(kill())
    try:
        yield killed
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def retried(functions: Functions, attempts: list[int], **event: Any) -> Outcome:  # noqa: ANN401 - JSON
    """Invoke as for an event of AWS's services: again, until it is answered."""
    while True:
        attempts[event["number"]] += 1
        outcome = await call(functions, "handlers-notes", **event)
        if outcome.error_type is None:
            return outcome


def test_no_event_is_lost_in_a_storm(
    lab: Laboratory, run_on: Callable[[], asyncio.AbstractEventLoop], tmp_path: Path
) -> None:
    """With retries each of a thousand events has run, and never more often than it was given."""

    async def scenario() -> None:
        file = tmp_path / "notes"
        attempts = [0] * EVENTS
        async with lab.running(lab.function("handlers.notes")) as functions:
            async with storm(random.Random(1)) as killed:  # noqa: S311 - a reproducible storm
                outcomes = await asyncio.gather(
                    *(
                        retried(functions, attempts, number=n, file=str(file), seconds=0.005)
                        for n in range(EVENTS)
                    )
                )
            assert killed["processes"] > 10
        assert [answer(outcome) for outcome in outcomes] == list(range(EVENTS))
        ran = collections.Counter(map(int, file.read_text().split()))
        assert ran.keys() == set(range(EVENTS))
        assert all(ran[number] <= attempts[number] for number in ran)
        failed = [record for record in lab.invocations() if record.error]
        assert sum(attempts) - EVENTS == len(failed)
        assert {record.error for record in failed} <= {"Runtime.ExitError"}

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(asyncio.wait_for(scenario(), 120))


def test_every_caller_gets_one_answer_in_a_storm(
    lab: Laboratory, run_on: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """Its own, or that the process ended; then all is as before."""

    async def scenario() -> None:
        async with lab.running(lab.function()) as functions:
            async with storm(random.Random(2)) as killed:  # noqa: S311 - a reproducible storm
                outcomes = await asyncio.gather(
                    *(call(functions, ECHO, number=n, seconds=0.005) for n in range(EVENTS))
                )
            assert killed["processes"] > 10
            for number, outcome in enumerate(outcomes):
                if outcome.error_type is None:
                    assert answer(outcome)["event"]["number"] == number
                else:
                    assert outcome.error_type == "Runtime.ExitError"
            ended = sum(outcome.error_type is not None for outcome in outcomes)
            assert ended <= killed["processes"]
            assert (await call(functions, ECHO)).error_type is None
        assert children() == []

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(asyncio.wait_for(scenario(), 120))


def test_a_storm_leaves_nothing_open(
    lab: Laboratory, run_on: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """After hundreds of processes as many files are open as before, and memory is as it was."""

    async def round_of(functions: Functions, seed: int) -> None:
        async with storm(random.Random(seed)):  # noqa: S311 - a reproducible storm
            await asyncio.gather(
                *(call(functions, ECHO, seconds=0.005) for _ in range(EVENTS // 4))
            )
        for process in children():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        await until(lambda: not children())

    async def scenario() -> None:
        own = psutil.Process()
        async with lab.running(lab.function()) as functions:
            await round_of(functions, 3)
            files, memory = own.num_fds(), own.memory_info().rss
            for seed in range(4, 7):
                await round_of(functions, seed)
            await until(lambda: own.num_fds() <= files)
            assert own.memory_info().rss - memory < 32 * 2**20

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(asyncio.wait_for(scenario(), 300))
