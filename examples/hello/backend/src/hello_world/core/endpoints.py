"""HTTP for functions: the request and the reply of a function's code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from . import rest


@dataclass(frozen=True)
class Request:
    """A request; `route` is the matched trigger, such as `GET /hello/{name}`."""

    route: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: object


@dataclass(frozen=True)
class Reply:
    """A response with its own status or headers."""

    body: object
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Request], object]


def serve(app: rest.App, route: str, handler: Handler) -> None:
    """Serve a route with what `handler` returns: a JSON value or a Reply."""
    method, path = route.split(" ")

    def answer() -> Response[str]:
        event = app.current_event
        request = Request(
            route=route,
            path=event.path_parameters,
            query=event.query_string_parameters,
            headers=event.headers,
            body=rest.read_json(event) if event.body else None,
        )
        result = handler(request)
        reply = result if isinstance(result, Reply) else Reply(result)
        return rest.answer(reply.body, reply.status, reply.headers)

    # A regular expression, since <name> does not match every character.
    app.route(re.sub(r"\{\w+\}", "([^/]+)", path), method)(answer)
