"""Challenges of a sign-in: answered once, in time, for the session that was given out."""

from __future__ import annotations

import base64
import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ministack.services import cognito

from .answers import Answer, refusal
from .users import pool_of

if TYPE_CHECKING:
    from collections.abc import Callable

TOTP: Final = "SOFTWARE_TOKEN_MFA"
OK: Final = 200
CODE_SECONDS: Final = 120


@dataclass(slots=True)
class Challenge:
    """A challenge that was put: to whom, through which client, until when."""

    name: str
    pool: str
    client: str
    username: str
    until: float
    enrolled: bool = False


class Challenges:
    """The challenges that wait for an answer, by session.

    ministack answers a challenge for any user, whatever the session says: knowing a name was
    enough to get somebody's tokens.
    """

    GUARDED: Final = frozenset({TOTP, "MFA_SETUP", "NEW_PASSWORD_REQUIRED", "SMS_MFA"})

    def __init__(self) -> None:
        self._waiting: dict[str, Challenge] = {}
        self._used: dict[tuple[str, str], float] = {}

    def put(self, data: dict[str, Any], body: dict[str, Any]) -> None:
        """Remember a challenge that an answer carries."""
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

    def refuse(self, data: dict[str, Any]) -> Answer | None:
        """Why a response to a challenge is not accepted; the response is bound to its user."""
        if data.get("ChallengeName") not in self.GUARDED:
            return None
        challenge = self._waiting.get(data.get("Session") or "")
        asked = (data.get("ChallengeName"), data.get("ClientId"))
        if challenge is None or (challenge.name, challenge.client) != asked:
            return refusal("NotAuthorizedException", "Invalid session for the user.")
        if time.time() > challenge.until:
            return refusal(
                "NotAuthorizedException", "Invalid session for the user, session is expired."
            )
        if challenge.name == "MFA_SETUP" and not challenge.enrolled:
            return refusal("InvalidParameterException", "MFA setup is not complete.")
        responses = data.setdefault("ChallengeResponses", {})
        responses["USERNAME"] = challenge.username
        spent = self._used.get((challenge.username, responses.get(f"{TOTP}_CODE")))
        if challenge.name == TOTP and spent and time.time() - spent < CODE_SECONDS:
            return refusal(
                "ExpiredCodeException", "Your software token has already been used once."
            )
        return None

    def settle(self, data: dict[str, Any]) -> None:
        """Forget a challenge that was answered well."""
        challenge = self._waiting.pop(data.get("Session") or "", None)
        if challenge is not None and challenge.name == TOTP:
            code = data["ChallengeResponses"].get(f"{TOTP}_CODE")
            self._used[challenge.username, code] = time.time()

    def carry(self, before: str | None, after: str, secret: str | None = None) -> None:
        """Go on with a challenge under a new session; a verified secret enrols its user."""
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


def bind_challenges_to_their_sessions(challenges: Challenges) -> None:
    """Accept an answer only for the session that was given out, once, in time, from its user."""
    dispatch = cognito._dispatch_idp

    async def bound(action: str, data: dict[str, Any]) -> Answer:
        responding = action in {"RespondToAuthChallenge", "AdminRespondToAuthChallenge"}
        refused = challenges.refuse(data) if responding else None
        if refused is not None:
            return refused
        answer: Answer = await dispatch(action, data)
        status, _, body = answer
        if status == OK and (responding or action in {"InitiateAuth", "AdminInitiateAuth"}):
            if responding:
                challenges.settle(data)
            challenges.put(data, json.loads(body))
        return answer

    cognito._dispatch_idp = bound
    _carry_challenges_through_enrolment(challenges)


def _carry_challenges_through_enrolment(challenges: Challenges) -> None:
    associate, verify = cognito._associate_software_token, cognito._verify_software_token

    def associated(data: dict[str, Any]) -> Answer:
        answer: Answer = associate(data)
        if answer[0] == OK and data.get("Session"):
            challenges.carry(data["Session"], json.loads(answer[2])["Session"])
        return answer

    def verified(data: dict[str, Any]) -> Answer:
        secret = cognito._totp_session_secrets.get(data.get("Session"))
        answer: Answer = verify(data)
        if answer[0] == OK and data.get("Session"):
            challenges.carry(data["Session"], json.loads(answer[2])["Session"], secret)
        return answer

    cognito._associate_software_token = associated
    cognito._verify_software_token = verified


def demand_required_mfa() -> None:
    """Have users without a second factor set one up, where the pool requires it."""
    challenge_for = cognito._mfa_challenge_for_user

    def demanded(
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

    cognito._mfa_challenge_for_user = demanded


def ask_for_mfa_after_a_new_password() -> None:
    """Do not hand out tokens for a new password alone, where a second factor is due."""

    def asking(respond: Callable[[dict[str, Any]], Answer]) -> Callable[[dict[str, Any]], Answer]:
        def responded(data: dict[str, Any]) -> Answer:
            answer = respond(data)
            pool = pool_of(data)
            if answer[0] != OK or data.get("ChallengeName") != "NEW_PASSWORD_REQUIRED" or not pool:
                return answer
            username = data["ChallengeResponses"]["USERNAME"]
            user, _ = cognito._resolve_user(pool, username)
            challenge = cognito._mfa_challenge_for_user(pool, user, pool["Id"], username)
            asked: Answer = cognito.json_response(challenge) if challenge else answer
            return asked

        return responded

    cognito._respond_to_auth_challenge = asking(cognito._respond_to_auth_challenge)
    cognito._admin_respond_to_auth_challenge = asking(cognito._admin_respond_to_auth_challenge)
