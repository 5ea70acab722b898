"""Sign-in challenges: one response, in time, for the session that was issued."""

from __future__ import annotations

import base64
import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ministack.services import cognito

from .responses import Response, error_response
from .users import pool_of

if TYPE_CHECKING:
    from collections.abc import Callable

TOTP: Final = "SOFTWARE_TOKEN_MFA"
OK: Final = 200
CODE_SECONDS: Final = 120


@dataclass(slots=True)
class Challenge:
    """An issued challenge; `until` in seconds since the epoch."""

    name: str
    pool: str
    client: str
    username: str
    until: float
    enrolled: bool = False


class Challenges:
    """The open challenges, by session.

    ministack accepts a response for any user, whatever its session: a user name was enough to get
    that user's tokens.
    """

    GUARDED: Final = frozenset({TOTP, "MFA_SETUP", "NEW_PASSWORD_REQUIRED", "SMS_MFA"})

    def __init__(self) -> None:
        self._waiting: dict[str, Challenge] = {}
        self._used: dict[tuple[str, str], float] = {}

    def issue(self, data: dict[str, Any], body: dict[str, Any]) -> None:
        """Record the challenge that a response contains."""
        name, session = body.get("ChallengeName"), body.get("Session")
        pool = pool_of(data)
        if name not in self.GUARDED or not session or pool is None:
            return
        client = str(data.get("ClientId"))
        minutes = pool["_clients"].get(client, {}).get("AuthSessionValidity") or 3
        user = body["ChallengeParameters"]["USER_ID_FOR_SRP"]
        self._waiting[session] = Challenge(
            str(name), pool["Id"], client, user, time.time() + 60 * minutes
        )

    def reject(self, data: dict[str, Any]) -> Response | None:
        """Return the error for an invalid response, else bind the response to the user."""
        if data.get("ChallengeName") not in self.GUARDED:
            return None
        challenge = self._waiting.get(data.get("Session") or "")
        asked = (data.get("ChallengeName"), data.get("ClientId"))
        if challenge is None or (challenge.name, challenge.client) != asked:
            return error_response("NotAuthorizedException", "Invalid session for the user.")
        if time.time() > challenge.until:
            return error_response(
                "NotAuthorizedException", "Invalid session for the user, session is expired."
            )
        if challenge.name == "MFA_SETUP" and not challenge.enrolled:
            return error_response("InvalidParameterException", "MFA setup is not complete.")
        responses = data.setdefault("ChallengeResponses", {})
        responses["USERNAME"] = challenge.username
        spent = self._used.get((challenge.username, responses.get(f"{TOTP}_CODE")))
        if challenge.name == TOTP and spent and time.time() - spent < CODE_SECONDS:
            return error_response(
                "ExpiredCodeException", "Your software token has already been used once."
            )
        return None

    def complete(self, data: dict[str, Any]) -> None:
        """Close a challenge after a valid response."""
        challenge = self._waiting.pop(data.get("Session") or "", None)
        if challenge is not None and challenge.name == TOTP:
            code = data["ChallengeResponses"].get(f"{TOTP}_CODE")
            self._used[challenge.username, code] = time.time()

    def transfer(self, before: str | None, after: str, secret: str | None = None) -> None:
        """Move a challenge to a new session; a verified secret enrolls its user."""
        challenge = self._waiting.pop(before or "", None)
        if challenge is None:
            return
        self._waiting[after] = challenge
        if secret is not None:
            user, _ = cognito._resolve_user(cognito._user_pools[challenge.pool], challenge.username)
            user["_totp_secret"] = secret
            user["_mfa_enabled"] = [*user.get("_mfa_enabled", []), TOTP]
            user["_preferred_mfa"] = TOTP
            challenge.enrolled = True


def bind_challenges_to_sessions(challenges: Challenges) -> None:
    """Accept one response per session, in time, from its user."""
    dispatch = cognito._dispatch_idp

    async def bound(action: str, data: dict[str, Any]) -> Response:
        responding = action in {"RespondToAuthChallenge", "AdminRespondToAuthChallenge"}
        rejected = challenges.reject(data) if responding else None
        if rejected is not None:
            return rejected
        response: Response = await dispatch(action, data)
        status, _, body = response
        if status == OK and (responding or action in {"InitiateAuth", "AdminInitiateAuth"}):
            if responding:
                challenges.complete(data)
            challenges.issue(data, json.loads(body))
        return response

    cognito._dispatch_idp = bound
    _transfer_challenges_on_enrollment(challenges)


def _transfer_challenges_on_enrollment(challenges: Challenges) -> None:
    associate, verify = cognito._associate_software_token, cognito._verify_software_token

    def associated(data: dict[str, Any]) -> Response:
        response: Response = associate(data)
        if response[0] == OK and data.get("Session"):
            challenges.transfer(data["Session"], json.loads(response[2])["Session"])
        return response

    def verified(data: dict[str, Any]) -> Response:
        secret = cognito._totp_session_secrets.get(data.get("Session"))
        response: Response = verify(data)
        if response[0] == OK and data.get("Session"):
            challenges.transfer(data["Session"], json.loads(response[2])["Session"], secret)
        return response

    cognito._associate_software_token = associated
    cognito._verify_software_token = verified


def require_mfa() -> None:
    """Require users to set up MFA in a pool where it is `ON`."""
    challenge_for = cognito._mfa_challenge_for_user

    def required(
        pool: dict[str, Any], user: dict[str, Any], pool_id: str, username: str
    ) -> dict[str, Any] | None:
        challenge: dict[str, Any] | None = challenge_for(pool, user, pool_id, username)
        if challenge is None and pool.get("MfaConfiguration") == "ON":
            return {
                "ChallengeName": "MFA_SETUP",
                "Session": base64.b64encode(secrets.token_bytes(32)).decode(),
                "ChallengeParameters": {
                    "USER_ID_FOR_SRP": username,
                    "MFAS_CAN_SETUP": json.dumps([TOTP]),
                },
            }
        return challenge

    cognito._mfa_challenge_for_user = required


def require_mfa_after_a_new_password() -> None:
    """Issue no tokens for a new password alone, where MFA is required."""

    def asking(
        respond: Callable[[dict[str, Any]], Response],
    ) -> Callable[[dict[str, Any]], Response]:
        def responded(data: dict[str, Any]) -> Response:
            response = respond(data)
            pool = pool_of(data)
            if (
                response[0] != OK
                or data.get("ChallengeName") != "NEW_PASSWORD_REQUIRED"
                or not pool
            ):
                return response
            username = data["ChallengeResponses"]["USERNAME"]
            user, _ = cognito._resolve_user(pool, username)
            challenge = cognito._mfa_challenge_for_user(pool, user, pool["Id"], username)
            asked: Response = cognito.json_response(challenge) if challenge else response
            return asked

        return responded

    cognito._respond_to_auth_challenge = asking(cognito._respond_to_auth_challenge)
    cognito._admin_respond_to_auth_challenge = asking(cognito._admin_respond_to_auth_challenge)
