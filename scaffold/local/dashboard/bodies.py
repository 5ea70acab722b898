"""Reading the bodies of requests to the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request

_LARGEST: Final = 6 * 2**20
_TOO_LARGE: Final = "an event has at most 6 MiB"


async def read_body(request: Request) -> bytes:
    """Return the body of a request; raise HTTPException if it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise HTTPException(413, _TOO_LARGE)
    return bytes(body)
