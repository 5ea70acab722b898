"""The little of ASGI that the gateway needs: an HTTP request in, a response out."""

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
    """A request's body is larger than what is accepted."""


class ClientGoneError(Exception):
    """The client went away before its request was complete."""


def pairs_of(scope: Scope) -> tuple[tuple[str, str], ...]:
    """The headers of a request; ASGI has their names in lower case."""
    raw: RawHeaders = scope["headers"]
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def port_of(scope: Scope) -> int:
    """The port that the client connected to."""
    return int(scope["server"][1])


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole body of a request, of at most `limit` bytes."""
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
    """Send a response that is whole."""
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
