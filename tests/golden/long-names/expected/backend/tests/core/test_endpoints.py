"""Functions behind HTTP."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from application_abcdefgh_abcdefgh_ab.core import endpoints, rest
from application_abcdefgh_abcdefgh_ab.core.access import Caller, rule
from application_abcdefgh_abcdefgh_ab.core.endpoints import Reply, Request

from tests.cloud import Context


def call(app: rest.App, method: str, path: str, **event: Any) -> dict[str, Any]:
    """What an app answers."""
    http = {"method": method, "path": path}
    context = {"http": http, "stage": "$default", "authorizer": {"jwt": {"claims": {"sub": "me"}}}}
    request = {"rawPath": path, "requestContext": context, **event}
    return rest.handler(app)(request, Context())


def test_a_function_gets_the_request() -> None:
    """What the request says is at hand, whatever the route."""
    app = rest.App()
    seen: list[Request] = []
    endpoints.serve(app, "POST /orders/{order_id}/notes", rule("signed-in"), seen.append)

    response = call(
        app,
        "POST",
        "/orders/a b/notes",
        pathParameters={"order_id": "a b"},
        queryStringParameters={"draft": "yes"},
        headers={"content-type": "application/json"},
        body='{"text": "a"}',
    )

    assert response["statusCode"] == HTTPStatus.OK
    assert response["body"] == "null"
    assert seen == [
        Request(
            route="POST /orders/{order_id}/notes",
            path={"order_id": "a b"},
            query={"draft": "yes"},
            headers={"content-type": "application/json"},
            body={"text": "a"},
            caller=Caller("me"),
        )
    ]


def test_a_request_may_have_no_body() -> None:
    """Without a body there is nothing to parse."""
    app = rest.App()
    endpoints.serve(app, "GET /orders", rule("public"), lambda request: {"body": request.body})

    assert json.loads(call(app, "GET", "/orders")["body"]) == {"body": None}


def test_a_reply_has_its_own_status() -> None:
    """A function may say more than a value."""
    app = rest.App()
    reply = Reply({"id": 1}, HTTPStatus.ACCEPTED, {"X-Queue": "orders"})
    endpoints.serve(app, "GET /orders", rule("public"), lambda _: reply)

    response = call(app, "GET", "/orders")

    assert response["statusCode"] == HTTPStatus.ACCEPTED
    assert response["headers"]["X-Queue"] == "orders"
    assert json.loads(response["body"]) == {"id": 1}


def test_the_rule_decides_who_gets_in() -> None:
    """A caller whom the rule does not cover never reaches the function."""
    app = rest.App()
    endpoints.serve(app, "GET /orders", rule("admins"), lambda _: pytest.fail("let in"))

    assert call(app, "GET", "/orders")["statusCode"] == HTTPStatus.FORBIDDEN
