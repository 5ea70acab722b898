"""Processes that start before they are needed: faster, and otherwise as if they were not there."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from local.functions.harness import (
    Harness,
    answer,
    call,
    children,
    run,
    running,
    until,
)

from scaffold.local.functions.context import Limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    """A harness with spare processes."""
    return Harness(tmp_path, limits=Limits())


def test_first_invocation_uses_a_prewarmed_process(harness: Harness) -> None:
    """The process that waited becomes the function's, and another one waits."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            await until(lambda: len(children()) == 1)
            (spare,) = children()
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            assert pid == spare.pid
            await until(lambda: len(children()) == 2)
        assert children() == []

    run(scenario())


def test_prewarmed_process_looks_like_a_new_one(harness: Harness, tmp_path: Path) -> None:
    """Variables, folder, path, time zone and stdin are as in a process of its own."""
    changing = {
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "HOME",
        "TMPDIR",
        "_X_AMZN_TRACE_ID",
    }

    async def seen_by(harness: Harness) -> dict[str, object]:
        function = harness.function("handlers.describe", environment={"TZ": "Asia/Tokyo"})
        async with harness.running(function) as functions:
            if harness.limits.prewarm:
                await until(lambda: len(children()) == 1)
            seen = answer(await call(functions, "handlers-describe"))
        variables = seen["variables"]
        return {
            "variables": {key: variables[key] for key in variables.keys() - changing},
            **{key: seen[key] for key in ("folder", "path", "stdin", "zone")},
        }

    async def scenario() -> None:
        expected = await seen_by(Harness(tmp_path, limits=Limits(prewarm=False)))
        assert expected["zone"] == "JST"
        assert await seen_by(harness) == expected

    run(scenario())


def test_interpreter_variables_need_a_new_process(harness: Harness) -> None:
    """A function that sets the interpreter's own variables gets a process started with them."""

    async def scenario() -> None:
        function = harness.function("handlers.describe", environment={"PYTHONOPTIMIZE": "1"})
        async with harness.running(function) as functions:
            await until(lambda: len(children()) == 1)
            seen = answer(await call(functions, "handlers-describe"))
            assert seen["optimized"] == 1
            assert running(children()[0].pid)

    run(scenario())


def test_killed_prewarmed_process_is_replaced(harness: Harness) -> None:
    """The function starts without it, and there is one again."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            await until(lambda: len(children()) == 1)
            (spare,) = children()
            os.kill(spare.pid, signal.SIGKILL)
            assert (await call(functions, "handlers-echo")).error_type is None
            await until(lambda: len(children()) == 2)

    run(scenario())


def test_functions_share_a_prewarmed_process(harness: Harness) -> None:
    """However many functions there are, one process waits; with none of them, none does."""

    async def scenario() -> None:
        several = [harness.function(f"handlers.{name}") for name in ("echo", "says", "hangs")]
        async with harness.running(*several) as functions:
            await until(lambda: len(children()) == 1)
            await functions.update([])
            await until(lambda: not children())

    run(scenario())
