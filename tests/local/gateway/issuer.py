"""A user pool's side of tokens: keys, and what they sign."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from local.gateway.serving import Clock

from scaffold.local.application import Authorizer

if TYPE_CHECKING:
    from scaffold.local.application import Json

URL = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example"
CLIENT = "client-1"
AUTHORIZER = Authorizer("Cognito", URL, (CLIENT,))


class Issuer:
    """Signs tokens with a key of its own."""

    def __init__(self, kid: str = "key-1") -> None:
        self.kid = kid
        self._key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)

    @property
    def jwk(self) -> dict[str, Json]:
        """The public key, as the key set has it."""
        return {**RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True), "kid": self.kid}

    async def keys(self, issuer: str) -> Json:
        """The key set."""
        assert issuer == URL
        return {"keys": [self.jwk]}

    def token(self, **changes: Any) -> str:  # noqa: ANN401 - claims
        """An access token; a claim of None is left out."""
        return jwt.encode(claims(**changes), self._key, "RS256", {"kid": self.kid})

    def unsigned(self) -> str:
        """A token that says it needs no signature."""
        return jwt.encode(claims(), "", "none", {"kid": self.kid})

    def signed_with_public_key(self) -> str:
        """A token of HS256, its secret the public key that everybody knows."""
        secret = self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        parts = ({"alg": "HS256", "typ": "JWT", "kid": self.kid}, claims())
        signed = ".".join(_base64(json.dumps(part).encode()) for part in parts)
        signature = hmac.digest(secret, signed.encode(), hashlib.sha256)
        return f"{signed}.{_base64(signature)}"


def claims(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - claims
    """The claims of an access token of Cognito's, valid for an hour."""
    now = int(Clock().now)
    usual = {
        "sub": "user-1",
        "iss": URL,
        "client_id": CLIENT,
        "token_use": "access",
        "scope": "aws.cognito.signin.user.admin",
        "iat": now,
        "exp": now + 3600,
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
