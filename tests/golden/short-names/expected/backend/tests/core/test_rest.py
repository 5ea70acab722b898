"""Requests and responses."""

import base64
from http import HTTPStatus
from typing import Any

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from abz.core import problems, rest

from tests.cloud import Context


def event(body: str | None, content_type: str = "application/json") -> APIGatewayProxyEventV2:
    """Return a request with a body."""
    return APIGatewayProxyEventV2({"headers": {"content-type": content_type}, "body": body})


def call(app: rest.App, path: str) -> dict[str, Any]:
    """Return an app's response to GET."""
    http = {"method": "GET", "path": path}
    request = {"rawPath": path, "requestContext": {"http": http, "stage": "$default"}}
    return rest.handler(app)(request, Context())


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_body(content_type: str) -> None:
    """A JSON object is read whatever the charset of its content type."""
    assert rest.body(event('{"a": "ü"}', content_type)) == {"a": "ü"}


def test_base64_body() -> None:
    """API Gateway passes on a binary body in base64."""
    request = event(base64.b64encode(b'{"a": 1}').decode())
    request.raw_event["isBase64Encoded"] = True

    assert rest.body(request) == {"a": 1}


@pytest.mark.parametrize(
    "body",
    [None, "", "{", "NaN", '{"a": 1e999}', '{"a": "\\ud800"}', "[" * 100_000, '{"a": 1} b'],
)
def test_invalid_json_is_rejected(body: str | None) -> None:
    """Invalid JSON, and text that is not valid UTF-8, are rejected."""
    with pytest.raises(problems.BadRequest):
        rest.body(event(body))


def test_body_must_be_an_object() -> None:
    """The body must be a JSON object."""
    with pytest.raises(problems.Invalid):
        rest.body(event("[1]"))


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/jsonp"])
def test_other_content_types_are_rejected(content_type: str) -> None:
    """Other content types are rejected."""
    with pytest.raises(problems.UnsupportedType):
        rest.body(event("{}", content_type))


def test_unknown_query_parameter_is_rejected() -> None:
    """An unknown query parameter is an error."""
    request = APIGatewayProxyEventV2({"queryStringParameters": {"limit": "1", "page": "2"}})

    assert rest.query(request, ("limit", "page")) == {"limit": "1", "page": "2"}
    with pytest.raises(problems.BadRequest) as caught:
        rest.query(request, ("limit",))
    assert caught.value.errors.keys() == {"page"}


def test_problem_becomes_a_response() -> None:
    """A problem becomes an RFC 9457 response."""
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


def test_busy_says_when_to_try_again() -> None:
    """A client that must wait is told how long."""
    app = rest.App()

    @app.get("/busy")
    def busy() -> None:
        raise problems.Busy

    response = call(app, "/busy")

    assert response["statusCode"] == HTTPStatus.SERVICE_UNAVAILABLE
    assert response["headers"]["Retry-After"] == "1"


class ServiceError(Exception):
    """An error of an AWS service, as botocore raises it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


@pytest.mark.parametrize("code", ["ThrottlingException", "RequestLimitExceeded", "SlowDown"])
def test_throttled_request_is_to_be_tried_again(code: str) -> None:
    """An AWS service that is asked too much at a time is no failure of the function's."""
    app = rest.App()

    @app.get("/throttled")
    def throttled() -> None:
        raise ServiceError(code)

    response = call(app, "/throttled")

    assert response["statusCode"] == HTTPStatus.SERVICE_UNAVAILABLE
    assert response["headers"]["Retry-After"] == "1"


def test_other_error_of_a_service_fails_the_invocation() -> None:
    """An error that another attempt cannot overcome propagates."""
    app = rest.App()

    @app.get("/denied")
    def denied() -> None:
        raise ServiceError("AccessDeniedException")

    with pytest.raises(ServiceError):
        call(app, "/denied")


def test_unexpected_exception_fails_the_invocation() -> None:
    """Any other exception propagates, so that the alarm sees it."""
    app = rest.App()

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(app, "/broken")


def test_unknown_route_is_not_found() -> None:
    """An unknown route is not found."""
    response = call(rest.App(), "/nothing")

    assert response["statusCode"] == HTTPStatus.NOT_FOUND
    assert response["headers"]["Content-Type"] == "application/problem+json"
