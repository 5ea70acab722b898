"""The emulator as the browser may reach it: Cognito's user pools, and S3 by presigned requests.

Cognito answers pages of the given origins only. S3 answers by the CORS rules of the bucket, which
the emulator itself enforces. Everything else needs credentials that no browser has: it is refused.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Final

import httpx

from scaffold.local.application import Cors
from scaffold.local.gateway import cors
from scaffold.local.gateway.answers import Answer, message
from scaffold.local.gateway.asgi import ClientGoneError, pairs_of, port_of, send_answer
from scaffold.local.gateway.loopback import is_local_host

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from scaffold.local.gateway.asgi import RawHeaders, Receive, Scope, Send

_COGNITO: Final = "AWSCognitoIdentityProviderService."
# A query of version 4 and of version 2 of the signature.
_SIGNATURES: Final = ("X-Amz-Signature=", "Signature=")
_BUCKET: Final = re.compile(r"/[a-z0-9][a-z0-9.-]{2,62}(/|$)")
_HOP_BY_HOP: Final = frozenset(
    {b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
)
# The server has answered Expect by then, and dates its responses itself.
_NOT_SENT_ON: Final = _HOP_BY_HOP | {b"expect"}
_NOT_SENT_BACK: Final = _HOP_BY_HOP | {b"date", b"server"}
# An upload may pause for long; only a connection must come about quickly. Seconds.
_TIMEOUT: Final = httpx.Timeout(None, connect=5)


class EmulatorProxy:
    """Passes a browser's requests on to the emulator; bodies are streamed both ways.

    An ASGI application; `aclose` closes its connections.
    """

    def __init__(self, url: str, origins: Sequence[str]) -> None:
        self._url = httpx.URL(url)
        self._cors = Cors(
            origins=tuple(origins),
            methods=("POST",),
            headers=("*",),
            exposed=("x-amzn-errortype", "x-amzn-requestid"),
            max_age=3600,
        )
        self._client = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False)

    async def aclose(self) -> None:
        """Close the connections to the emulator."""
        await self._client.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return
        headers = dict(pairs_of(scope))
        if not is_local_host(headers.get("host", ""), port_of(scope)):
            await send_answer(send, message(403, "Forbidden"))
        elif scope["path"] == "/":
            await self._cognito(scope, headers, receive, send)
        elif _is_presigned(scope, headers):
            await self._pass_on(scope, receive, send, None)
        else:
            await send_answer(send, message(403, "Only presigned requests are passed on to S3"))

    async def _cognito(
        self, scope: Scope, headers: Mapping[str, str], receive: Receive, send: Send
    ) -> None:
        origin = headers.get("origin")
        if origin is not None and not cors.allows(self._cors, origin):
            await send_answer(send, message(403, "Forbidden"))
        elif origin is not None and cors.is_preflight(scope["method"], headers):
            await send_answer(send, Answer(204, self._preflight(origin, headers)))
        elif headers.get("x-amz-target", "").startswith(_COGNITO):
            own = cors.response_headers(self._cors, origin) if origin is not None else ()
            await self._pass_on(scope, receive, send, own)
        else:
            await send_answer(send, message(403, "Only Cognito's user pools are passed on"))

    def _preflight(self, origin: str, headers: Mapping[str, str]) -> cors.Headers:
        """What is allowed: whichever headers the SDK asks for, since none of them is a secret."""
        asked = headers.get("access-control-request-headers", "")
        allowed = cors.preflight_headers(self._cors, origin)
        return tuple(
            (name, asked if name == f"{cors.PREFIX}allow-headers" else value)
            for name, value in allowed
        )

    async def _pass_on(
        self, scope: Scope, receive: Receive, send: Send, own: cors.Headers | None
    ) -> None:
        """Stream a request to the emulator, its Host as it came, since it is signed.

        CORS headers of ours replace those of the emulator, if they are given.
        """
        headers: RawHeaders = scope["headers"]
        request = self._client.build_request(
            scope["method"],
            self._url.copy_with(raw_path=_target(scope)),
            headers=[(name, value) for name, value in headers if name not in _NOT_SENT_ON],
            content=_chunks(receive) if _has_body(headers) else None,
        )
        with contextlib.suppress(ClientGoneError):
            try:
                response = await self._client.send(request, stream=True)
            except httpx.TransportError as error:
                await send_answer(send, message(502, f"The emulator does not answer: {error}"))
                return
            try:
                await _send_back(send, response, own)
            finally:
                await response.aclose()


def _is_presigned(scope: Scope, headers: Mapping[str, str]) -> bool:
    """Whether S3 will find a signature: in the query, or in the form of a POST policy."""
    if not _BUCKET.match(scope["path"]):
        return False  # the emulator has pages of its own, such as the one that resets it
    query = scope["query_string"].decode("latin-1")
    if any(part.startswith(_SIGNATURES) for part in query.split("&")):
        return True
    if scope["method"] == "OPTIONS":
        return True
    is_form = headers.get("content-type", "").startswith("multipart/form-data")
    return scope["method"] == "POST" and is_form


def _target(scope: Scope) -> bytes:
    """The path and the query byte for byte, since they are signed."""
    query: bytes = scope["query_string"]
    path: bytes = scope["raw_path"]
    return path + b"?" + query if query else path


def _has_body(headers: RawHeaders) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in headers)


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        received = await receive()
        if received["type"] == "http.disconnect":
            raise ClientGoneError
        if body := received.get("body", b""):
            yield body
        if not received.get("more_body", False):
            return


async def _send_back(send: Send, response: httpx.Response, own: cors.Headers | None) -> None:
    prefix = cors.PREFIX.encode()
    headers = [
        (name.lower(), value)
        for name, value in response.headers.raw
        if name.lower() not in _NOT_SENT_BACK
        and (own is None or not name.lower().startswith(prefix))
    ]
    headers += [(name.encode(), value.encode()) for name, value in own or ()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    async for chunk in response.aiter_raw():
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
