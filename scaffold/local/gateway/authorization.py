"""Authorization of requests by the JWT authorizers of their routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.local.gateway.responses import RejectedError, Response, error_response
from scaffold.local.gateway.tokens import InvalidTokenError, Verifier, token_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.local.application import Authorizer, Route
    from scaffold.local.gateway.payloads import GatewayRequest
    from scaffold.local.gateway.tokens import FetchKeys, Identity


class Authorization:
    """The authorizers of an API; `clock` in seconds since the epoch."""

    def __init__(
        self,
        authorizers: Mapping[str, Authorizer],
        fetch_keys: FetchKeys,
        clock: Callable[[], float],
    ) -> None:
        self._authorizers = authorizers
        self._verifiers = {
            name: Verifier(authorizer, fetch_keys, clock)
            for name, authorizer in authorizers.items()
        }

    async def identity(self, request: GatewayRequest, route: Route) -> Identity | None:
        """Return the caller's identity, or None on a public route; raise RejectedError."""
        if route.authorizer is None:
            return None
        source = self._authorizers[route.authorizer].identity_source
        token = token_of(source, request.headers, dict(request.parameters))
        if token is None:
            raise RejectedError(_challenge(401, "Unauthorized", "Bearer"))
        scopes = f'Bearer scope="{" ".join(route.scopes)}"'
        try:
            identity = await self._verifiers[route.authorizer].verify(token)
        except InvalidTokenError as error:
            reason = f'{scopes} error="invalid_token" error_description="{error}"'
            raise RejectedError(_challenge(401, "Unauthorized", reason)) from None
        if route.scopes and not set(route.scopes) & set(identity.scopes):
            reason = f'{scopes} error="insufficient_scope"'
            raise RejectedError(_challenge(403, "Forbidden", reason))
        return identity


def _challenge(status: int, text: str, challenge: str) -> Response:
    return error_response(status, text).with_headers([("www-authenticate", challenge)])
