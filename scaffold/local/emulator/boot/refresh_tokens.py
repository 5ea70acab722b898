"""Refresh token rotation."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from ministack.services import cognito
from ministack.services.cloudformation import provisioners

from .responses import Response, error_response

if TYPE_CHECKING:
    from collections.abc import Callable

OK: Final = 200


def keep_rotation_settings() -> None:
    """Store an app client's RefreshTokenRotation, which ministack ignores."""

    def keeping(
        change: Callable[[dict[str, Any]], Response],
    ) -> Callable[[dict[str, Any]], Response]:
        def changed(data: dict[str, Any]) -> Response:
            status, headers, body = change(data)
            if status != OK or "RefreshTokenRotation" not in data:
                return status, headers, body
            shown = json.loads(body)
            client = shown["UserPoolClient"]
            pool = cognito._user_pools[client["UserPoolId"]]
            rotation = data["RefreshTokenRotation"]
            pool["_clients"][client["ClientId"]]["RefreshTokenRotation"] = rotation
            client["RefreshTokenRotation"] = rotation
            return status, headers, json.dumps(shown).encode()

        return changed

    cognito._create_user_pool_client = keeping(cognito._create_user_pool_client)
    cognito._update_user_pool_client = keeping(cognito._update_user_pool_client)
    provisioners._COGNITO_USER_POOL_CLIENT_UPDATABLE["RefreshTokenRotation"] = {
        "Feature": "DISABLED"
    }


def rotate_refresh_tokens() -> None:
    """Issue a new refresh token on use; the old one is valid for its grace period only."""
    refresh = cognito._get_tokens_from_refresh_token
    used_at: dict[str, float] = {}

    def rotated(data: dict[str, Any]) -> Response:
        client_id, token = data.get("ClientId"), data.get("RefreshToken")
        pool, pool_id = cognito._pool_for_client(client_id)
        client = pool["_clients"][client_id] if pool else {}
        rotation = client.get("RefreshTokenRotation") or {}
        if rotation.get("Feature") != "ENABLED" or not isinstance(token, str):
            response: Response = refresh(data)
            return response
        grace = rotation.get("RetryGracePeriodSeconds") or 0
        if token in used_at and time.time() - used_at[token] > grace:
            return error_response(
                "RefreshTokenReuseException", "The refresh token has already been used."
            )
        user, error = cognito._refresh_auth_user(pool, pool_id, client_id, token)
        if error:
            rejected: Response = error
            return rejected
        used_at.setdefault(token, time.time())
        claims = cognito._token_claims(token)
        tokens = cognito._build_auth_result(
            pool_id,
            client_id,
            user,
            trigger_source="TokenGeneration_RefreshTokens",
            origin_jti=claims.get("origin_jti", ""),
            scope=claims.get("scope"),
        )
        tokens_response: Response = cognito.json_response({"AuthenticationResult": tokens})
        return tokens_response

    cognito._get_tokens_from_refresh_token = rotated
