"""AWS's Lambda API, as boto3 speaks it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import http.client
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import uvicorn
from botocore.config import Config
from botocore.exceptions import ClientError
from local.functions.harness import run, until

from scaffold.local.functions.lambda_api import Access, lambda_api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from local.functions.harness import Harness

    from scaffold.local.application import Function
    from scaffold.local.functions.service import Functions


@dataclass
class Gate:
    """Who may do what, and what was handed over."""

    denied: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    sent: list[tuple[str, bytes]] = field(default_factory=list)

    clock: Callable[[], float] = time.time

    def secret_of(self, key: str) -> str | None:
        """The secret of the one key."""
        return "secret" if key == "AKIDEXAMPLE" else None

    async def authorize(self, key: str, action: str, resource: str) -> bool:
        """Whether an action is not denied."""
        self.asked.append((key, action, resource))
        return action not in self.denied

    async def send(self, function: Function, payload: bytes) -> None:
        """Take the event of an asynchronous invocation."""
        self.sent.append((function.name, payload))


@contextlib.asynccontextmanager
async def serving(
    functions: Functions,
    gate: Gate,
    key: str = "AKIDEXAMPLE",
    secret: str = "secret",  # noqa: S107 - of nobody
) -> AsyncIterator[Any]:
    """A client of boto3 whose endpoint answers; its calls block."""
    config = uvicorn.Config(
        lambda_api(functions, gate.send, Access(gate.secret_of, gate.authorize, gate.clock)),
        port=0,
        log_level="error",
        lifespan="off",
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    client = boto3.client(
        "lambda",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(retries={"max_attempts": 0}),
    )
    try:
        yield client
    finally:
        client.close()
        server.should_exit = True
        await task


async def refused(client: Any, **arguments: Any) -> tuple[str, int, str]:  # noqa: ANN401 - boto3
    """The code, the status and the message of a refused invocation."""
    with pytest.raises(ClientError) as caught:
        await asyncio.to_thread(client.invoke, **arguments)
    error = caught.value.response
    return (
        error["Error"]["Code"],
        error["ResponseMetadata"]["HTTPStatusCode"],
        error["Error"]["Message"],
    )


def test_boto3_invokes(harness: Harness) -> None:
    """The answer, the end of the log and the client context go through."""

    async def scenario() -> None:
        gate = Gate()
        functions_ = harness.function("handlers.describe"), harness.function("handlers.says")
        async with harness.running(*functions_) as functions, serving(functions, gate) as client:
            context = base64.b64encode(b'{"custom": {"device": "phone"}}').decode()
            answer = await asyncio.to_thread(
                client.invoke, FunctionName="handlers-describe", ClientContext=context
            )
            assert answer["StatusCode"] == 200
            assert answer["ExecutedVersion"] == "$LATEST"
            assert "FunctionError" not in answer
            assert json.load(answer["Payload"])["client"] == {"device": "phone"}
            said = await asyncio.to_thread(
                client.invoke, FunctionName="handlers-says", Payload=b"{}", LogType="Tail"
            )
            assert b"to stdout\n" in base64.b64decode(said["LogResult"])
        assert gate.asked[0] == ("AKIDEXAMPLE", "lambda:InvokeFunction", functions_[0].arn)

    run(scenario())


def test_invoke_returns_function_errors(harness: Harness) -> None:
    """FunctionError is set, and the payload describes the exception."""

    async def scenario() -> None:
        functions_ = harness.function("handlers.raises")
        async with harness.running(functions_) as functions, serving(functions, Gate()) as client:
            answer = await asyncio.to_thread(
                client.invoke, FunctionName=functions_.arn, Payload=b'{"key": "k"}'
            )
            assert answer["FunctionError"] == "Unhandled"
            assert json.load(answer["Payload"])["errorType"] == "KeyError"

    run(scenario())


def test_events_are_handed_over_and_dry_runs_are_not_run(harness: Harness) -> None:
    """Event is accepted at once for whoever retries it; DryRun only asks for the permission."""

    async def scenario() -> None:
        gate = Gate()
        async with (
            harness.running(harness.function()) as functions,
            serving(functions, gate) as client,
        ):
            event = await asyncio.to_thread(
                client.invoke, FunctionName="handlers-echo", InvocationType="Event", Payload=b"[1]"
            )
            dry = await asyncio.to_thread(
                client.invoke, FunctionName="handlers-echo", InvocationType="DryRun"
            )
            assert (event["StatusCode"], dry["StatusCode"]) == (202, 204)
        assert gate.sent == [("handlers-echo", b"[1]")]
        assert harness.invocations() == []

    run(scenario())


def test_qualifiers_name_what_is_there(harness: Harness) -> None:
    """$LATEST and the template's aliases; the permission is asked for on the qualified name."""

    async def scenario() -> None:
        gate = Gate()
        function = harness.function(aliases=("live",))
        async with harness.running(function) as functions, serving(functions, gate) as client:
            for qualifier in ("live", "$LATEST"):
                answer = await asyncio.to_thread(
                    client.invoke, FunctionName="handlers-echo", Qualifier=qualifier
                )
                assert answer["StatusCode"] == 200
            assert gate.asked[0][2] == f"{function.arn}:live"
            code, _, message = await refused(
                client, FunctionName="handlers-echo", Qualifier="missing"
            )
            assert code == "ResourceNotFoundException"
            assert message == "Function not found: handlers-echo:missing"

    run(scenario())


def test_refusals_are_those_of_aws(harness: Harness) -> None:
    """What is not there, too large, no JSON, throttled or in another language."""

    async def scenario() -> None:
        echo = harness.function()
        busy = harness.function("handlers.says", reserved_concurrency=0)
        node = harness.function("handlers.describe", runtime="nodejs22.x")
        async with (
            harness.running(echo, busy, node) as functions,
            serving(functions, Gate()) as client,
        ):
            named = {"FunctionName": "handlers-echo"}
            large = b'"' + b"x" * 2**20 + b'"'
            assert [
                (await refused(client, **arguments))[:2]
                for arguments in (
                    {"FunctionName": "missing"},
                    named | {"Payload": large * 7},
                    named | {"Payload": large, "InvocationType": "Event"},
                    named | {"Payload": b"{not json"},
                    named | {"ClientContext": "e25vdH0="},
                    named | {"InvocationType": "Later"},
                    {"FunctionName": "handlers-says"},
                    {"FunctionName": "handlers-describe"},
                )
            ] == [
                ("ResourceNotFoundException", 404),
                ("RequestTooLargeException", 413),
                ("RequestTooLargeException", 413),
                ("InvalidRequestContentException", 400),
                ("InvalidRequestContentException", 400),
                ("InvalidParameterValueException", 400),
                ("TooManyRequestsException", 429),
                ("InvalidRuntimeException", 502),
            ]

    run(scenario())


def test_permissions_are_enforced(harness: Harness) -> None:
    """A role that may not invoke gets AWS's message, and the function does not run."""

    async def scenario() -> None:
        gate = Gate(denied={"lambda:InvokeFunction", "lambda:ListFunctions"})
        function = harness.function()
        async with harness.running(function) as functions, serving(functions, gate) as client:
            code, status, message = await refused(client, FunctionName="handlers-echo")
            assert (code, status) == ("AccessDeniedException", 403)
            assert message == (
                "User: AKIDEXAMPLE is not authorized to perform: lambda:InvokeFunction on resource:"
                f" {function.arn} because no identity-based policy allows the"
                " lambda:InvokeFunction action"
            )
            with pytest.raises(ClientError, match="lambda:ListFunctions"):
                await asyncio.to_thread(client.list_functions)
        assert harness.invocations() == []

    run(scenario())


def test_functions_are_listed(harness: Harness) -> None:
    """Their configuration is the template's."""

    async def scenario() -> None:
        function = harness.function(environment={"STAGE": "dev"}, memory=256)
        async with harness.running(function) as functions, serving(functions, Gate()) as client:
            (listed,) = (await asyncio.to_thread(client.list_functions))["Functions"]
            got = await asyncio.to_thread(client.get_function, FunctionName="handlers-echo")
            settings = await asyncio.to_thread(
                client.get_function_configuration, FunctionName=function.arn
            )
            assert listed == got["Configuration"]
            assert listed["FunctionArn"] == function.arn
            assert settings["MemorySize"] == 256
            assert settings["Environment"] == {"Variables": {"STAGE": "dev"}}
            with pytest.raises(ClientError, match="is not implemented locally; only Invoke"):
                await asyncio.to_thread(client.list_layers)

    run(scenario())


def test_no_page_reaches_the_api(harness: Harness) -> None:
    """A name that somebody pointed at this computer is refused, and so is what is unsigned."""

    def post(endpoint: str, host: str) -> tuple[int, str | None]:
        address = endpoint.removeprefix("http://")
        path = "/2015-03-31/functions/handlers-echo/invocations"
        with contextlib.closing(http.client.HTTPConnection(address, timeout=5)) as connection:
            connection.request("POST", path, body=b"{}", headers={"Host": host})
            response = connection.getresponse()
            response.read()
            return response.status, response.headers["x-amzn-ErrorType"]

    async def scenario() -> None:
        async with (
            harness.running(harness.function()) as functions,
            serving(functions, Gate()) as client,
        ):
            endpoint = client.meta.endpoint_url
            assert (await asyncio.to_thread(post, endpoint, "evil.example"))[0] == 400
            assert await asyncio.to_thread(post, endpoint, "127.0.0.1") == (
                403,
                "MissingAuthenticationTokenException",
            )
        assert harness.invocations() == []

    run(scenario())


@pytest.mark.parametrize(
    ("key", "secret", "late", "code"),
    [
        ("AKIDEXAMPLE", "wrong", 0, "InvalidSignatureException"),
        ("AKIDOTHER", "secret", 0, "UnrecognizedClientException"),
        ("AKIDEXAMPLE", "secret", 301, "InvalidSignatureException"),
        ("AKIDEXAMPLE", "secret", -301, "InvalidSignatureException"),
    ],
)
def test_strangers_do_not_reach_the_api(
    harness: Harness, key: str, secret: str, late: float, code: str
) -> None:
    """Knowing an access key ID is not enough, and a recorded request expires."""

    async def scenario() -> None:
        gate = Gate(clock=lambda: time.time() + late)
        async with (
            harness.running(harness.function()) as functions,
            serving(functions, gate, key, secret) as client,
        ):
            found = await refused(client, FunctionName="handlers-echo")
            assert found[:2] == (code, 403)
        assert (harness.invocations(), gate.asked) == ([], [])

    run(scenario())


def test_changed_request_is_rejected(harness: Harness) -> None:
    """The signature covers the path and the body."""

    async def scenario() -> None:
        async with (
            harness.running(harness.function()) as functions,
            serving(functions, Gate()) as client,
        ):
            for change in ({"data": b"[]"}, {"url": "handlers-says"}):
                client.meta.events.register("before-send", _changing(change), unique_id="change")
                found = await refused(client, FunctionName="handlers-echo", Payload=b"{}")
                assert found[:2] == ("InvalidSignatureException", 403)
                client.meta.events.unregister("before-send", unique_id="change")
        assert harness.invocations() == []

    run(scenario())


def _changing(change: dict[str, Any]) -> Callable[..., None]:
    """Change a request after it was signed."""

    def changed(request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        if "data" in change:
            request.body = change["data"]
            request.headers["Content-Length"] = str(len(request.body))
        else:
            request.url = request.url.replace("handlers-echo", change["url"])

    return changed
