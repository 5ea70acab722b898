"""Defects planted in template.yaml break the running application in the way AWS would."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from local.cloud.defects import replaced, within, without
from local.cloud.films import MOVIE, is_about, uploaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx
    from local.applications import Running
    from local.people import Person

    Plant = Callable[[Callable[[str], str]], None]

pytestmark = pytest.mark.slow

PREFLIGHT = {"Origin": "http://localhost:5173", "Access-Control-Request-Method": "GET"}


@pytest.fixture
def plant(running: Running) -> Iterator[Plant]:
    """Save the template with a defect, and without it after the test."""
    right = (running.root / "template.yaml").read_text(encoding="utf-8")

    def deployed(edit: Callable[[str], str]) -> None:
        said = running.deploy(edit(right))
        assert said.startswith("Deployed in"), said

    yield deployed
    deployed(str)
    assert running.request("GET", "/health").json() == {"status": "ok"}


def test_a_route_that_is_gone_is_not_found(running: Running, plant: Plant) -> None:
    """The gateway's own 404, and the other routes stay."""
    plant(lambda text: without(text, "CheckHealth:"))
    answer = running.request("GET", "/health")
    assert (answer.status_code, answer.json()) == (404, {"message": "Not Found"})
    assert running.request("GET", "/videos").status_code == 200


def test_a_permission_that_is_gone_is_denied(running: Running, plant: Plant, ada: Person) -> None:
    """The function fails, the activity says which statement is missing, and reading goes on."""
    now = time.time()
    plant(lambda text: within(text, "VideoFunctionRole:", f"{' ' * 18}- dynamodb:PutItem\n", ""))
    assert ada.request("POST", "/videos", {"title": "One"}).status_code == 500
    advice = running.notice("iam", "dynamodb:PutItem", since=now)
    assert "VideoFunctionRole" in advice
    assert "VideoTable" in advice or "video" in advice
    running.line("AccessDenied", since=now)
    assert running.request("GET", "/videos").status_code == 200


def test_without_the_rule_an_upload_is_not_processed(
    running: Running, plant: Plant, ada: Person
) -> None:
    """The upload itself succeeds; once the rule is back, only later ones are processed."""
    right = (running.root / "template.yaml").read_text(encoding="utf-8")
    plant(
        lambda text: without(
            text,
            "ProbeVideoUploadRule:",
            "ProbeVideoUploadRulePermission:",
            "ProbeVideoDeadLettersPolicy:",
        )
    )
    assert was_skipped(running, ada, right)


def test_without_its_permission_the_rule_reaches_nothing(
    running: Running, plant: Plant, ada: Person
) -> None:
    """EventBridge may not invoke the function; a warning says so."""
    right = (running.root / "template.yaml").read_text(encoding="utf-8")
    now = time.time()
    plant(lambda text: without(text, "ProbeVideoUploadRulePermission:"))
    assert "ProbeVideo" in running.notice("template", "ermission", since=now)
    assert was_skipped(running, ada, right)


def test_without_the_notification_an_upload_is_not_processed(
    running: Running, plant: Plant, ada: Person
) -> None:
    """The bucket tells EventBridge nothing."""
    right = (running.root / "template.yaml").read_text(encoding="utf-8")
    plant(lambda text: without(text, "NotificationConfiguration:"))
    assert was_skipped(running, ada, right)


def test_changed_cors_origin_blocks_the_frontend(running: Running, plant: Plant) -> None:
    """Its preflights get no headers, and so browsers ask no further."""
    assert allowed_origin(running) == "http://localhost:5173"
    plant(
        lambda text: within(text, "HttpApi:", "- !Ref AppOrigin", "- https://elsewhere.example.com")
    )
    assert allowed_origin(running) is None


def test_without_the_authorizer_nobody_is_known(plant: Plant, ada: Person) -> None:
    """The route is public, and the function refuses a caller whom no authorizer vouches for."""
    path = "            Path: /videos\n"
    public = f"{path}            Auth: {{Authorizer: NONE}}\n"
    plant(lambda text: within(text, "CreateVideo:", path, public))
    answer = ada.request("POST", "/videos", {"title": "One"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_changed_audience_rejects_all_tokens(plant: Plant, ada: Person) -> None:
    """The tokens of the application's clients are no longer for this API."""
    plant(
        lambda text: replaced(
            text,
            "- !Ref UserPoolClient\n                - !If [IsLoadable, !Ref LoadClient,"
            " !Ref AWS::NoValue]",
            "- somebody-else",
        )
    )
    answer = ada.request("POST", "/videos", {"title": "One"})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthorized"})


def test_a_variable_that_is_gone_fails_the_function(running: Running, plant: Plant) -> None:
    """500 with the gateway's message, and the variable's name in the log."""
    now = time.time()
    plant(
        lambda text: within(text, "VideoFunction:", f"{' ' * 10}VIDEO_TABLE: !Ref VideoTable\n", "")
    )
    answer = running.request("GET", "/videos")
    assert answer.status_code == 500
    assert "VIDEO_TABLE" not in answer.text
    running.line("VIDEO_TABLE", since=now)


def test_a_wrong_handler_fails_as_lambda_says_it(running: Running, plant: Plant) -> None:
    """The module is not there."""
    now = time.time()
    plant(lambda text: replaced(text, "video_share.health.handler", "video_share.heath.handler"))
    answer = running.request("GET", "/health")
    assert (answer.status_code, answer.json()) == (500, {"message": "Internal Server Error"})
    running.line("Unable to import module 'video_share.heath'", since=now)


def test_a_shorter_timeout_ends_what_takes_longer(running: Running, plant: Plant) -> None:
    """What was answered before is a 500 now, with Lambda's own words in the activity."""
    name = "backend/src/video_share/functions/hello.py"
    code = (running.root / name).read_text(encoding="utf-8")
    slow = replaced(code, "    return {", "    time.sleep(1.5)\n    return {")
    running.notice("reload", since=running.save(name, f"import time\n{slow}"))
    try:
        assert running.request("GET", "/hello/ada").status_code == 200
        now = time.time()
        role = "      Role: !GetAtt HelloFunctionRole.Arn\n"
        shorter = f"{role}      Timeout: 1\n"
        plant(lambda text: within(text, "HelloFunction:", role, shorter))
        assert running.request("GET", "/hello/ada").status_code == 500
        outcome = running.invocation("HelloFunction", since=now)
        assert outcome.error == "Sandbox.Timedout"
        assert b"Task timed out after 1.00 seconds" in outcome.response
    finally:
        running.notice("reload", since=running.save(name, code))


def test_a_throttle_answers_too_many_requests(running: Running, plant: Plant) -> None:
    """429 with the gateway's message, once the burst is used up."""
    plant(
        lambda text: replaced(
            replaced(text, "ThrottlingBurstLimit: 500", "ThrottlingBurstLimit: 2"),
            "ThrottlingRateLimit: 1000",
            "ThrottlingRateLimit: 1",
        )
    )
    answers = [running.request("GET", "/health") for _ in range(20)]
    assert answers[0].status_code == 200
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0].json() == {"message": "Too Many Requests"}


def was_skipped(running: Running, person: Person, right: str) -> bool:
    """Whether an upload of now is not processed, and one under the right template is.

    The second is the sign that the first, which came before it, will not be processed any more.
    """
    lost = uploaded(person, MOVIE)
    running.deploy(right)
    marker = uploaded(person, MOVIE)
    running.wait_for(lambda record: is_about(record, marker))
    return not any(is_about(record, lost) for record in running.cloud.activity.records())


def allowed_origin(running: Running) -> str | None:
    """The origin that a preflight of the frontend is told."""
    answer: httpx.Response = running.request("OPTIONS", "/videos", headers=PREFLIGHT)
    origin = answer.headers.get("access-control-allow-origin")
    return None if origin is None else str(origin)
