"""What functions write: all of it readable, none of it too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
from local.functions.harness import call, run

if TYPE_CHECKING:
    from local.functions.harness import Harness


def test_log_lines_have_their_request_id(harness: Harness) -> None:
    """Both streams and logging, in order, also a line without an end."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.says")) as functions:
            first = await call(functions, "handlers-says")
            second = await call(functions, "handlers-says")
        for outcome in (first, second):
            lines = harness.lines(outcome.request_id)
            assert lines[:2] == ["to stdout", "to stderr"]
            assert lines[2].startswith("[WARNING]")
            assert lines[2].endswith(f"{outcome.request_id}\tthrough logging")
            assert lines[3:] == ["unfinished"]
            tail = outcome.log_tail.decode()
            assert tail.startswith(f"START RequestId: {outcome.request_id} Version: $LATEST\n")
            assert "to stdout\nto stderr\n" in tail
            assert "\tMemory Size: 512 MB\tMax Memory Used: " in tail

    run(scenario())


def test_logging_in_json_is_one_line_a_record(harness: Harness) -> None:
    """`LoggingConfig` reaches AWS's runtime, which then writes JSON, and the level counts."""

    async def scenario() -> None:
        function = harness.function("handlers.says", log_format="JSON", log_level="WARN")
        async with harness.running(function) as functions:
            outcome = await call(functions, "handlers-says")
        line = harness.lines(outcome.request_id)[2]
        assert '"level": "WARNING"' in line
        assert '"message": "through logging"' in line

    run(scenario())


def test_init_output_has_no_request_id(harness: Harness) -> None:
    """A line of the module's top level comes first, without a request id."""
    harness.write("loud", "print('loading')\ndef handler(event, context): print('running')")

    async def scenario() -> None:
        async with harness.running(harness.function("loud.handler")) as functions:
            outcome = await call(functions, "loud-handler")
        assert harness.lines() == ["loading", "running"]
        assert harness.lines(outcome.request_id) == ["running"]

    run(scenario())


def test_large_output_is_dropped(harness: Harness) -> None:
    """Of 10 MB of lines the first are kept, and how much is missing is said."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.prints")) as functions:
            outcome = await call(functions, "handlers-prints", lines=100_000)
        assert outcome.error_type is None
        lines = harness.lines(outcome.request_id)
        assert lines[0] == "x" * 99
        assert len(lines) == 1001
        assert lines[-1] == "… 9.4 MB more output not shown"
        assert len(outcome.log_tail) == 4096

    run(scenario())


def test_a_line_without_an_end_is_cut(harness: Harness) -> None:
    """100 MB in one line cost neither time nor memory."""

    async def scenario() -> None:
        before = psutil.Process().memory_info().rss
        async with harness.running(harness.function("handlers.floods")) as functions:
            outcome = await call(functions, "handlers-floods", megabytes=100)
        assert outcome.error_type is None
        assert [len(line) for line in harness.lines(outcome.request_id)] == [8192, 32]
        assert psutil.Process().memory_info().rss - before < 32 * 2**20

    run(scenario())
