"""CORS of an HTTP API, which the gateway implements if it is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.application import Cors

    Headers = tuple[tuple[str, str], ...]

PREFIX: Final = "access-control-"


def is_preflight(method: str, headers: Mapping[str, str]) -> bool:
    """Return True if a request is a CORS preflight."""
    return (
        method == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers
    )


def allows(cors: Cors, origin: str) -> bool:
    """Return True if an origin is allowed; `https://*` allows every origin of the scheme."""
    origin = origin.lower()
    return any(_matches(allowed.lower(), origin) for allowed in cors.origins)


def preflight_headers(cors: Cors, origin: str) -> Headers:
    """Return the headers of a preflight response: none if the origin is not allowed."""
    if not allows(cors, origin):
        return ()
    lists = (("allow-methods", cors.methods), ("allow-headers", cors.headers))
    listed = tuple((PREFIX + name, ",".join(values)) for name, values in lists if values)
    age = () if cors.max_age is None else ((f"{PREFIX}max-age", str(cors.max_age)),)
    return (*_origin_headers(cors, origin), *listed, *age)


def response_headers(cors: Cors, origin: str) -> Headers:
    """Return the CORS headers of a response, which replace the integration's own."""
    if not allows(cors, origin):
        return ()
    exposed = ((f"{PREFIX}expose-headers", ",".join(cors.exposed)),) if cors.exposed else ()
    return (*_origin_headers(cors, origin), *exposed)


def _origin_headers(cors: Cors, origin: str) -> Headers:
    allowed = "*" if "*" in cors.origins else origin
    headers = ((f"{PREFIX}allow-origin", allowed),)
    return (*headers, (f"{PREFIX}allow-credentials", "true")) if cors.credentials else headers


def _matches(allowed: str, origin: str) -> bool:
    if allowed in {"http://*", "https://*"}:
        return origin.startswith(allowed[:-1])
    return allowed in {"*", origin}
