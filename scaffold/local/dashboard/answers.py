"""The dashboard's responses, none of which a browser may keep, sniff, or embed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def answer(value: Any) -> Response:  # noqa: ANN401 - JSON
    """Return a result as JSON."""
    return JSONResponse(value, headers=HEADERS)


def error(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as JSON."""
    shown = message.encode("utf-8", "backslashreplace").decode()
    more = headers or {}
    return JSONResponse({"message": shown}, status_code=status, headers={**HEADERS, **more})


def redirect(path: str, headers: Mapping[str, str]) -> Response:
    """Return a redirection within the dashboard."""
    return RedirectResponse(path, status_code=303, headers={**HEADERS, **headers})
