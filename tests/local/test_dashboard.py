"""The dashboard's HTTP surface, over an application of one function."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from scaffold.errors import ScaffoldError
from scaffold.local.activity import ActivityLog, Invocation
from scaffold.local.application import Application, Function
from scaffold.local.dashboard.app import dashboard
from scaffold.local.dashboard.contents import Contents
from scaffold.local.invocation import InvocationResult

FUNCTION = Function(
    logical_id="HelloFunction",
    name="app-HelloFunction",
    arn="arn:aws:lambda:us-east-1:000000000000:function:app-HelloFunction",
    handler="app.hello.handler",
    runtime="python3.14",
    code=Path("/nowhere"),
    memory=512,
    timeout=10,
    role="arn:aws:iam::000000000000:role/hello",
)


@dataclass
class OneFunction:
    """A cloud whose only function returns its event."""

    activity: ActivityLog = field(default_factory=lambda: ActivityLog(lambda: 1.0))
    application: Application = field(
        default_factory=lambda: Application("app", "us-east-1", functions=(FUNCTION,))
    )
    urls: dict[str, str] = field(default_factory=lambda: {"API": "http://127.0.0.1:1"})
    contents: Contents = field(default_factory=lambda: Contents(lambda _service: None))
    fired: list[str] = field(default_factory=list)

    async def mails(self) -> list[dict[str, Any]]:
        """Two people have got mail."""
        return [
            {"at": 1.0, "to": "ada@example.com", "subject": "Your code", "text": "123"},
            {"at": 2.0, "to": "bob@example.com", "subject": "Your code", "text": "456"},
        ]

    async def invoke_function(
        self, function: str, payload: bytes, *, trigger: str
    ) -> InvocationResult:
        """Return the event."""
        self.activity.add(
            Invocation(
                1.0, FUNCTION.logical_id, "r-9", trigger, 1.0, None, 50.0, None, payload, payload
            )
        )
        assert function == FUNCTION.name
        return InvocationResult("r-9", None, payload, duration=1.0)

    def next_due(self, _schedule: str) -> None:
        """Nothing is due."""

    async def fire(self, schedule: str) -> None:
        """Remember what was fired."""
        if schedule != "Nightly":
            raise ScaffoldError(f"no schedule {schedule}")
        self.fired.append(schedule)


@pytest.fixture
def cloud() -> OneFunction:
    """A cloud of its own for each test."""
    return OneFunction()


@pytest.fixture
def client(cloud: OneFunction) -> httpx.AsyncClient:
    """A client of the dashboard, as its page is."""
    transport = httpx.ASGITransport(dashboard(cloud))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080")


@pytest.mark.parametrize("name", ["/", "/page.js", "/page.css"])
async def test_dashboard_content_security_policy(client: httpx.AsyncClient, name: str) -> None:
    """Its policy allows scripts and styles of its own only."""
    answer = await client.get(name)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_invoking_shows_in_the_functions_figures(client: httpx.AsyncClient) -> None:
    """What was called is counted."""
    answer = await client.post("/api/invoke", json={"function": "hello", "event": {"a": 1}})
    assert answer.json()["payload"] == '{"a": 1}'
    (function,) = (await client.get("/api/state")).json()["functions"]
    assert (function["invocations"], function["errors"], function["memory"]) == (1, 0, 50)


async def test_invoke_unknown_function_lists_the_known_ones(client: httpx.AsyncClient) -> None:
    """Nobody has to guess logical ids."""
    answer = await client.post("/api/invoke", json={"function": "nope"})
    assert answer.status_code == 404
    assert answer.json()["message"] == 'no function "nope"; use HelloFunction'


async def test_an_invocation_can_be_replayed(client: httpx.AsyncClient, cloud: OneFunction) -> None:
    """With the very event that it had."""
    await client.post("/api/invoke", json={"function": "HelloFunction", "event": [1, 2]})
    answer = await client.post("/api/replay/r-9")
    assert answer.json()["payload"] == "[1, 2]"
    triggers = [
        record.trigger for record in cloud.activity.records() if isinstance(record, Invocation)
    ]
    assert triggers == ["invoke", "replay"]


async def test_mails_of_one_person(client: httpx.AsyncClient) -> None:
    """Browser tests read their code here."""
    answer = await client.get("/api/mails", params={"to": "ADA@example.com"})
    assert [mail["text"] for mail in answer.json()] == ["123"]


async def test_a_schedule_can_be_fired(client: httpx.AsyncClient, cloud: OneFunction) -> None:
    """Without waiting for three in the morning."""
    assert (await client.post("/api/schedules/Nightly/fire")).status_code == 200
    assert (await client.post("/api/schedules/Daily/fire")).status_code == 404
    assert cloud.fired == ["Nightly"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"host": "evil.example:8080"},
        {"content-type": "text/plain"},
    ],
)
async def test_cross_origin_post_is_rejected_by_the_dashboard(
    client: httpx.AsyncClient, cloud: OneFunction, headers: dict[str, str]
) -> None:
    """By its origin, by a name bound to this computer, or by a form."""
    content = json.dumps({"function": "HelloFunction"})
    answer = await client.post("/api/invoke", content=content, headers=headers)
    assert answer.status_code in {403, 415}
    assert cloud.activity.records() == ()


async def test_rebound_host_name_is_rejected_by_the_dashboard(client: httpx.AsyncClient) -> None:
    """DNS rebinding."""
    answer = await client.get("/api/state", headers={"host": "evil.example:8080"})
    assert answer.status_code == 403
