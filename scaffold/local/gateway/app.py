"""An HTTP API of API Gateway as an ASGI application."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from scaffold.errors import ScaffoldError
from scaffold.local.gateway import cors
from scaffold.local.gateway.answers import (
    Answer,
    MalformedAnswerError,
    RefusedError,
    answer_of,
    message,
)
from scaffold.local.gateway.asgi import (
    BodyTooLargeError,
    ClientGoneError,
    pairs_of,
    port_of,
    read_body,
    send_answer,
)
from scaffold.local.gateway.authorization import Authorization
from scaffold.local.gateway.payloads import Call, Routed, event_of
from scaffold.local.gateway.routing import Router
from scaffold.local.gateway.throttling import ACCOUNT_THROTTLE, Bucket
from scaffold.local.gateway.tokens import KeysUnavailableError
from scaffold.local.journal import Request
from scaffold.local.loopback import is_local_host, is_local_origin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from scaffold.local.application import HttpApi, Route
    from scaffold.local.gateway.answers import Headers
    from scaffold.local.gateway.asgi import Receive, Scope, Send
    from scaffold.local.gateway.routing import Match
    from scaffold.local.gateway.tokens import FetchKeys
    from scaffold.local.journal import Journal

BODY_LIMIT: Final = 10 * 2**20
# The request line's target and the values of the headers, together.
HEAD_LIMIT: Final = 10_240
# What Lambda takes in a synchronous invocation.
EVENT_LIMIT: Final = 6 * 2**20
_THROTTLED: Final = "TooManyRequestsException"


class Outcome(Protocol):
    """What an invocation came to."""

    @property
    def error_type(self) -> str | None:
        """The type of the error: the function's, or Lambda's where it does not run it."""

    @property
    def payload(self) -> bytes:
        """The result, or the error, as JSON."""


if TYPE_CHECKING:
    # Of a function's ARN, an event and the name of what triggers it.
    Invoke = Callable[[str, bytes, str], Awaitable[Outcome]]


class Gateway:
    """Serves an HTTP API: routes, authorizes, throttles, invokes, and keeps a record of it.

    Times come from the journal's clock. `aclose` ends the invocations that clients no longer
    wait for.
    """

    def __init__(
        self, api: HttpApi, invoke: Invoke, fetch_keys: FetchKeys, journal: Journal
    ) -> None:
        self._api = api
        self._invoke = invoke
        self._journal = journal
        self._prefix = "" if api.stage == "$default" else f"/{api.stage}"
        self._router = Router(api.routes)
        self._buckets = {
            route.key: Bucket(route.throttle or api.throttle or ACCOUNT_THROTTLE, journal.clock)
            for route in api.routes
        }
        self._authorization = Authorization(api.authorizers, fetch_keys, journal.clock)
        self._invocations: set[asyncio.Future[Outcome]] = set()
        self._answering = 0

    @property
    def is_busy(self) -> bool:
        """Whether a client waits, or a function works for one that does no longer."""
        return self._answering > 0 or bool(self._invocations)

    async def aclose(self) -> None:
        """End what still runs."""
        for invocation in self._invocations:
            invocation.cancel()
        await asyncio.gather(*self._invocations, return_exceptions=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        started = time.perf_counter()
        call = _call_of(scope, self._journal.clock())
        match = self._match(call)
        with contextlib.suppress(ClientGoneError), self._busy():
            answer = await self._answer(call, match, receive)
            answer = self._with_own_headers(call, answer)
            await send_answer(send, answer)
            duration = (time.perf_counter() - started) * 1000
            route = match.route.key if match else None
            self._journal.add(
                Request(call.at, call.method, call.path, route, answer.status, duration, call.id)
            )

    @contextlib.contextmanager
    def _busy(self) -> Iterator[None]:
        self._answering += 1
        try:
            yield
        finally:
            self._answering -= 1

    async def _answer(self, call: Call, match: Match | None, receive: Receive) -> Answer:
        try:
            self._check_sender(call)
            configured = self._api.cors
            if configured and cors.is_preflight(call.method, call.headers):
                return Answer(204)
            if match is None:
                return message(404, "Not Found")
            routed = Routed(call, self._api, match.route, match.parameters)
            return await self._routed(routed, receive)
        except RefusedError as refused:
            return refused.answer
        except KeysUnavailableError as error:
            self._complain(call, str(error))
            return message(500, "Internal Server Error")
        except ClientGoneError:
            raise
        except Exception:  # noqa: BLE001 - one request must not end the server
            self._complain(call, f"the gateway failed: {traceback.format_exc(limit=-1)}")
            return message(500, "Internal Server Error")

    async def _routed(self, routed: Routed, receive: Receive) -> Answer:
        call, route = routed.call, routed.route
        if route.refusal is not None:
            return message(501, f"{route.key} does not run locally: {route.refusal}")
        identity = await self._authorization.identity(call, route)
        if not self._buckets[route.key].take():
            return message(429, "Too Many Requests")
        body = await _body(call, receive)
        if not route.invocable:
            self._complain(call, "the API has no permission to invoke the function")
            return message(500, "Internal Server Error")
        event = event_of(replace(routed, identity=identity), body)
        if len(event) > EVENT_LIMIT:
            self._complain(
                call, f"the event has {len(event)} bytes, and Lambda takes {EVENT_LIMIT}"
            )
            return message(413, "Request Entity Too Large")
        return await self._invoked(call, route, event)

    def _match(self, call: Call) -> Match | None:
        prefix = self._prefix
        if not prefix:
            return self._router.match(call.method, call.path)
        if call.path == prefix or call.path.startswith(f"{prefix}/"):
            return self._router.match(call.method, call.path.removeprefix(prefix) or "/")
        return None

    def _check_sender(self, call: Call) -> None:
        """Refuse what no program of this computer's user sent; then what is too large."""
        if not is_local_host(call.headers.get("host", ""), call.port):
            raise RefusedError(message(403, "Forbidden"))
        origin = call.headers.get("origin")
        if origin is not None and not is_local_origin(origin) and not self._allows(origin):
            raise RefusedError(message(403, "Forbidden"))
        size = len(call.path) + len(call.query) + sum(len(value) for _, value in call.pairs)
        if size > HEAD_LIMIT:
            raise RefusedError(message(431, "Request Header Fields Too Large"))

    def _allows(self, origin: str) -> bool:
        return self._api.cors is not None and cors.allows(self._api.cors, origin)

    async def _invoked(self, call: Call, route: Route, event: bytes) -> Answer:
        # The function goes on when the gateway has stopped to wait, as Lambda's do.
        invocation = asyncio.ensure_future(self._invoke(route.function, event, route.key))
        self._invocations.add(invocation)
        invocation.add_done_callback(self._ended)
        done, _ = await asyncio.wait({invocation}, timeout=route.timeout)
        if not done:
            self._complain(call, f"no answer after {route.timeout:g} seconds")
            return message(503, "Service Unavailable")
        try:
            outcome = invocation.result()
        except ScaffoldError as error:
            self._complain(call, str(error))
            return message(500, "Internal Server Error")
        if outcome.error_type == _THROTTLED:
            return message(503, "Service Unavailable")
        if outcome.error_type is not None:
            return message(500, "Internal Server Error")
        try:
            return answer_of(outcome.payload, route.payload_version)
        except MalformedAnswerError as error:
            self._complain(call, f"the function's answer is not an HTTP response: {error}")
            return message(500, "Internal Server Error")

    def _ended(self, invocation: asyncio.Future[Outcome]) -> None:
        self._invocations.discard(invocation)
        if not invocation.cancelled():
            invocation.exception()  # a late one has been looked at: nobody waits for it

    def _with_own_headers(self, call: Call, answer: Answer) -> Answer:
        own: Headers = (("apigw-requestid", call.id),)
        configured = self._api.cors
        if configured is None:
            return answer.with_headers(own)
        kept = tuple(pair for pair in answer.headers if not pair[0].startswith(cors.PREFIX))
        origin = call.headers.get("origin")
        if origin is not None:
            is_preflight = cors.is_preflight(call.method, call.headers)
            headers = cors.preflight_headers if is_preflight else cors.response_headers
            own += headers(configured, origin)
        return Answer(answer.status, kept + own, answer.body)

    def _complain(self, call: Call, text: str) -> None:
        self._journal.notice(f"{call.method} {call.path}: {text}", level="error", topic="gateway")


def _call_of(scope: Scope, at: float) -> Call:
    client = scope.get("client")
    return Call(
        id=base64.b64encode(os.urandom(11)).decode(),
        at=at,
        method=scope["method"],
        # Decoded, and cut where a question mark was encoded: so has the service been seen to do.
        path=scope["path"].partition("?")[0],
        query=scope["query_string"].decode("latin-1"),
        pairs=pairs_of(scope),
        source=client[0] if client else "127.0.0.1",
        port=port_of(scope),
        protocol=f"HTTP/{scope['http_version']}",
    )


async def _body(call: Call, receive: Receive) -> bytes:
    too_large = RefusedError(message(413, "Request Entity Too Large"))
    if int(call.headers.get("content-length") or 0) > BODY_LIMIT:
        raise too_large
    try:
        return await read_body(receive, BODY_LIMIT)
    except BodyTooLargeError:
        raise too_large from None
