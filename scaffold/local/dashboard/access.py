"""Who may use the dashboard: whoever has the token of this run, in a page of its own."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, QueryParams

from scaffold.local.dashboard.answers import error, redirect
from scaffold.local.loopback import is_local_host

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

_HTTP_PORT: Final = 80
_LARGEST_URL: Final = 2**13


class AccessGuard:
    """Rejects requests without the token, cross-origin ones, form posts, and other host names.

    The token comes in the URL that `scaffold dev` prints, and stays as a cookie.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        answer = self._app if scope["type"] != "http" else self._answer(scope) or self._app
        await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        port = int((scope.get("server") or ("", _HTTP_PORT))[1])
        if rejection := _foreign(headers, port):
            return rejection
        cookie = f"scaffold-dashboard-{port}"
        query = QueryParams(scope["query_string"])
        by_url = self._is_token(query.get("token"))
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        by_header = scheme.lower() == "bearer" and self._is_token(bearer.strip())
        if not (by_url or by_header or self._is_token(_cookie(headers, cookie))):
            return error(401, "open the dashboard with the URL that scaffold dev prints")
        if by_url and scope["path"] == "/" and scope["method"] == "GET":
            settings = f"{cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            return redirect("/", {"Set-Cookie": settings})
        return _malformed(scope, headers)

    def _is_token(self, text: str | None) -> bool:
        return text is not None and secrets.compare_digest(text.encode(), self._token.encode())


def split_token(url: str) -> tuple[str, str]:
    """Return the origin of a dashboard's URL, and the token in it."""
    origin, _, query = url.partition("/?")
    return origin, parse_qs(query).get("token", [""])[0]


def _foreign(headers: Headers, port: int) -> Response | None:
    """Return the answer to another computer's name, or to another page."""
    host = headers.get("host", "")
    if not is_local_host(host, port):
        return error(403, "the Host header does not name this computer")
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        return error(403, "cross-origin requests are not allowed")
    return None


def _malformed(scope: Scope, headers: Headers) -> Response | None:
    if len(scope["query_string"]) + len(scope["path"]) > _LARGEST_URL:
        return error(414, f"a URL has at most {_LARGEST_URL} characters")
    media_type = headers.get("content-type", "application/json").partition(";")[0].strip()
    if scope["method"] == "POST" and media_type.lower() != "application/json":
        return error(415, "the Content-Type must be application/json")
    return None


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None
