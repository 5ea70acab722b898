"""An HTTP API of API Gateway as an ASGI application."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError
from scaffold.local.activity import Request
from scaffold.local.gateway import cors
from scaffold.local.gateway.asgi import (
    BodyTooLargeError,
    ClientGoneError,
    pairs_of,
    port_of,
    read_body,
    send_response,
)
from scaffold.local.gateway.authorization import Authorization
from scaffold.local.gateway.payloads import GatewayRequest, RoutedRequest, event_payload
from scaffold.local.gateway.responses import (
    MalformedResponseError,
    RejectedError,
    Response,
    error_response,
    response_from,
)
from scaffold.local.gateway.routing import Router
from scaffold.local.gateway.throttling import ACCOUNT_THROTTLE, TokenBucket
from scaffold.local.gateway.tokens import KeysUnavailableError
from scaffold.local.invocation import SYNCHRONOUS_PAYLOAD, THROTTLED
from scaffold.local.loopback import is_local_host, is_local_origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.activity import ActivityLog
    from scaffold.local.application import HttpApi, Route
    from scaffold.local.gateway.asgi import Receive, Scope, Send
    from scaffold.local.gateway.responses import Headers
    from scaffold.local.gateway.routing import Match
    from scaffold.local.gateway.tokens import FetchKeys
    from scaffold.local.invocation import InvocationResult, Invoke

BODY_LIMIT: Final = 10 * 2**20
# The sum of the request target and all header values, in bytes.
HEAD_LIMIT: Final = 10_240


class Gateway:
    """Serves an HTTP API: routes, authorizes, throttles, invokes, and logs each request.

    Uses the activity log's clock. `aclose` cancels invocations whose clients have gone.
    """

    def __init__(
        self, api: HttpApi, invoke: Invoke, fetch_keys: FetchKeys, activity: ActivityLog
    ) -> None:
        self._api = api
        self._invoke = invoke
        self._activity = activity
        self._prefix = "" if api.stage == "$default" else f"/{api.stage}"
        self._router = Router(api.routes)
        self._buckets = {
            route.key: TokenBucket(
                route.throttle or api.throttle or ACCOUNT_THROTTLE, activity.clock
            )
            for route in api.routes
        }
        self._authorization = Authorization(api.authorizers, fetch_keys, activity.clock)
        self._invocations: set[asyncio.Future[InvocationResult]] = set()
        self._open_requests = 0

    @property
    def is_busy(self) -> bool:
        """True while a request or an invocation is in progress."""
        return self._open_requests > 0 or bool(self._invocations)

    async def aclose(self) -> None:
        """Cancel all invocations."""
        for invocation in self._invocations:
            invocation.cancel()
        await asyncio.gather(*self._invocations, return_exceptions=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to a request."""
        if scope["type"] != "http":
            return
        started = time.perf_counter()
        request = _request_from(scope, self._activity.clock())
        match = self._match(request)
        with contextlib.suppress(ClientGoneError), self._busy():
            response = await self._respond(request, match, receive)
            response = self._with_gateway_headers(request, response)
            await send_response(send, response)
            duration = (time.perf_counter() - started) * 1000
            route = match.route.key if match else None
            self._activity.add(
                Request(
                    request.at,
                    request.method,
                    request.path,
                    route,
                    response.status,
                    duration,
                    request.id,
                )
            )

    @contextlib.contextmanager
    def _busy(self) -> Iterator[None]:
        self._open_requests += 1
        try:
            yield
        finally:
            self._open_requests -= 1

    async def _respond(
        self, request: GatewayRequest, match: Match | None, receive: Receive
    ) -> Response:
        try:
            self._check_sender(request)
            configured = self._api.cors
            if configured and cors.is_preflight(request.method, request.headers):
                return Response(204)
            if match is None:
                return error_response(404, "Not Found")
            routed = RoutedRequest(request, self._api, match.route, match.parameters)
            return await self._handle(routed, receive)
        except RejectedError as refused:
            return refused.response
        except KeysUnavailableError as error:
            self._report(request, str(error))
            return error_response(500, "Internal Server Error")
        except ClientGoneError:
            raise
        except Exception:  # noqa: BLE001 - one request must not stop the server
            self._report(request, f"the gateway failed: {traceback.format_exc(limit=-1)}")
            return error_response(500, "Internal Server Error")

    async def _handle(self, routed: RoutedRequest, receive: Receive) -> Response:
        request, route = routed.request, routed.route
        if route.unsupported is not None:
            return error_response(501, f"{route.key} does not run locally: {route.unsupported}")
        identity = await self._authorization.identity(request, route)
        if not self._buckets[route.key].take():
            return error_response(429, "Too Many Requests")
        body = await _read_body(request, receive)
        if not route.invocable:
            self._report(request, "the API has no permission to invoke the function")
            return error_response(500, "Internal Server Error")
        event = event_payload(replace(routed, identity=identity), body)
        if len(event) > SYNCHRONOUS_PAYLOAD:
            self._report(
                request, f"the event has {len(event)} bytes, and Lambda takes {SYNCHRONOUS_PAYLOAD}"
            )
            return error_response(413, "Request Entity Too Large")
        return await self._invoke_function(request, route, event)

    def _match(self, request: GatewayRequest) -> Match | None:
        prefix = self._prefix
        if not prefix:
            return self._router.match(request.method, request.path)
        if request.path == prefix or request.path.startswith(f"{prefix}/"):
            return self._router.match(request.method, request.path.removeprefix(prefix) or "/")
        return None

    def _check_sender(self, request: GatewayRequest) -> None:
        """Reject requests from other computers or foreign pages, and oversized headers."""
        if not is_local_host(request.headers.get("host", ""), request.port):
            raise RejectedError(error_response(403, "Forbidden"))
        origin = request.headers.get("origin")
        if origin is not None and not is_local_origin(origin) and not self._allows(origin):
            raise RejectedError(error_response(403, "Forbidden"))
        size = (
            len(request.path) + len(request.query) + sum(len(value) for _, value in request.pairs)
        )
        if size > HEAD_LIMIT:
            raise RejectedError(error_response(431, "Request Header Fields Too Large"))

    def _allows(self, origin: str) -> bool:
        return self._api.cors is not None and cors.allows(self._api.cors, origin)

    async def _invoke_function(
        self, request: GatewayRequest, route: Route, event: bytes
    ) -> Response:
        # As on AWS, the function continues after the gateway's timeout.
        invocation = asyncio.ensure_future(self._invoke(route.function, event, trigger=route.key))
        self._invocations.add(invocation)
        invocation.add_done_callback(self._ended)
        done, _ = await asyncio.wait({invocation}, timeout=route.timeout)
        if not done:
            self._report(request, f"no response after {route.timeout:g} seconds")
            return error_response(503, "Service Unavailable")
        try:
            result = invocation.result()
        except ScaffoldError as error:
            self._report(request, str(error))
            return error_response(500, "Internal Server Error")
        if result.error_type == THROTTLED:
            return error_response(503, "Service Unavailable")
        if result.error_type is not None:
            return error_response(500, "Internal Server Error")
        try:
            return response_from(result.payload, route.payload_version)
        except MalformedResponseError as error:
            self._report(request, f"the function's response is not an HTTP response: {error}")
            return error_response(500, "Internal Server Error")

    def _ended(self, invocation: asyncio.Future[InvocationResult]) -> None:
        self._invocations.discard(invocation)
        if not invocation.cancelled():
            invocation.exception()  # mark as retrieved

    def _with_gateway_headers(self, request: GatewayRequest, response: Response) -> Response:
        own: Headers = (("apigw-requestid", request.id),)
        configured = self._api.cors
        if configured is None:
            return response.with_headers(own)
        kept = tuple(pair for pair in response.headers if not pair[0].startswith(cors.PREFIX))
        origin = request.headers.get("origin")
        if origin is not None:
            is_preflight = cors.is_preflight(request.method, request.headers)
            headers = cors.preflight_headers if is_preflight else cors.response_headers
            own += headers(configured, origin)
        return Response(response.status, kept + own, response.body)

    def _report(self, request: GatewayRequest, text: str) -> None:
        self._activity.notice(
            f"{request.method} {request.path}: {text}", level="error", topic="gateway"
        )


def _request_from(scope: Scope, at: float) -> GatewayRequest:
    client = scope.get("client")
    return GatewayRequest(
        id=base64.b64encode(os.urandom(11)).decode(),
        at=at,
        method=scope["method"],
        # As observed on AWS: decoded, and cut at an encoded question mark.
        path=scope["path"].partition("?")[0],
        query=scope["query_string"].decode("latin-1"),
        pairs=pairs_of(scope),
        source=client[0] if client else "127.0.0.1",
        port=port_of(scope),
        protocol=f"HTTP/{scope['http_version']}",
    )


async def _read_body(request: GatewayRequest, receive: Receive) -> bytes:
    too_large = RejectedError(error_response(413, "Request Entity Too Large"))
    if int(request.headers.get("content-length") or 0) > BODY_LIMIT:
        raise too_large
    try:
        return await read_body(receive, BODY_LIMIT)
    except BodyTooLargeError:
        raise too_large from None
