"""New code, and a new template, while functions are in use."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from local.functions.harness import answer, call, children, idle, run, running, until

from scaffold.local.functions.errors import FunctionNotFoundError

if TYPE_CHECKING:
    from local.functions.harness import Harness

VERSION = """\
import pathlib, time
def handler(event, context):
    while not pathlib.Path(event.get("until", "/")).exists():
        time.sleep(0.01)
    return {}
"""


def test_saved_code_is_live_at_once(harness: Harness) -> None:
    """The next event runs what was saved, also the second save within a second."""

    async def scenario() -> None:
        harness.write("app", VERSION.format(0))
        async with harness.running(harness.function("app.handler")) as functions:
            assert answer(await call(functions, "app-handler")) == 0
            for version in (1, 2, 3):
                path = harness.write("app", VERSION.format(version))
                assert await functions.recycle([path]) == ("app-handler",)
                assert answer(await call(functions, "app-handler")) == version
            assert not list(harness.code.rglob("*.pyc"))

    run(scenario())


def test_reload_prestarts_a_worker(harness: Harness) -> None:
    """A function in use is started ahead with the new code; the event finds it warm."""

    async def scenario() -> None:
        harness.write("app", VERSION.format(0))
        unused = harness.function("handlers.says")
        async with harness.running(harness.function("app.handler"), unused) as functions:
            await call(functions, "app-handler")
            await functions.recycle([harness.write("app", VERSION.format(1))])
            await until(idle(functions, "app-handler"))
            outcome = await call(functions, "app-handler")
            assert answer(outcome) == 1
            assert outcome.init is None
            assert len(children()) == 1

    run(scenario())


def test_running_invocation_keeps_its_code(harness: Harness) -> None:
    """A save does not break an event at hand; its process ends after it."""

    async def scenario() -> None:
        harness.write("app", VERSION.format(0))
        async with harness.running(harness.function("app.handler")) as functions:
            gate = harness.root / "gate"
            slow = asyncio.create_task(call(functions, "app-handler", until=str(gate)))
            await until(lambda: functions.load("app-handler").busy == 1)
            await functions.recycle([harness.write("app", VERSION.format(1))])
            assert answer(await call(functions, "app-handler")) == 1
            assert not slow.done()
            gate.touch()
            assert answer(await slow) == 0
            await until(lambda: len(children()) == 1)

    run(scenario())


def test_syntax_error_is_fixed_by_the_next_save(harness: Harness) -> None:
    """A syntax error is what callers get until it is gone."""

    async def scenario() -> None:
        harness.write("app", VERSION.format(0))
        async with harness.running(harness.function("app.handler")) as functions:
            await call(functions, "app-handler")
            await functions.recycle([harness.write("app", "def handler(:")])
            broken = await call(functions, "app-handler")
            assert broken.error_type == "Runtime.UserCodeSyntaxError"
            await functions.recycle([harness.write("app", VERSION.format(2))])
            assert answer(await call(functions, "app-handler")) == 2

    run(scenario())


def test_other_files_recycle_nothing(harness: Harness) -> None:
    """A file outside the function's code leaves its process alone."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            assert await functions.recycle([harness.root / "README.md"]) == ()
            assert answer(await call(functions, "handlers-echo"))["pid"] == pid

    run(scenario())


def test_template_change_replaces_workers(harness: Harness) -> None:
    """What changed is started anew, what did not keeps its process, what is gone is not found."""

    async def scenario() -> None:
        changed = harness.function("handlers.describe")
        same, gone = harness.function(), harness.function("handlers.says")
        async with harness.running(changed, same, gone) as functions:
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            await call(functions, "handlers-describe")
            await call(functions, "handlers-says")
            new = replace(changed, environment={"STAGE": "prod"}, memory=1024)
            await functions.update([new, same, added := harness.function("handlers.answers")])
            seen = answer(await call(functions, "handlers-describe"))
            assert seen["variables"]["STAGE"] == "prod"
            assert seen["memory"] == "1024"
            assert answer(await call(functions, "handlers-echo"))["pid"] == pid
            assert answer(await call(functions, added.name, bytes=4)) == "xx"
            with pytest.raises(FunctionNotFoundError):
                await call(functions, "handlers-says")
            assert functions.all() == (new, same, added)
            await until(lambda: len(children()) == 3)

    run(scenario())


def test_a_removed_function_finishes_what_it_began(harness: Harness) -> None:
    """Its event is answered, what waits is refused, and then its process is gone."""
    harness.limits = replace(harness.limits, workers=1)

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            gate = harness.root / "gate"
            busy = asyncio.create_task(call(functions, "handlers-echo", until=str(gate)))
            waiting = asyncio.create_task(call(functions, "handlers-echo"))
            await until(lambda: functions.load("handlers-echo").busy == 1)
            await functions.update([])
            with pytest.raises(FunctionNotFoundError):
                await waiting
            gate.touch()
            outcome = await busy
            assert outcome.error_type is None
            await until(lambda: not running(answer(outcome)["pid"]))

    run(scenario())
