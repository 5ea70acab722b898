"""The parts of ASGI that the gateway needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.local.gateway.responses import Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
RawHeaders = list[tuple[bytes, bytes]]


class BodyTooLargeError(Exception):
    """A request's body exceeds the limit."""


class ClientGoneError(Exception):
    """The client disconnected before its request was complete."""


def pairs_of(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Return the headers of a request; ASGI makes their names lowercase."""
    raw: RawHeaders = scope["headers"]
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def port_of(scope: Scope) -> int:
    """Return the port that the client connected to."""
    return int(scope["server"][1])


async def read_body(receive: Receive, limit: int) -> bytes:
    """Return the body of a request; raise BodyTooLargeError beyond `limit` bytes."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        if len(body) > limit:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return bytes(body)


async def send_response(send: Send, response: Response) -> None:
    """Send a complete response."""
    headers = [(name.encode("latin-1"), _encoded(value)) for name, value in response.headers]
    if response.status not in {204, 304}:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})


def _encoded(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")
