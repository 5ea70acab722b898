"""The event payloads of an HTTP API, in the payload formats 1.0 and 2.0."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from email.utils import formatdate
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.application import HttpApi, Json, Route
    from scaffold.local.gateway.tokens import Identity

# As measured on AWS: all other types are binary, including forms and a missing type.
_TEXT_TYPES: Final = frozenset({"application/json", "application/xml", "application/javascript"})
# The gateway does not forward hop-by-hop headers.
_HOP_BY_HOP: Final = frozenset(
    {"connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GatewayRequest:
    """A request to the gateway; `path` decoded, `query` as it was sent."""

    id: str
    at: float
    method: str
    path: str
    query: str
    pairs: Pairs
    source: str
    port: int
    protocol: str = "HTTP/1.1"

    @cached_property
    def headers(self) -> dict[str, str]:
        """The headers by lowercase name; repeated ones are joined with commas."""
        return _joined(self.pairs)

    @cached_property
    def parameters(self) -> Pairs:
        """The decoded query string parameters."""
        return tuple(parse_qsl(self.query, keep_blank_values=True))

    @property
    def cookies(self) -> list[str]:
        """The cookies, each as `name=value`."""
        sent = [value for name, value in self.pairs if name == "cookie"]
        return [cookie.strip() for value in sent for cookie in value.split(";") if cookie.strip()]

    @property
    def domain(self) -> str:
        """The host name that the request was sent to."""
        return self.headers.get("host", "").rsplit(":", 1)[0]


@dataclass(frozen=True, slots=True)
class RoutedRequest:
    """A request with its route, path parameters and identity."""

    request: GatewayRequest
    api: HttpApi
    route: Route
    parameters: Mapping[str, str]
    identity: Identity | None = None

    @property
    def account(self) -> str:
        """The account ID of the function."""
        return self.route.function.split(":")[4]


def event_payload(routed: RoutedRequest, body: bytes) -> bytes:
    """Return the JSON event of a request, in the payload format of its route."""
    build = _version_1 if routed.route.payload_version == "1.0" else _version_2
    return json.dumps(build(routed, body), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _version_2(routed: RoutedRequest, body: bytes) -> dict[str, Json]:
    request, api = routed.request, routed.api
    text, is_base64 = _body(request, body)
    cookies: list[Json] = [*request.cookies]
    optional: dict[str, Json] = {
        "cookies": cookies,
        "queryStringParameters": dict(_joined(request.parameters)),
        "pathParameters": dict(routed.parameters),
        "stageVariables": dict(api.stage_variables),
        "body": text,
    }
    headers = _forwarded(request, body)
    headers.pop("cookie", None)
    return {
        "version": "2.0",
        "routeKey": routed.route.key,
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": dict(headers),
        "requestContext": _request_context_2(routed),
        "isBase64Encoded": is_base64,
        **{name: value for name, value in optional.items() if value},
    }


def _request_context_2(routed: RoutedRequest) -> dict[str, Json]:
    request, api = routed.request, routed.api
    context: dict[str, Json] = {
        "accountId": routed.account,
        "apiId": api.id,
        "domainName": request.domain,
        "domainPrefix": request.domain.split(".", 1)[0],
        "http": {
            "method": request.method,
            "path": request.path,
            "protocol": request.protocol,
            "sourceIp": request.source,
            "userAgent": request.headers.get("user-agent", ""),
        },
        "requestId": request.id,
        "routeKey": routed.route.key,
        "stage": api.stage,
        "time": _log_time(request.at),
        "timeEpoch": int(request.at * 1000),
    }
    if routed.identity is not None:
        context["authorizer"] = {"jwt": _claims(routed, routed.identity)}
    return context


def _version_1(routed: RoutedRequest, body: bytes) -> dict[str, Json]:
    request, api = routed.request, routed.api
    text, is_base64 = _body(request, body)
    query = _grouped(request.parameters)
    headers = _grouped(_forwarded_pairs(request, body))
    parameters, variables = dict(routed.parameters), dict(api.stage_variables)
    return {
        "version": "1.0",
        "resource": routed.route.path,
        "path": request.path,
        "httpMethod": request.method,
        "headers": {name: values[-1] for name, values in headers.items()},
        "multiValueHeaders": {name: [*values] for name, values in headers.items()},
        "queryStringParameters": {name: values[0] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": {name: [*values] for name, values in query.items()}
        or None,
        "requestContext": _request_context_1(routed),
        "pathParameters": {**parameters} or None,
        "stageVariables": {**variables} or None,
        "body": text,
        "isBase64Encoded": is_base64,
    }


def _request_context_1(routed: RoutedRequest) -> dict[str, Json]:
    request, api = routed.request, routed.api
    identity: Json = {
        "sourceIp": request.source,
        "userAgent": request.headers.get("user-agent", ""),
    }
    context: dict[str, Json] = {
        "accountId": routed.account,
        "apiId": api.id,
        "domainName": request.domain,
        "domainPrefix": request.domain.split(".", 1)[0],
        "extendedRequestId": request.id,
        "httpMethod": request.method,
        "identity": identity,
        "path": request.path,
        "protocol": request.protocol,
        "requestId": request.id,
        "requestTime": _log_time(request.at),
        "requestTimeEpoch": int(request.at * 1000),
        "resourceId": routed.route.key,
        "resourcePath": routed.route.path,
        "stage": api.stage,
    }
    if routed.identity is not None:
        context["authorizer"] = _claims(routed, routed.identity)
    return context


def _claims(routed: RoutedRequest, identity: Identity) -> dict[str, Json]:
    # Without scopes on the route, those of the token are not passed on.
    scopes: Json = [*identity.scopes] if routed.route.scopes else None
    return {"claims": dict(identity.claims), "scopes": scopes}


def _body(request: GatewayRequest, body: bytes) -> tuple[str | None, bool]:
    if not body:
        return None, False
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith("text/") or kind in _TEXT_TYPES:
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode(), True


def _forwarded(request: GatewayRequest, body: bytes) -> dict[str, str]:
    return _joined(_forwarded_pairs(request, body))


def _forwarded_pairs(request: GatewayRequest, body: bytes) -> Pairs:
    """Return the client's headers with those that the gateway adds."""
    sent = (pair for pair in request.pairs if pair[0] not in _HOP_BY_HOP | {"content-length"})
    trace = (
        request.headers.get("x-amzn-trace-id")
        or f"Root=1-{int(request.at):08x}-{os.urandom(12).hex()}"
    )
    through = request.headers.get("x-forwarded-for")
    added = {
        "content-length": str(len(body)),
        "x-amzn-trace-id": trace,
        "x-forwarded-for": f"{through}, {request.source}" if through else request.source,
        "x-forwarded-port": str(request.port),
        "x-forwarded-proto": "http",
    }
    return (*(pair for pair in sent if pair[0] not in added), *added.items())


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _log_time(at: float) -> str:
    """Return a time in the common log format, in English regardless of the locale."""
    _, day, month, year, time, _ = formatdate(at).split()
    return f"{day}/{month}/{year}:{time} +0000"
