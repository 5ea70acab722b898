"""Processes that start before they are needed: faster, and otherwise as if they were not there."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from local.functions.laboratory import (
    Laboratory,
    answer,
    call,
    children,
    run,
    running,
    until,
)

from scaffold.local.functions.surroundings import Limits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lab(tmp_path: Path) -> Laboratory:
    """A laboratory with spare processes."""
    return Laboratory(tmp_path, limits=Limits())


def test_the_first_event_finds_a_process(lab: Laboratory) -> None:
    """The process that waited becomes the function's, and another one waits."""

    async def scenario() -> None:
        async with lab.running(lab.function()) as functions:
            await until(lambda: len(children()) == 1)
            (spare,) = children()
            pid = answer(await call(functions, "handlers-echo"))["pid"]
            assert pid == spare.pid
            await until(lambda: len(children()) == 2)
        assert children() == []

    run(scenario())


def test_a_handler_cannot_tell(lab: Laboratory, tmp_path: Path) -> None:
    """Variables, folder, path, time zone and stdin are as in a process of its own."""
    changing = {
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "HOME",
        "TMPDIR",
        "_X_AMZN_TRACE_ID",
    }

    async def seen_by(laboratory: Laboratory) -> dict[str, object]:
        function = laboratory.function("handlers.describe", environment={"TZ": "Asia/Tokyo"})
        async with laboratory.running(function) as functions:
            if laboratory.limits.spares:
                await until(lambda: len(children()) == 1)
            seen = answer(await call(functions, "handlers-describe"))
        variables = seen["variables"]
        return {
            "variables": {key: variables[key] for key in variables.keys() - changing},
            **{key: seen[key] for key in ("folder", "path", "stdin", "zone")},
        }

    async def scenario() -> None:
        expected = await seen_by(Laboratory(tmp_path, limits=Limits(spares=False)))
        assert expected["zone"] == "JST"
        assert await seen_by(lab) == expected

    run(scenario())


def test_what_is_read_at_the_start_is_heeded(lab: Laboratory) -> None:
    """A function that sets the interpreter's own variables gets a process started with them."""

    async def scenario() -> None:
        function = lab.function("handlers.describe", environment={"PYTHONOPTIMIZE": "1"})
        async with lab.running(function) as functions:
            await until(lambda: len(children()) == 1)
            seen = answer(await call(functions, "handlers-describe"))
            assert seen["optimized"] == 1
            assert running(children()[0].pid)

    run(scenario())


def test_a_spare_that_was_killed_is_not_missed(lab: Laboratory) -> None:
    """The function starts without it, and there is one again."""

    async def scenario() -> None:
        async with lab.running(lab.function()) as functions:
            await until(lambda: len(children()) == 1)
            (spare,) = children()
            os.kill(spare.pid, signal.SIGKILL)
            assert (await call(functions, "handlers-echo")).error_type is None
            await until(lambda: len(children()) == 2)

    run(scenario())


def test_functions_of_one_environment_share_a_spare(lab: Laboratory) -> None:
    """However many functions there are, one process waits; with none of them, none does."""

    async def scenario() -> None:
        several = [lab.function(f"handlers.{name}") for name in ("echo", "says", "hangs")]
        async with lab.running(*several) as functions:
            await until(lambda: len(children()) == 1)
            await functions.update([])
            await until(lambda: not children())

    run(scenario())
