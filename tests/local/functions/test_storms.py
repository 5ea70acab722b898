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
from local.functions.harness import answer, call, children, until

from scaffold.local.functions.context import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from local.functions.harness import Harness

    from scaffold.local.functions.service import Functions
    from scaffold.local.invocation import InvocationResult

pytestmark = pytest.mark.slow

EVENTS = 1000 if "SCAFFOLD_SOAK" in os.environ else 400
ECHO = "handlers-echo"


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop])
def run_on(request: pytest.FixtureRequest) -> Callable[[], asyncio.AbstractEventLoop]:
    """Both kinds of loop: they watch over child processes in different ways."""
    factory: Callable[[], asyncio.AbstractEventLoop] = request.param
    return factory


def none_is_left() -> bool:
    """Kill every process; whether there was none. One may still start that nobody needs now."""
    found = children()
    for process in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    return not found


class Storm:
    """Kills a process of a function after every few answers, so that there is always progress."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a storm that can be had again
        self._next = 5
        self._answered = 0
        self.killed = 0

    async def passing(
        self, invocation: Coroutine[None, None, InvocationResult]
    ) -> InvocationResult:
        """An invocation, after which a process may be killed that works, waits or starts."""
        outcome = await invocation
        self._answered += 1
        if self._answered >= self._next:
            self._next += self._chance.randint(2, 20)
            with contextlib.suppress(IndexError, ProcessLookupError):
                os.kill(self._chance.choice(children()).pid, signal.SIGKILL)
                self.killed += 1
        return outcome

    async def until_answered(
        self,
        functions: Functions,
        given: list[int],
        **event: Any,  # noqa: ANN401 - JSON
    ) -> InvocationResult:
        """Invoke as for an event of AWS's services: again, until it is answered."""
        while True:
            given[event["number"]] += 1
            outcome = await self.passing(call(functions, "handlers-notes", **event))
            if outcome.error_type is None:
                return outcome


def test_no_event_is_lost_when_workers_are_killed(
    harness: Harness, run_on: Callable[[], asyncio.AbstractEventLoop], tmp_path: Path
) -> None:
    """With retries each of hundreds of events has run, and never more often than it was given."""

    async def scenario() -> None:
        file = tmp_path / "notes"
        given = [0] * EVENTS
        harness.limits = Limits()
        storm = Storm(1)
        async with harness.running(harness.function("handlers.notes")) as functions:
            calls = [
                storm.until_answered(functions, given, number=n, file=str(file), seconds=0.005)
                for n in range(EVENTS)
            ]
            outcomes = await asyncio.gather(*calls)
        assert storm.killed > EVENTS / 20
        assert [answer(outcome) for outcome in outcomes] == list(range(EVENTS))
        ran = collections.Counter(map(int, file.read_text().split()))
        assert ran.keys() == set(range(EVENTS))
        assert all(ran[number] <= given[number] for number in ran)
        failed = [record for record in harness.invocations() if record.error]
        assert sum(given) - EVENTS == len(failed)
        assert {record.error for record in failed} <= {"Runtime.ExitError"}

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(scenario())


def test_every_invocation_gets_one_result_when_workers_are_killed(
    harness: Harness, run_on: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """Its own, or that the process ended; then all is as before."""

    async def scenario() -> None:
        storm = Storm(2)
        harness.limits = Limits()
        async with harness.running(harness.function()) as functions:
            calls = [call(functions, ECHO, number=n, seconds=0.005) for n in range(EVENTS)]
            outcomes = await asyncio.gather(*map(storm.passing, calls))
            assert storm.killed > EVENTS / 20
            for number, outcome in enumerate(outcomes):
                if outcome.error_type is None:
                    assert answer(outcome)["event"]["number"] == number
                else:
                    assert outcome.error_type == "Runtime.ExitError"
            ended = sum(outcome.error_type is not None for outcome in outcomes)
            assert ended <= storm.killed
            assert (await call(functions, ECHO)).error_type is None
        assert children() == []

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(scenario())


def test_load_leaves_no_open_files(
    harness: Harness, run_on: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    """After hundreds of processes as many files are open as before, and memory is as it was."""

    async def round_of(functions: Functions, seed: int) -> None:
        storm = Storm(seed)
        calls = [call(functions, ECHO) for _ in range(EVENTS)]
        await asyncio.gather(*map(storm.passing, calls))
        await until(none_is_left)

    async def scenario() -> None:
        own = psutil.Process()
        async with harness.running(harness.function()) as functions:
            await round_of(functions, 3)
            files, memory = own.num_fds(), own.memory_info().rss
            for seed in range(4, 7):
                await round_of(functions, seed)
            await until(lambda: own.num_fds() <= files)
            assert own.memory_info().rss - memory < 32 * 2**20

    with asyncio.Runner(loop_factory=run_on) as runner:
        runner.run(scenario())
