"""Signatures of requests to the Lambda API: AWS Signature Version 4, as botocore computes it."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALGORITHM: Final = "AWS4-HMAC-SHA256"
_SCOPE: Final = re.compile(
    r"(?P<key>[\w-]+)/\d{8}/(?P<region>[\w-]+)/(?P<service>\w+)/aws4_request"
)
_TIME: Final = "%Y%m%dT%H%M%SZ"
_MAX_AGE: Final = 5 * 60
_BODY_HASH: Final = "x-amz-content-sha256"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request as it was received, with its path and query as they were sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


def access_key_of(headers: Mapping[str, str]) -> str | None:
    """Return the access key ID that a request names, or None."""
    fields = _authorization(headers)
    scope = _SCOPE.fullmatch(fields.get("Credential", ""))
    return scope["key"] if scope else None


def is_signed_by(request: SignedRequest, secret: str, now: float) -> bool:
    """Return True if a request is signed with a secret access key, not long before `now`."""
    from botocore.auth import SigV4Auth  # noqa: PLC0415 - start-up time
    from botocore.awsrequest import AWSRequest  # noqa: PLC0415 - likewise
    from botocore.credentials import Credentials  # noqa: PLC0415 - likewise

    fields = _authorization(request.headers)
    scope = _SCOPE.fullmatch(fields.get("Credential", ""))
    signed = fields.get("SignedHeaders", "").split(";")
    if scope is None or "host" not in signed or not set(signed) <= request.headers.keys():
        return False
    date = request.headers.get("x-amz-date", "")
    declared = request.headers.get(_BODY_HASH, hashlib.sha256(request.body).hexdigest())
    if not _is_recent(date, now) or declared != hashlib.sha256(request.body).hexdigest():
        return False
    auth = SigV4Auth(Credentials(scope["key"], secret), scope["service"], scope["region"])
    host = request.headers["host"]
    signable = AWSRequest(
        method=request.method,
        url=f"http://{host}{request.target}",
        headers={name: request.headers[name] for name in signed},
        data=request.body,
    )
    signable.context["timestamp"] = date
    canonical = auth.canonical_request(signable)
    expected: str = auth.signature(auth.string_to_sign(signable, canonical), signable)
    return hmac.compare_digest(expected.encode(), fields.get("Signature", "").encode())


def _authorization(headers: Mapping[str, str]) -> dict[str, str]:
    algorithm, _, rest = headers.get("authorization", "").partition(" ")
    if algorithm != _ALGORITHM:
        return {}
    pairs = (field.strip().partition("=") for field in rest.split(","))
    return {name: value for name, _, value in pairs}


def _is_recent(date: str, now: float) -> bool:
    try:
        signed = datetime.strptime(date, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(signed.timestamp() - now) <= _MAX_AGE
