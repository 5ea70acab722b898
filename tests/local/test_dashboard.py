"""The dashboard's HTTP surface, over an application of one function."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.local.activity import ActivityLog, Invocation
from scaffold.local.application import Application, Function
from scaffold.local.dashboard.app import dashboard
from scaffold.local.dashboard.contents import Contents
from scaffold.local.dashboard.users import Users
from scaffold.local.invocation import InvocationResult

TOKEN = "the-token-of-this-run"  # noqa: S105 - of nobody
ORIGIN = "http://127.0.0.1:8080"
PATHS = (
    *("/", "/page.js", "/api/state", "/api/records", "/api/mails", "/api/queues"),
    *("/api/buckets/x", "/api/invoke", "/api/replay/x", "/api/nothing", "/%00"),
)

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
        default_factory=lambda: Application(
            "app", "us-east-1", functions=(FUNCTION,), user_pools={"UserPool": "us-east-1_a"}
        )
    )
    urls: dict[str, str] = field(default_factory=lambda: {"API": "http://127.0.0.1:1"})
    contents: Contents = field(default_factory=lambda: Contents(lambda _service: None))
    users: Users = field(default_factory=lambda: Users(lambda _service: None))
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
    """A client of the dashboard, as the command line is."""
    return _client(cloud, {"Authorization": f"Bearer {TOKEN}"})


def _client(cloud: OneFunction, headers: dict[str, str]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(dashboard(cloud, TOKEN))
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)


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


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
async def test_strangers_learn_nothing(cloud: OneFunction, method: str) -> None:
    """Without the token of this run nothing answers, whatever is sent in its place."""
    wrong = "the-token-of-another"
    for headers in (
        {},
        {"Authorization": f"Bearer {wrong}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Cookie": f"scaffold-dashboard-8080={wrong}"},
        {"Cookie": f"scaffold-dashboard-9090={TOKEN}"},
        {"Cookie": "a=b; ;;="},
    ):
        async with _client(cloud, headers) as stranger:
            for path in PATHS:
                answer = await stranger.request(method, path, params={"token": wrong})
                assert answer.status_code == 401
                if method != "HEAD":
                    assert answer.json()["message"].startswith("open the dashboard with the URL")


async def test_the_printed_url_opens_the_page(cloud: OneFunction) -> None:
    """The token moves from the address bar to a cookie that no script and no other site gets."""
    async with _client(cloud, {}) as browser:
        opened = await browser.get(f"/?token={TOKEN}")
        assert (opened.status_code, opened.headers["location"]) == (303, "/")
        cookie = opened.headers["set-cookie"]
        assert cookie == f"scaffold-dashboard-8080={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
        assert (await browser.get("/")).headers["content-type"].startswith("text/html")
        assert (await browser.get("/api/state")).status_code == 200


async def test_a_mail_url_has_the_token(cloud: OneFunction) -> None:
    """A test without cookies reads mails."""
    async with _client(cloud, {}) as test:
        found = await test.get(f"/api/mails?token={TOKEN}&to=bob@example.com")
    assert [mail["text"] for mail in found.json()] == ["456"]


BODIES: tuple[bytes, ...] = (
    *(b"", b"{", b"null", b"1", b"true", b'"text"', b"[]", b"[1]", b"{}", b"\xff\xfe", b"\x00"),
    *(b'{"function": 1}', b'{"function": null}', b'{"function": ["hello"]}', b'{"function": {}}'),
    *(b'{"function": "hello", "event": NaN}', b'{"function": "hello", "event": Infinity}'),
    *(b'{"function": "\\ud800"}', b'{"function": "missing"}', b'{"event": {}}', b"[" * 10**5),
    *(b'{"function": "hello", "event": ' + b'{"a":' * 10**5, b"1" * 5000, b'{"function": ""}'),
    b'{"function": "hello", "event": "' + b"x" * (6 * 2**20) + b'"}',
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_malformed_invocations_get_a_reason(client: httpx.AsyncClient, body: bytes) -> None:
    """Whatever is sent, the answer is the client's fault, and says which."""
    answer = await client.post(
        "/api/invoke", content=body, headers={"Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/api/invoke", {}, 405),
        ("PUT", "/api/state", {}, 405),
        ("BREW", "/api/state", {}, 405),
        ("GET", "/page.exe", {}, 404),
        ("GET", "/page.../../app.py", {}, 404),
        ("GET", "/api/buckets/%2e%2e%2fx", {}, 404),
        ("GET", "/api/buckets/%ff", {}, 404),
        ("POST", "/api/replay/%00", {}, 404),
        ("POST", "/api/schedules/%F0%9F/fire", {}, 404),
        ("POST", "/api/invoke", {"Content-Type": "text/plain"}, 415),
        ("POST", "/api/invoke", {"Content-Type": ""}, 415),
        ("POST", "/api/invoke", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ("POST", "/api/invoke", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ("POST", "/api/invoke", {"Content-Type": "application/json; charset=utf-8"}, 400),
        ("GET", "/api/state", {"Host": ""}, 403),
        ("GET", "/api/state", {"Host": "127.0.0.1:99999"}, 403),
        ("GET", "/api/state", {"Host": "[::1"}, 403),
        ("GET", "/api/state", {"Origin": "null"}, 403),
        ("GET", "/api/state", {"Origin": "http://127.0.0.1:9999"}, 403),
        ("GET", f"/api/mails?to={'x' * 2**13}", {}, 414),
    ],
)
async def test_malformed_requests_get_a_reason(
    client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Each is rejected as JSON, with the reason."""
    answer = await client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert answer.headers["cache-control"] == "no-store"


@settings(max_examples=100)
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "X"]),
    path=st.sampled_from(["/api/invoke", "/api/replay/", "/api/buckets/", "/"]),
    rest=st.text(st.characters(codec="utf-8"), max_size=20),
    body=st.binary(max_size=50)
    | st.builds(
        lambda value: json.dumps(value).encode(),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text() | st.just("function"),
            lambda inner: (
                st.lists(inner) | st.dictionaries(st.sampled_from(["function", "event"]), inner)
            ),
        ),
    ),
)
async def test_no_request_is_the_servers_fault(
    method: str, path: str, rest: str, body: bytes
) -> None:
    """No answer is a 5xx."""
    async with _client(OneFunction(), {"Authorization": f"Bearer {TOKEN}"}) as client:
        target = f"{path}{quote(rest)}"
        answer = await client.request(
            method, target, content=body, headers={"Content-Type": "application/json"}
        )
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("path", "content", "status", "reason"),
    [
        ("UserPool/users", "{", 400, "not JSON"),
        ("UserPool/users", "[" * 100_000, 400, "not JSON"),
        ("UserPool/users", "[]", 400, "not a JSON object"),
        ("UserPool/users", "{}", 400, 'send {"username"'),
        ("UserPool/users", '{"username": ""}', 400, 'send {"username"'),
        ("UserPool/users", '{"username": 7}', 400, 'send {"username"'),
        ("UserPool/users", '{"username": "a", "groups": "admins"}', 400, 'send {"username"'),
        ("UserPool/users", '{"username": "a", "groups": [1]}', 400, 'send {"username"'),
        ("UserPool/users/ada/password", "{}", 400, 'send {"password"'),
        ("Other/users", '{"username": "a"}', 404, "the user pools are UserPool"),
        ("Other/users/ada/confirm", "{}", 404, "no user pool named Other"),
    ],
)
async def test_malformed_requests_for_users_are_rejected(
    client: httpx.AsyncClient, path: str, content: str, status: int, reason: str
) -> None:
    """With the reason, before anything reaches Cognito."""
    headers = {"content-type": "application/json"}
    answer = await client.post(f"/api/pools/{path}", content=content, headers=headers)
    assert answer.status_code == status
    assert reason in answer.json()["message"]
