"""User pool sign-up: user names, invite-only pools, confirmation codes."""

from __future__ import annotations

import secrets
from typing import Any

from ministack.services import cognito

from .responses import Response, error_response


def ignore_case_of_user_names() -> None:
    """Treat `Ada@Example.com` as `ada@example.com`, unless the pool is case-sensitive."""
    dispatch = cognito._dispatch_idp

    async def folded(action: str, data: dict[str, Any]) -> Response:
        configuration = (pool_of(data) or {}).get("UsernameConfiguration") or {}
        if configuration.get("CaseSensitive") is False:
            _lowercase(data)
        response: Response = await dispatch(action, data)
        return response

    cognito._dispatch_idp = folded


def _lowercase(data: dict[str, Any]) -> None:
    for holder, key in (
        (data, "Username"),
        (data.get("AuthParameters"), "USERNAME"),
        (data.get("ChallengeResponses"), "USERNAME"),
    ):
        if isinstance(holder, dict) and isinstance(holder.get(key), str):
            holder[key] = holder[key].lower()
    for attribute in data.get("UserAttributes") or []:
        if attribute.get("Name") == "email":
            attribute["Value"] = attribute["Value"].lower()


def pool_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the user pool of a request."""
    if pool_id := data.get("UserPoolId"):
        pool: dict[str, Any] | None = cognito._user_pools.get(pool_id)
        return pool
    client = data.get("ClientId")
    return cognito._pool_for_client(client)[0] if client else None


def reject_sign_up_to_invite_only_pools() -> None:
    """Reject sign-up in pools where only administrators create users."""
    sign_up = cognito._sign_up

    def guarded(data: dict[str, Any]) -> Response:
        pool = pool_of(data) or {}
        if (pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly"):
            return error_response(
                "NotAuthorizedException", "SignUp is not permitted for this user pool"
            )
        response: Response = sign_up(data)
        return response

    cognito._sign_up = guarded


def use_random_codes() -> None:
    """Send random codes instead of 123456 and 654321."""
    send = cognito._send_verification_email

    def drawn(
        pool: dict[str, Any],
        username: str,
        attributes: dict[str, str],
        code: str,
        attribute_name: str = "email",
    ) -> Any:  # noqa: ANN401 - whatever ministack returns
        user, _ = cognito._resolve_user(pool, username)
        fresh = f"{secrets.randbelow(10**6):06d}"
        for place in ("_confirmation_code", "_reset_code"):
            if user is not None and code in {"123456", "654321"} and user.get(place) == code:
                user[place] = code = fresh
        return send(pool, username, attributes, code, attribute_name)

    cognito._send_verification_email = drawn
