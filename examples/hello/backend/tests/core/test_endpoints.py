"""HTTP functions."""

import json
from http import HTTPStatus
from typing import Any

import pytest

from hello_world.core import endpoints, rest
from hello_world.core.endpoints import Reply, Request

from tests.cloud import Context


def call(app: rest.App, method: str, path: str, **event: Any) -> dict[str, Any]:
    """Return an app's response."""
    http = {"method": method, "path": path}
    request = {"rawPath": path, "requestContext": {"http": http, "stage": "$default"}, **event}
    return rest.handler(app)(request, Context())


def test_function_receives_the_request() -> None:
    """The function receives the whole request."""
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


@pytest.mark.parametrize("name", ['"q"', "\N{GRINNING FACE}", "a#b", "a\\b", "a`b\n", "é", "%"])
def test_path_parameter_of_any_characters(name: str) -> None:
    """All characters can be in a path parameter, except the slash."""
    app = rest.App()
    endpoints.serve(app, "GET /hello/{name}", lambda request: request.path["name"])

    response = call(app, "GET", f"/hello/{name}", pathParameters={"name": name})

    assert response["statusCode"] == HTTPStatus.OK
    assert json.loads(response["body"]) == name
    assert call(app, "GET", "/hello/a/b")["statusCode"] == HTTPStatus.NOT_FOUND


def test_literal_path_comes_before_a_parameter() -> None:
    """A route without parameters is matched first, as in API Gateway."""
    app = rest.App()
    endpoints.serve(app, "GET /hello/{name}", lambda _: "by name")
    endpoints.serve(app, "GET /hello/all", lambda _: "all")

    assert json.loads(call(app, "GET", "/hello/all")["body"]) == "all"


def test_request_without_a_body() -> None:
    """A request without a body has no JSON value."""
    app = rest.App()
    endpoints.serve(app, "GET /orders", lambda request: {"body": request.body})

    assert json.loads(call(app, "GET", "/orders")["body"]) == {"body": None}


def test_reply_status_and_headers() -> None:
    """A function can set the status and headers."""
    app = rest.App()
    reply = Reply({"id": 1}, HTTPStatus.ACCEPTED, {"X-Queue": "orders"})
    endpoints.serve(app, "GET /orders", lambda _: reply)

    response = call(app, "GET", "/orders")

    assert response["statusCode"] == HTTPStatus.ACCEPTED
    assert response["headers"]["X-Queue"] == "orders"
    assert json.loads(response["body"]) == {"id": 1}
