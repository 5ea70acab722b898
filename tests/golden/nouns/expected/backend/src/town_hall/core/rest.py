"""HTTP: the resolver that the API's functions share, and their requests and responses."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.typing import LambdaContext

from .problems import (
    THROTTLED,
    BadRequest,
    Busy,
    Invalid,
    NotFound,
    Problem,
    UnsupportedType,
)

Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]

logger = Logger()

_JSON_TYPE = re.compile(r"application/(json|merge-patch\+json)\s*(;.*)?", re.IGNORECASE)


class App(APIGatewayHttpResolver):
    """A resolver that responds with problem details when a `Problem` is raised.

    So it does when an AWS service throttles a request. Any other exception fails the invocation, so
    that the function's error metric counts it; API Gateway then responds with 500.
    """

    def __init__(self) -> None:
        super().__init__()
        self.exception_handler(Problem)(_answer_problem)
        self.exception_handler(Exception)(_answer_error)
        self.not_found(_answer_no_route)


def handler(app: App) -> Handler:
    """Return the Lambda handler that serves `app`."""

    @logger.inject_lambda_context(clear_state=True)
    def handle(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        return app.resolve(event, context)

    return handle


def answer(
    body: object,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """Return a JSON response, or one without a body for status 204."""
    empty = status is HTTPStatus.NO_CONTENT
    return Response(
        status_code=status.value,
        content_type=None if empty else "application/json",
        body="" if empty else json.dumps(body, ensure_ascii=False),
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def no_content() -> Response[str]:
    """Return an empty response."""
    return answer(None, HTTPStatus.NO_CONTENT)


def body(event: APIGatewayProxyEventV2) -> dict[str, object]:
    """Return the JSON object in the request's body."""
    content = read_json(event)
    if not isinstance(content, dict):
        raise Invalid({}, "The body must be a JSON object.")
    return content


def read_json(event: APIGatewayProxyEventV2) -> object:
    """Return the JSON value in the body; NaN, 1e999 and lone surrogates are not JSON."""
    if not _JSON_TYPE.fullmatch(event.headers.get("content-type") or ""):
        raise UnsupportedType("Send JSON with the content type application/json.")
    try:
        content = json.loads(event.decoded_body or "", parse_constant=_refuse_constant)
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not valid JSON.") from error
    return content


def query(event: APIGatewayProxyEventV2, allowed: Collection[str]) -> dict[str, str]:
    """Return the query parameters; an unknown parameter is an error."""
    parameters = event.query_string_parameters
    unknown = sorted(set(parameters) - set(allowed))
    if unknown:
        errors = dict.fromkeys(unknown, "is not a parameter of this operation")
        raise BadRequest("There is no such query parameter.", errors)
    return dict(parameters)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _answer_problem(problem: Problem) -> Response[str]:
    return Response(
        status_code=problem.status.value,
        content_type="application/problem+json",
        body=json.dumps(problem.as_dict(), ensure_ascii=False),
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def _answer_error(error: Exception) -> Response[str]:
    # Of botocore's ClientError, which not every function imports.
    match getattr(error, "response", None):
        case {"Error": {"Code": str(code)}} if code.removesuffix("Exception") in THROTTLED:
            return _answer_problem(Busy("Too many requests at the same time; try again."))
        case _:
            raise error


def _answer_no_route(_: Exception) -> Response[str]:
    return _answer_problem(NotFound("There is nothing at this path."))
