"""Verification of JSON Web Tokens, as by the JWT authorizer of an HTTP API."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import jwt
    from jwt.types import Options

    from scaffold.local.application import Authorizer, Json

    # Returns the JSON Web Key Set of an issuer.
    FetchKeys = Callable[[str], Awaitable[Json]]

ALGORITHM: Final = "RS256"
_CACHE_SIZE: Final = 1_024
# Seconds between fetches, so that tokens with unknown keys don't cause one each.
_REFRESH_AFTER: Final = 1.0
# We check the claims ourselves, with the injected clock.
_UNCHECKED: Final[Options] = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


class InvalidTokenError(Exception):
    """A token is rejected; the message is the `error_description` of the response."""


class KeysUnavailableError(Exception):
    """The issuer's keys can't be fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The claims of a token, as the strings that a function gets."""

    claims: Mapping[str, str]
    scopes: tuple[str, ...]
    expires_at: float


class Verifier:
    """Verifies tokens for an authorizer; `clock` in seconds since the epoch."""

    def __init__(
        self, authorizer: Authorizer, fetch_keys: FetchKeys, clock: Callable[[], float]
    ) -> None:
        self._authorizer = authorizer
        self._clock = clock
        self._keys = _Keys(authorizer.issuer, fetch_keys, clock)
        self._verified: OrderedDict[str, Identity] = OrderedDict()

    async def verify(self, token: str) -> Identity:
        """Return the identity of a token; valid tokens are cached until they expire."""
        known = self._verified.get(token)
        if known is not None and known.expires_at > self._clock():
            self._verified.move_to_end(token)
            return known
        identity = self._checked(await self._claims(token))
        self._verified[token] = identity
        if len(self._verified) > _CACHE_SIZE:
            self._verified.popitem(last=False)
        return identity

    async def _claims(self, token: str) -> Mapping[str, Json]:
        import jwt  # noqa: PLC0415 - start-up time, and 8 MB of cryptography

        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError:
            raise InvalidTokenError("the token is not a JSON Web Token") from None
        if header.get("alg") != ALGORITHM:
            raise InvalidTokenError("the token is not signed with RS256")
        key = await self._keys.key(header.get("kid"))
        try:
            claims: Mapping[str, Json] = jwt.decode(
                token, key, algorithms=[ALGORITHM], options=_UNCHECKED
            )
        except jwt.InvalidTokenError:
            raise InvalidTokenError("the token's signature is invalid") from None
        return claims

    def _checked(self, claims: Mapping[str, Json]) -> Identity:
        now = self._clock()
        if claims.get("iss") != self._authorizer.issuer:
            raise InvalidTokenError("the token does not have a valid issuer")
        # The client ID only counts in tokens without an audience.
        audience = claims["aud"] if "aud" in claims else claims.get("client_id")
        accepted = audience if isinstance(audience, list) else [audience]
        if not any(client in self._authorizer.audience for client in accepted):
            raise InvalidTokenError("the token does not have a valid audience")
        expires_at = _time(claims, "exp")
        if expires_at is None or expires_at <= now:
            raise InvalidTokenError("the token has expired")
        for name in ("nbf", "iat"):
            since = _time(claims, name)
            if since is not None and since > now + 1:  # whole seconds, rounded by the issuer
                raise InvalidTokenError("the token is not valid yet")
        texts = {name: _text(value) for name, value in claims.items() if value is not None}
        return Identity(texts, _scopes(claims), expires_at)


class _Keys:
    """The public keys of an issuer by ID."""

    def __init__(self, issuer: str, fetch: FetchKeys, clock: Callable[[], float]) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._clock = clock
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched_at: float | None = None
        self._fetching = asyncio.Lock()

    async def key(self, kid: object) -> jwt.PyJWK:
        """Return the key with an ID; fetch the keys again if it is unknown."""
        if isinstance(kid, str):
            if kid not in self._keys:
                async with self._fetching:
                    await self._refresh(kid)
            if kid in self._keys:
                return self._keys[kid]
        raise InvalidTokenError("the token's key is unknown")

    async def _refresh(self, kid: str) -> None:
        now = self._clock()
        recent = self._fetched_at is not None and now - self._fetched_at < _REFRESH_AFTER
        if kid in self._keys or recent:
            return
        import jwt  # noqa: PLC0415 - with the token

        try:
            found = jwt.PyJWKSet.from_dict(_key_set(await self._fetch(self._issuer)))
        except Exception as error:
            # Whatever the reason, no token can be verified.
            raise KeysUnavailableError(f"no keys of {self._issuer}: {error}") from error
        self._fetched_at = now
        self._keys = {key.key_id: key for key in found.keys if key.key_id and key.key_type == "RSA"}


def token_of(source: str, headers: Mapping[str, str], query: Mapping[str, str]) -> str | None:
    """Return the token of a request at an authorizer's identity source, or None."""
    name = source.rpartition(".")[2]
    is_query = source.startswith("$request.querystring.")
    sent = query.get(name) if is_query else headers.get(name.lower())
    if not sent:
        return None
    scheme, _, token = sent.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else sent


def _key_set(document: Json) -> dict[str, Json]:
    if not isinstance(document, dict):
        raise TypeError("the answer is not a JSON Web Key Set")
    return document


def _time(claims: Mapping[str, Json], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidTokenError(f"the token's {name} is not a time")
    return float(value)


def _scopes(claims: Mapping[str, Json]) -> tuple[str, ...]:
    value = claims.get("scope", claims.get("scp"))
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _text(value: Json) -> str:
    """Return a claim in AWS's format: a list as `[a b]`, an object as JSON."""
    match value:
        case str():
            return value
        case list():
            return f"[{' '.join(map(_text, value))}]"
        case _:
            return json.dumps(value, separators=(",", ":"))
