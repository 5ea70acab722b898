"""A proxy to Cognito user pools that admits only the application's own pages.

The emulator itself allows every origin. S3 needs no proxy: presigned URLs point to the emulator,
which enforces the CORS rules of the bucket.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import httpx

from scaffold.local.application import Cors
from scaffold.local.gateway import cors
from scaffold.local.gateway.asgi import (
    BodyTooLargeError,
    ClientGoneError,
    pairs_of,
    port_of,
    read_body,
    send_response,
)
from scaffold.local.gateway.responses import Response, error_response
from scaffold.local.loopback import is_local_host

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scaffold.local.gateway.asgi import Receive, Scope, Send
    from scaffold.local.gateway.responses import Headers

_OPERATIONS: Final = "AWSCognitoIdentityProviderService."
_BODY_LIMIT: Final = 2**20
_TIMEOUT: Final = httpx.Timeout(30, connect=5)
# Other headers are hop-by-hop, or set again.
_FORWARDED_HEADERS: Final = (
    "accept",
    "content-type",
    "user-agent",
    "x-amz-target",
    "x-amz-user-agent",
)
_RETURNED_HEADERS: Final = (
    "content-type",
    "x-amzn-errortype",
    "x-amzn-errormessage",
    "x-amzn-requestid",
)


class CognitoProxy:
    """Forwards requests of the allowed origins to Cognito at a URL.

    An ASGI application; `aclose` closes its connections.
    """

    def __init__(self, url: str, origins: Sequence[str]) -> None:
        self._url = url
        self._cors = Cors(
            origins=tuple(origins),
            methods=("POST",),
            exposed=("x-amzn-errortype", "x-amzn-errormessage", "x-amzn-requestid"),
            max_age=3600,
        )
        self._client = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False)

    async def aclose(self) -> None:
        """Close the connections to Cognito."""
        await self._client.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reject or forward a request."""
        if scope["type"] != "http":
            return
        headers = dict(pairs_of(scope))
        with contextlib.suppress(ClientGoneError):
            response = await self._respond(scope, headers, receive)
            await send_response(send, response)

    async def _respond(
        self, scope: Scope, headers: Mapping[str, str], receive: Receive
    ) -> Response:
        origin = headers.get("origin")
        is_local = is_local_host(headers.get("host", ""), port_of(scope))
        if not is_local or (origin is not None and not cors.allows(self._cors, origin)):
            return error_response(403, "Forbidden")
        if origin is not None and cors.is_preflight(scope["method"], headers):
            return Response(204, self._preflight(origin, headers))
        target = headers.get("x-amz-target", "")
        if scope["method"] != "POST" or not target.startswith(_OPERATIONS):
            return error_response(403, "Only Cognito user pool operations are forwarded")
        try:
            response = await self._forward(headers, await read_body(receive, _BODY_LIMIT))
        except BodyTooLargeError:
            return error_response(413, "Request Entity Too Large")
        return (
            response
            if origin is None
            else response.with_headers(cors.response_headers(self._cors, origin))
        )

    async def _forward(self, headers: Mapping[str, str], body: bytes) -> Response:
        forwarded = {name: headers[name] for name in _FORWARDED_HEADERS if name in headers}
        try:
            upstream = await self._client.post(self._url, headers=forwarded, content=body)
        except httpx.TransportError as error:
            return error_response(502, f"Cognito does not answer: {error}")
        found = upstream.headers
        returned = tuple((name, found[name]) for name in _RETURNED_HEADERS if name in found)
        return Response(upstream.status_code, returned, upstream.content)

    def _preflight(self, origin: str, headers: Mapping[str, str]) -> Headers:
        """Return the preflight headers; all requested headers are allowed."""
        asked = headers.get("access-control-request-headers")
        allowed = ((f"{cors.PREFIX}allow-headers", asked),) if asked else ()
        return (*cors.preflight_headers(self._cors, origin), *allowed)
