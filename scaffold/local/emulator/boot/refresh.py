"""Refresh tokens that rotate."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

from ministack.services import cognito
from ministack.services.cloudformation import provisioners

from .answers import Answer, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

OK: Final = 200


def keep_rotation_settings() -> None:
    """Keep a client's RefreshTokenRotation, which ministack does not know."""

    def keeping(change: Callable[[dict[str, Any]], Answer]) -> Callable[[dict[str, Any]], Answer]:
        def changed(data: dict[str, Any]) -> Answer:
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
    """Give a new refresh token for the old one, which then serves its grace period only."""
    refresh = cognito._get_tokens_from_refresh_token
    used_at: dict[str, float] = {}

    def rotated(data: dict[str, Any]) -> Answer:
        client_id, token = data.get("ClientId"), data.get("RefreshToken")
        pool, pool_id = cognito._pool_for_client(client_id)
        client = pool["_clients"][client_id] if pool else {}
        rotation = client.get("RefreshTokenRotation") or {}
        if rotation.get("Feature") != "ENABLED" or not isinstance(token, str):
            answer: Answer = refresh(data)
            return answer
        grace = rotation.get("RetryGracePeriodSeconds") or 0
        if token in used_at and time.time() - used_at[token] > grace:
            return refusal("RefreshTokenReuseException", "The refresh token has already been used.")
        user, error = cognito._refresh_auth_user(pool, pool_id, client_id, token)
        if error:
            refused: Answer = error
            return refused
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
        given: Answer = cognito.json_response({"AuthenticationResult": tokens})
        return given

    cognito._get_tokens_from_refresh_token = rotated
