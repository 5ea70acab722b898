"""What a caller gets from a function, whatever the function does."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from local.functions.harness import answer, call, children, run, running, until

from scaffold.local.functions.errors import (
    FunctionNotFoundError,
    InvalidRuntimeError,
    PayloadTooLargeError,
)

if TYPE_CHECKING:
    from local.functions.harness import Harness


def test_a_handler_answers_its_event(harness: Harness) -> None:
    """The result is the handler's; the activity log has the event, the result, the cold start."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            first, second = await call(functions, "handlers-echo", n=1), None
            second = await call(functions, "handlers-echo", n=2)
        assert answer(first)["event"] == {"n": 1}
        assert first.init is not None
        assert second.init is None
        recorded = harness.invocations()
        assert [json.loads(record.event) for record in recorded] == [{"n": 1}, {"n": 2}]
        assert [record.response for record in recorded] == [first.payload, second.payload]
        assert [record.trigger for record in recorded] == ["test", "test"]
        assert recorded[0].memory > 5

    run(scenario())


def test_a_handler_sees_what_lambda_shows(harness: Harness) -> None:
    """Context and environment variables are those of Lambda, the function's and its role's."""

    async def scenario() -> None:
        function = harness.function(
            "handlers.describe",
            environment={"TABLE": "videos", "AWS_REGION": "forged", "_HANDLER": "forged"},
            log_format="JSON",
            log_level="INFO",
            memory=256,
        )
        async with harness.running(function) as functions:
            outcome = await functions.invoke(
                function.arn, b"{}", trigger="test", client_context='{"custom": {"a": "b"}}'
            )
        seen = answer(outcome)
        variables = seen.pop("variables")
        assert seen["id"] == outcome.request_id
        assert seen["name"] == variables["AWS_LAMBDA_FUNCTION_NAME"] == "handlers-describe"
        assert seen["arn"] == function.arn
        assert seen["memory"] == variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256"
        assert 9000 < seen["remaining"] <= 10_000
        assert seen["client"] == {"a": "b"}
        assert seen["group"] == "/aws/lambda/handlers-describe"
        assert "/[$LATEST]" in seen["stream"]
        assert (
            seen["folder"] == seen["path"][0] == variables["LAMBDA_TASK_ROOT"] == str(harness.code)
        )
        assert "/lambda/runtime-" in seen["path"][-1]
        assert variables["TABLE"] == "videos"
        assert variables["AWS_REGION"] == "us-east-1"
        assert variables["_HANDLER"] == "handlers.describe"
        assert variables["AWS_ACCESS_KEY_ID"] == "handlers-describe"
        assert variables["AWS_LAMBDA_LOG_FORMAT"] == "JSON"
        assert variables["AWS_LAMBDA_LOG_LEVEL"] == "INFO"
        assert variables["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.11"
        assert variables["_X_AMZN_TRACE_ID"].startswith("Root=1-")
        assert variables["HOME"] == variables["TMPDIR"] != os.environ.get("HOME")

    run(scenario())


def test_user_environment_is_not_inherited(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Profiles, secrets and Python's own settings of the terminal stay there."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "GITHUB_TOKEN", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "/leaked")

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.describe")) as functions:
            seen = answer(await call(functions, "handlers-describe"))
        assert "/leaked" not in seen["variables"].values()
        assert "/leaked" not in seen["path"]

    run(scenario())


def test_an_exception_is_an_outcome_with_its_traceback(harness: Harness) -> None:
    """The caller gets type, message and frames; the log has the traceback as Python prints it."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.raises")) as functions:
            outcome = await call(functions, "handlers-raises", key="missing")
        assert outcome.error_type == "KeyError"
        assert answer(outcome)["errorMessage"] == "'missing'"
        assert 'return {}[event["key"]]' in answer(outcome)["stackTrace"][0]
        lines = harness.lines(outcome.request_id)
        assert lines[0] == "[ERROR] KeyError: 'missing'"
        assert lines[2].startswith(f'  File "{harness.code}/handlers.py", line ')
        assert harness.invocations()[0].error == "KeyError"

    run(scenario())


def test_an_answer_that_is_no_json_is_an_error(harness: Harness) -> None:
    """The runtime's own error for what it cannot write down."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.unserializable")) as functions:
            outcome = await call(functions, "handlers-unserializable")
        assert outcome.error_type == "Runtime.MarshalError"

    run(scenario())


def test_text_beyond_ascii_comes_back(harness: Harness) -> None:
    """Answers are UTF-8, in both directions."""

    async def scenario() -> None:
        functions_ = (harness.function(), harness.function("handlers.not_json"))
        async with harness.running(*functions_) as functions:
            echoed = await call(functions, "handlers-echo", text="héllo 🎬")
            said = await call(functions, "handlers-not_json")
        assert answer(echoed)["event"] == {"text": "héllo 🎬"}
        assert answer(said) == "héllo 🎬"

    run(scenario())


@pytest.mark.parametrize(
    ("handler", "event", "words"),
    [
        ("handlers.exits", {"code": 3}, "Runtime exited with error: exit status 3"),
        ("handlers.exits", {"code": 0}, "Runtime exited without providing a reason"),
        ("handlers.kills", {"signal": 9}, "Runtime exited with error: signal: killed"),
        ("handlers.kills", {"signal": 11}, "signal: segmentation fault"),
    ],
)
def test_a_process_that_ends_is_an_error_once(
    harness: Harness, handler: str, event: dict[str, int], words: str
) -> None:
    """The event at hand fails with Lambda's words, and the next one runs."""

    async def scenario() -> None:
        other = replace(harness.function(), name="other")
        async with harness.running(harness.function(handler), other) as functions:
            name = handler.replace(".", "-")
            for _ in range(2):
                outcome = await call(functions, name, **event)
                assert outcome.error_type == "Runtime.ExitError"
                assert words in answer(outcome)["errorMessage"]
                assert outcome.request_id in answer(outcome)["errorMessage"]
                assert words in harness.lines(outcome.request_id)[-1]
            assert (await call(functions, "other")).error_type is None

    run(scenario())


def test_infinite_loop_times_out(harness: Harness) -> None:
    """After the function's timeout the caller has its answer, and the process is gone."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.hangs", timeout=1)) as functions:
            outcome = await call(functions, "handlers-hangs")
            assert outcome.error_type == "Sandbox.Timedout"
            assert "Task timed out after 1.00 seconds" in answer(outcome)["errorMessage"]
            assert harness.lines(outcome.request_id)[-1] == "Task timed out after 1.00 seconds"
            assert 990 <= outcome.duration < 5000
            await until(lambda: not children())

    run(scenario())


def test_child_processes_of_a_handler_are_killed(harness: Harness) -> None:
    """A program that a handler left running is gone when the functions are."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.forks")) as functions:
            pid = answer(await call(functions, "handlers-forks"))
            assert running(pid)
        await until(lambda: not running(pid))

    run(scenario())


def test_an_answer_beyond_six_megabytes_is_refused(harness: Harness) -> None:
    """AWS's error for one byte too many; 6 MB are fine, and the function goes on."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.answers")) as functions:
            fits = await call(functions, "handlers-answers", bytes=6 * 2**20)
            over = await call(functions, "handlers-answers", bytes=6 * 2**20 + 101)
            after = await call(functions, "handlers-answers", bytes=5)
        assert len(fits.payload) == 6 * 2**20
        assert over.error_type == "Function.ResponseSizeTooLarge"
        assert "(6291556 bytes)" in answer(over)["errorMessage"]
        assert answer(after) == "xxx"

    run(scenario())


def test_an_event_beyond_six_megabytes_is_refused(harness: Harness) -> None:
    """The function never sees it; one of 6 MB arrives whole."""

    async def scenario() -> None:
        async with harness.running(harness.function()) as functions:
            body = b'"' + b"x" * (6 * 2**20 - 2) + b'"'
            with pytest.raises(PayloadTooLargeError, match="6291457 byte payload is too large"):
                await functions.invoke("handlers-echo", body + b" ", trigger="test")
        assert harness.invocations() == []

    run(scenario())


@pytest.mark.parametrize("seconds", [0, 5])
def test_memory_limit(harness: Harness, seconds: int) -> None:
    """Beyond MemorySize the process is killed, however short the peak, and the log says why."""

    async def scenario() -> None:
        async with harness.running(harness.function("handlers.hoards", memory=128)) as functions:
            fits = await call(functions, "handlers-hoards", megabytes=80)
            over = await call(functions, "handlers-hoards", megabytes=160, seconds=seconds)
        assert fits.error_type is None
        assert 80 < fits.memory < 128
        assert over.error_type == "Runtime.ExitError"
        assert "signal: killed" in answer(over)["errorMessage"]
        assert "more than MemorySize (128 MB)" in harness.lines(over.request_id)[-2]

    run(scenario())


@pytest.mark.parametrize(
    ("code", "error", "message"),
    [
        ("import missing_module", "Runtime.ImportModuleError", "No module named 'missing_module'"),
        ("def handler(:", "Runtime.UserCodeSyntaxError", "Syntax error in module 'broken'"),
        ("other = 1", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'broken'"),
        ("raise ValueError('no setting')", "ValueError", "no setting"),
        ("import sys; sys.exit(7)", "Runtime.ExitError", "exit status 7"),
        ("import os; os._exit(8)", "Runtime.ExitError", "exit status 8"),
    ],
)
def test_a_handler_that_cannot_be_loaded_fails_every_event(
    harness: Harness, code: str, error: str, message: str
) -> None:
    """All that wait get the error, and its reason is in the log."""
    harness.write("broken", code)

    async def scenario() -> None:
        async with harness.running(harness.function("broken.handler")) as functions:
            outcome = await call(functions, "broken-handler")
        assert outcome.error_type == error
        assert message in answer(outcome)["errorMessage"]
        assert harness.invocations()[0].error == error

    run(scenario())


def test_init_timeout(harness: Harness) -> None:
    """A module that never ends loading is an error, not a wait for ever."""
    harness.write("slow", "import time; time.sleep(1000)")
    harness.limits = replace(harness.limits, start=-0.5)

    async def scenario() -> None:
        async with harness.running(harness.function("slow.handler", timeout=1)) as functions:
            outcome = await call(functions, "slow-handler")
        assert outcome.error_type == "Sandbox.Timedout"
        assert "was not loaded within 0.50 seconds" in answer(outcome)["errorMessage"]

    run(scenario())


def test_functions_go_by_name_logical_id_and_arn(harness: Harness) -> None:
    """Also with a qualifier; what is not there is named."""
    function = harness.function(aliases=("live",))

    async def scenario() -> None:
        async with harness.running(function) as functions:
            for name in (
                "handlers-echo",
                "HandlersEcho",
                function.arn,
                f"{function.arn}:live",
                "handlers-echo:$LATEST",
                "000000000000:function:handlers-echo",
            ):
                assert functions.find(name) == function
            for name in ("other", "handlers-echo:missing", f"{function.arn}:missing"):
                with pytest.raises(FunctionNotFoundError, match="Function not found"):
                    functions.find(name)

    run(scenario())


def test_unsupported_runtime_is_rejected(harness: Harness) -> None:
    """A warning when it is there, and a clear error when it is invoked."""

    async def scenario() -> None:
        function = harness.function(runtime="nodejs22.x")
        async with harness.running(function) as functions:
            with pytest.raises(
                InvalidRuntimeError, match="handlers-echo uses the runtime nodejs22"
            ):
                await call(functions, "handlers-echo")
            await functions.update([function])
        assert len(harness.notices()) == 1
        assert "only Python runs locally" in harness.notices()[0]

    run(scenario())
