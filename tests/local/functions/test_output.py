"""What functions write: all of it readable, none of it too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
from local.functions.laboratory import call, run

if TYPE_CHECKING:
    from local.functions.laboratory import Laboratory


def test_lines_belong_to_their_request(lab: Laboratory) -> None:
    """Both streams and logging, in order, also a line without an end."""

    async def scenario() -> None:
        async with lab.running(lab.function("handlers.says")) as functions:
            first = await call(functions, "handlers-says")
            second = await call(functions, "handlers-says")
        for outcome in (first, second):
            lines = lab.lines(outcome.request_id)
            assert lines[:2] == ["to stdout", "to stderr"]
            assert lines[2].startswith("[WARNING]")
            assert lines[2].endswith(f"{outcome.request_id}\tthrough logging")
            assert lines[3:] == ["unfinished"]
            tail = outcome.log_tail.decode()
            assert tail.startswith(f"START RequestId: {outcome.request_id} Version: $LATEST\n")
            assert "to stdout\nto stderr\n" in tail
            assert "\tMemory Size: 512 MB\tMax Memory Used: " in tail

    run(scenario())


def test_logging_in_json_is_one_line_a_record(lab: Laboratory) -> None:
    """`LoggingConfig` reaches AWS's runtime, which then writes JSON, and the level counts."""

    async def scenario() -> None:
        function = lab.function("handlers.says", log_format="JSON", log_level="WARN")
        async with lab.running(function) as functions:
            outcome = await call(functions, "handlers-says")
        line = lab.lines(outcome.request_id)[2]
        assert '"level": "WARNING"' in line
        assert '"message": "through logging"' in line

    run(scenario())


def test_what_is_written_while_loading_belongs_to_no_request(lab: Laboratory) -> None:
    """A line of the module's top level comes first, without a request id."""
    lab.write("loud", "print('loading')\ndef handler(event, context): print('running')")

    async def scenario() -> None:
        async with lab.running(lab.function("loud.handler")) as functions:
            outcome = await call(functions, "loud-handler")
        assert lab.lines() == ["loading", "running"]
        assert lab.lines(outcome.request_id) == ["running"]

    run(scenario())


def test_many_lines_neither_block_nor_pile_up(lab: Laboratory) -> None:
    """Of 10 MB of lines the first are kept, and how much is missing is said."""

    async def scenario() -> None:
        async with lab.running(lab.function("handlers.prints")) as functions:
            outcome = await call(functions, "handlers-prints", lines=100_000)
        assert outcome.error_type is None
        lines = lab.lines(outcome.request_id)
        assert lines[0] == "x" * 99
        assert len(lines) == 1001
        assert lines[-1] == "… 9.4 MB more were written, and are not shown"
        assert len(outcome.log_tail) == 4096

    run(scenario())


def test_a_line_without_an_end_is_cut(lab: Laboratory) -> None:
    """100 MB in one line cost neither time nor memory."""

    async def scenario() -> None:
        before = psutil.Process().memory_info().rss
        async with lab.running(lab.function("handlers.floods")) as functions:
            outcome = await call(functions, "handlers-floods", megabytes=100)
        assert outcome.error_type is None
        assert [len(line) for line in lab.lines(outcome.request_id)] == [8192, 47]
        assert psutil.Process().memory_info().rss - before < 32 * 2**20

    run(scenario())
