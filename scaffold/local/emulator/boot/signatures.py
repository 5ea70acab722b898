"""Authentication of requests by their signature, and protection from web pages and neighbors.

ministack treats the key `test`, any twelve-digit key, and the root key with any secret as the root
user.
"""

from __future__ import annotations

import hmac
import os
import re
from typing import TYPE_CHECKING, Any, Final

import ministack.app as ministack
from ministack.core import iam_evaluator
from ministack.services import sts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

# S3 authorizes by bucket; these requests have none.
OWNERS_ONLY: Final = frozenset({"s3:CreateBucket", "s3:ListAllMyBuckets"})


# The URLs of CloudFormation's callbacks have a random token.
CALLBACKS: Final = "/_ministack/cfn-"
CONTROL_HEADER: Final = b"x-scaffold-control"


def verify_all_signatures() -> None:
    """Verify the root key's signature, too, and accept no other key as root."""
    root, enforce = os.environ["AWS_ACCESS_KEY_ID"], iam_evaluator.enforce

    def is_root(access_key_id: str) -> bool:
        return access_key_id == root

    def enforced(access_key_id: str, action: str, service: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - ministack's own
        if not access_key_id:
            if action in OWNERS_ONLY:
                return iam_evaluator.AuthError("AccessDenied", "Access Denied")
            # Sign-in requests are unsigned; S3 checks unsigned requests and signed forms itself.
            if service == "s3" or iam_evaluator._served_unsigned(service, action):
                return None
        return enforce(access_key_id, action, service, *rest, **named)

    iam_evaluator.is_root_access_key = sts.is_root_access_key = is_root
    # It only lets requests skip the check.
    iam_evaluator._is_root_key = lambda _key: False
    iam_evaluator.enforce = enforced


def treat_loopback_as_tls() -> None:
    """Satisfy policies that require TLS: local traffic is plain HTTP over loopback."""
    resolve = iam_evaluator._resolve_condition_key

    def resolved(key: str, context: Any) -> Any:  # noqa: ANN401 - ministack's own
        return "true" if key.lower() == "aws:securetransport" else resolve(key, context)

    iam_evaluator._resolve_condition_key = resolved


def reject_strangers() -> None:
    """Reject other host names (DNS rebinding), and all but scaffold on ministack's controls."""
    serve = ministack.app
    port = os.environ["GATEWAY_PORT"]
    control = os.environ["SCAFFOLD_CONTROL"].encode()
    hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")}

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = {name.lower(): value for name, value in scope["headers"]}
            given = headers.get(CONTROL_HEADER, b"")
            opened = b"origin" not in headers and hmac.compare_digest(given, control)
            closed = is_control(scope["path"]) and not opened
            if headers.get(b"host") not in hosts or closed:
                await _forbid(send)
                return
        await serve(scope, receive, send)

    ministack.app = guarded


def is_control(path: str) -> bool:
    """Return True for a path of ministack's own, which no AWS service has."""
    plain = re.sub("/+", "/", path).lower()
    is_own = plain.startswith("/_") or plain.rstrip("/") == "/health"
    return is_own and not plain.startswith(CALLBACKS)


async def _forbid(send: Send) -> None:
    await send({"type": "http.response.start", "status": 403, "headers": []})
    await send({"type": "http.response.body", "body": b"Forbidden\n"})
