"""Functions behind HTTP."""

import json
from http import HTTPStatus
from typing import Any

from hello_world.core import endpoints, rest
from hello_world.core.endpoints import Reply, Request

from tests.cloud import Context


def call(app: rest.App, method: str, path: str, **event: Any) -> dict[str, Any]:
    """What an app answers."""
    http = {"method": method, "path": path}
    request = {"rawPath": path, "requestContext": {"http": http, "stage": "$default"}, **event}
    return rest.handler(app)(request, Context())


def test_a_function_gets_the_request() -> None:
    """What the request says is at hand, whatever the route."""
    app = rest.App()
    seen: list[Request] = []
    endpoints.serve(app, "POST /orders/{order_id}/notes", seen.append)

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
        )
    ]


def test_a_request_may_have_no_body() -> None:
    """Without a body there is nothing to parse."""
    app = rest.App()
    endpoints.serve(app, "GET /orders", lambda request: {"body": request.body})

    assert json.loads(call(app, "GET", "/orders")["body"]) == {"body": None}


def test_a_reply_has_its_own_status() -> None:
    """A function may say more than a value."""
    app = rest.App()
    reply = Reply({"id": 1}, HTTPStatus.ACCEPTED, {"X-Queue": "orders"})
    endpoints.serve(app, "GET /orders", lambda _: reply)

    response = call(app, "GET", "/orders")

    assert response["statusCode"] == HTTPStatus.ACCEPTED
    assert response["headers"]["X-Queue"] == "orders"
    assert json.loads(response["body"]) == {"id": 1}
