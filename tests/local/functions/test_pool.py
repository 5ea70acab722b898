"""Many events at once, and processes that die at the wrong moment."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest
from local.functions.harness import answer, call, children, idle, run, running, until

from scaffold.local.functions.errors import ServiceError, ThrottledError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from local.functions.harness import Harness


def test_thousand_concurrent_invocations(harness: Harness) -> None:
    """Each event is answered once, by at most as many processes as are allowed."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            calls = [call(functions, "handlers-echo", n=n) for n in range(1000)]
            outcomes = await asyncio.gather(*calls)
        assert [answer(outcome)["event"]["n"] for outcome in outcomes] == list(range(1000))
        assert len({answer(outcome)["pid"] for outcome in outcomes}) <= 10
        assert len({outcome.request_id for outcome in outcomes}) == 1000
        assert len([t for t in harness.notices() if "all 10 local workers are busy" in t]) == 1

    run(scenario())


def test_events_run_side_by_side(harness: Harness) -> None:
    """Two slow events take as long as one, in processes of their own."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            gate = harness.root / "gate"
            calls = [call(functions, "handlers-echo", until=str(gate)) for _ in range(2)]
            both = asyncio.gather(*calls)
            await until(lambda: functions.load("handlers-echo").busy == 2)
            gate.touch()
            first, second = await both
            assert answer(first)["pid"] != answer(second)["pid"]
            assert answer(await call(functions, "handlers-echo"))["pid"] in {
                answer(first)["pid"],
                answer(second)["pid"],
            }

    run(scenario())


def test_a_process_killed_while_idle_takes_no_event(harness: Harness) -> None:
    """However soon the next event comes, another process answers it."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            await until(idle(functions, "handlers-echo"))
            os.kill(pid, signal.SIGKILL)
            while running(pid):
                """The loop must not notice before the event comes."""
            outcome = await call(functions, "handlers-echo", n=1)
            assert outcome.error_type is None
            assert answer(outcome)["pid"] != pid

    run(scenario())


def test_worker_with_a_closed_connection_is_replaced(harness: Harness) -> None:
    """A process that lives on without its connection gets no event, and is ended."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.hangs_up", timeout=3)) as functions:
            pid = answer(await call(functions, "handlers-hangs_up"))
            await until(lambda: not running(pid), 2)
            outcome = await call(functions, "handlers-hangs_up")
            assert outcome.error_type is None

    run(scenario())


def test_a_process_killed_while_busy_fails_its_event_only(harness: Harness) -> None:
    """The caller of that event is told at once, the others get their answers."""

    async def scenario() -> None:
        async with harness.running(harness.function(timeout=900)) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            busy = asyncio.create_task(call(functions, "handlers-echo", seconds=1000))
            await until(lambda: functions.load("handlers-echo").busy == 1)
            os.kill(pid, signal.SIGKILL)
            other = await call(functions, "handlers-echo", n=1)
            assert other.error_type is None
            assert (await busy).error_type == "Runtime.ExitError"

    run(scenario())


def test_reserved_concurrency_refuses_what_is_beyond(harness: Harness) -> None:
    """The third of three events at once is throttled where two are reserved; none where zero."""

    async def scenario() -> None:
        two = harness.function(reserved_concurrency=2)
        none = harness.function("handlers.says", reserved_concurrency=0)
        async with harness.running(two, none) as functions:
            gate = harness.root / "gate"
            calls = [call(functions, "handlers-echo", until=str(gate)) for _ in range(3)]
            three = asyncio.gather(*calls, return_exceptions=True)
            await until(lambda: functions.load("handlers-echo").busy == 2)
            gate.touch()
            outcomes = await three
            assert isinstance(outcomes[2], ThrottledError)
            assert not any(isinstance(outcome, Exception) for outcome in outcomes[:2])
            assert (await call(functions, "handlers-echo")).error_type is None
            with pytest.raises(ThrottledError, match="Rate Exceeded"):
                await call(functions, "handlers-says")
        assert harness.notices() == []

    run(scenario())


def test_total_worker_limit(harness: Harness) -> None:
    """Beyond the limit of all processes the one that idles longest gives way."""
    harness.limits = replace(harness.limits, total_workers=2)

    async def scenario() -> None:
        several = [replace(harness.function(), name=f"echo{n}") for n in range(4)]
        async with harness.running(*several) as functions:
            pids = []
            for function in several:
                pids.append(answer(await call(functions, function.name))["pid"])
                await until(idle(functions, function.name))
            await until(lambda: [pid for pid in pids if running(pid)] == pids[2:])

    run(scenario())


def test_function_invokes_another(harness: Harness) -> None:
    """Where all processes are busy, a function without any still starts its first."""
    harness.limits = replace(harness.limits, total_workers=1)

    async def scenario() -> None:
        other = replace(harness.function(), name="other")
        async with harness.running(harness.function(timeout=60), other) as functions:
            busy = asyncio.create_task(call(functions, "handlers-echo", seconds=1000))
            await until(lambda: functions.load("handlers-echo").busy == 1)
            assert (await call(functions, "other")).error_type is None
            assert not busy.done()
            busy.cancel()

    run(scenario())


def test_cancelled_invocations_free_their_slots(harness: Harness) -> None:
    """What nobody waits for any more is not run; what runs already runs on and is recorded."""
    harness.limits = replace(harness.limits, workers=1)

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            await call(functions, "handlers-echo")
            gate = harness.root / "gate"
            tasks = [
                asyncio.create_task(call(functions, "handlers-echo", until=str(gate)))
                for _ in range(20)
            ]
            await until(lambda: functions.load("handlers-echo").busy == 1)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            gate.touch()
            after = await call(functions, "handlers-echo", n="after")
            assert answer(after)["event"] == {"n": "after"}
        assert len(harness.invocations()) == 3

    run(scenario())


def test_idle_processes_are_ended(harness: Harness) -> None:
    """After five minutes without an event a process is ended, not before."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            await until(idle(functions, "handlers-echo"))
            harness.clock.ahead = 290
            await asyncio.sleep(0.25)
            assert running(pid)
            harness.clock.ahead = 301
            await until(lambda: not running(pid))

    run(scenario())


def test_worker_maximum_age(harness: Harness) -> None:
    """A process in constant use is replaced before its role's session has ended."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            for minutes in range(0, 50, 4):
                harness.clock.ahead = minutes * 60
                await call(functions, "handlers-echo")
            await until(lambda: not running(pid))

    run(scenario())


def test_dev_stops_all_processes(harness: Harness) -> None:
    """After the end no process and no open file is left, whatever was going on."""

    async def once() -> None:
        async with harness.running(
            harness.function(), harness.function("handlers.hangs")
        ) as functions:
            calls = [call(functions, "handlers-echo", seconds=5) for _ in range(20)]
            tasks = [
                asyncio.create_task(each) for each in (*calls, call(functions, "handlers-hangs"))
            ]
            await until(lambda: len(children()) > 3)
        assert children() == []
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert not any(getattr(outcome, "error_type", "refused") is None for outcome in outcomes)

    async def scenario() -> None:
        # The loop itself opens what it needs for child processes.
        await once()
        before = psutil.Process().num_fds()
        await once()
        await until(lambda: psutil.Process().num_fds() <= before)

    run(scenario())


def test_a_role_without_a_session_fails_the_event(harness: Harness) -> None:
    """Where no credentials can be had, the caller is told whose and why."""

    async def refuse(_: str) -> Mapping[str, str]:
        raise PermissionError("no such role")

    harness.credentials = refuse

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            with pytest.raises(ServiceError, match="handlers-echo's role: no such role"):
                await call(functions, "handlers-echo")

    run(scenario())
