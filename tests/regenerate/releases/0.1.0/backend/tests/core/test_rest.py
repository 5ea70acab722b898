"""Requests and answers."""

import base64
from http import HTTPStatus
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from hello_world.core import problems, rest

from tests.cloud import Context


def event(body: str | None, content_type: str = "application/json") -> APIGatewayProxyEventV2:
    """A request with a body."""
    return APIGatewayProxyEventV2({"headers": {"content-type": content_type}, "body": body})


def call(app: rest.App, path: str) -> dict[str, Any]:
    """What an app answers to GET."""
    http = {"method": "GET", "path": path}
    request = {"rawPath": path, "requestContext": {"http": http, "stage": "$default"}}
    return rest.handler(app)(request, Context())


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_reads_json(content_type: str) -> None:
    """A JSON object is read, whatever it says about its characters."""
    assert rest.body(event('{"a": "ü"}', content_type)) == {"a": "ü"}


def test_reads_what_the_gateway_has_encoded() -> None:
    """The gateway hands on a body that it takes for binary in base64."""
    request = event(base64.b64encode(b'{"a": 1}').decode())
    request.raw_event["isBase64Encoded"] = True

    assert rest.body(request) == {"a": 1}


@pytest.mark.parametrize(
    "body",
    [None, "", "{", "NaN", '{"a": 1e999}', '{"a": "\\ud800"}', "[" * 100_000, '{"a": 1} b'],
)
def test_refuses_what_is_no_json(body: str | None) -> None:
    """What is no JSON, or cannot be written as UTF-8, is refused."""
    with pytest.raises(problems.BadRequest):
        rest.body(event(body))


def test_refuses_json_that_is_no_object() -> None:
    """The body of a request is an object."""
    with pytest.raises(problems.Invalid):
        rest.body(event("[1]"))


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/jsonp"])
def test_refuses_other_types(content_type: str) -> None:
    """Only JSON is read."""
    with pytest.raises(problems.UnsupportedType):
        rest.body(event("{}", content_type))


def test_refuses_parameters_that_nothing_reads() -> None:
    """A mistyped parameter is an error, not ignored."""
    request = APIGatewayProxyEventV2({"queryStringParameters": {"limit": "1", "page": "2"}})

    assert rest.query(request, ("limit", "page")) == {"limit": "1", "page": "2"}
    with pytest.raises(problems.BadRequest) as caught:
        rest.query(request, ("limit",))
    assert caught.value.errors.keys() == {"page"}


def test_problems_become_answers() -> None:
    """A problem is answered as RFC 9457 has it."""
    app = rest.App()

    @app.get("/taken")
    def taken() -> None:
        raise problems.Conflict("It exists.", {"name": "is taken"})

    response = call(app, "/taken")

    assert response["statusCode"] == HTTPStatus.CONFLICT
    assert response["headers"]["Content-Type"] == "application/problem+json"
    assert response["body"] == (
        '{"type": "about:blank", "title": "Conflict", "status": 409, "detail": "It exists.", '
        '"errors": [{"field": "name", "message": "is taken"}]}'
    )


def test_defects_fail_the_invocation() -> None:
    """An exception that is no problem is for the alarm, not for the client."""
    app = rest.App()

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(app, "/broken")


def test_an_unknown_address_is_a_problem() -> None:
    """What no route matches is not found."""
    response = call(rest.App(), "/nothing")

    assert response["statusCode"] == HTTPStatus.NOT_FOUND
    assert response["headers"]["Content-Type"] == "application/problem+json"
