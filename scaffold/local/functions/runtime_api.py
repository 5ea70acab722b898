"""The Lambda Runtime API: HTTP between a function's process and its worker, one socket per process.

The socket is the identity: when a process dies, its pending request dies with its connection, and
can't take an event.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol, cast

import httptools

from scaffold.local.functions.invocation import RESPONSE_PAYLOAD, Failure, too_large
from scaffold.local.loopback import is_of_another_user

if TYPE_CHECKING:
    from collections.abc import Mapping


_PREFIX: Final = "/2018-06-01/runtime/"
_ACCEPTED: Final = b'{"status":"OK"}\n'
_ERROR_TYPE: Final = "lambda-runtime-function-error-type"
# Headers that only browsers send: no page may take a function's event.
_BROWSER_HEADERS: Final = frozenset({"origin", "sec-fetch-site"})


class RuntimeApiHandler(Protocol):
    """Handles the requests of one function's process."""

    @property
    def connections(self) -> set[Connection]:
        """The open connections of the process."""
        ...

    def next_invocation(self, connection: Connection) -> None:
        """Reply with the next event once there is one."""
        ...

    def finish_invocation(self, request_id: str, result: bytes | Failure) -> bool:
        """Accept the result of the current invocation; return False if the ID is another one's."""
        ...

    def fail_init(self, failure: Failure) -> None:
        """Record that the process could not load the handler."""
        ...

    def connection_lost(self, connection: Connection) -> None:
        """Record that a connection has closed."""
        ...


class Connection(asyncio.Protocol):
    """A connection of a function's process, which sends one request at a time."""

    def __init__(self, handler: RuntimeApiHandler) -> None:
        self._handler = handler
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._url = b""
        self._headers: dict[str, str] = {}
        self._body = bytearray()
        self._oversized = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Register the connection; close it if another user opened it."""
        # uvloop's transports don't inherit from asyncio.Transport.
        self._transport = cast("asyncio.Transport", transport)
        ends = (transport.get_extra_info(name) for name in ("peername", "sockname"))
        if is_of_another_user(*ends):
            self._transport.abort()
        self._handler.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Tell the handler, which may be waiting on this connection."""
        self._handler.connections.discard(self)
        self._handler.connection_lost(self)

    def data_received(self, data: bytes) -> None:
        """Parse a request; close the connection if it is not HTTP."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserCallbackError:
            raise
        except httptools.HttpParserError:
            self.close()

    def on_message_begin(self) -> None:
        """Reset the state for a new request."""
        self._url = b""
        self._headers = {}
        self._body = bytearray()
        self._oversized = False

    def on_url(self, url: bytes) -> None:
        """Append to the URL."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Add a header."""
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        """Append to the body, up to the response limit."""
        if len(self._body) + len(body) > RESPONSE_PAYLOAD:
            self._oversized = True
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """Handle a complete request."""
        if _BROWSER_HEADERS & self._headers.keys():
            self.reply(403, b"{}")
            return
        path = self._url.decode("latin-1").removeprefix(_PREFIX).split("/")
        match self._parser.get_method(), path:
            case b"GET", ["invocation", "next"]:
                self._handler.next_invocation(self)
            case b"POST", ["invocation", request_id, "response"]:
                self._finish(request_id, too_large() if self._oversized else bytes(self._body))
            case b"POST", ["invocation", request_id, "error"]:
                self._finish(request_id, self._failure("Unhandled"))
            case b"POST", ["init", "error"]:
                self._handler.fail_init(self._failure("Runtime.Unknown"))
                self.reply(202, _ACCEPTED)
            case _:
                self.reply(404, b"{}")

    def reply(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Send a response."""
        fields = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        head = (
            f"HTTP/1.1 {status} -\r\n{fields}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        if self._transport is not None:
            self._transport.writelines([head.encode("latin-1"), body])

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    def _failure(self, otherwise: str) -> Failure:
        if self._oversized:
            return too_large()
        return Failure.reported(self._headers.get(_ERROR_TYPE, otherwise), bytes(self._body))

    def _finish(self, request_id: str, result: bytes | Failure) -> None:
        if not self._handler.finish_invocation(request_id, result):
            # The invocation has timed out, or never existed.
            self.reply(400, b'{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}')
        elif self._oversized:
            self.reply(413, b'{"errorType":"RequestEntityTooLarge"}')
        else:
            self.reply(202, _ACCEPTED)
