"""Starts ministack with its gaps closed. Runs inside ministack's own environment, alone.

Messages for the parent are lines of JSON on standard output, after MARK. Standard input is the
parent's lease: when it closes, the parent is gone, and so are we.
"""

from __future__ import annotations

import base64
import importlib.metadata
import json
import os
import secrets
import signal
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ministack.app as ministack
from ministack.core import iam_actions
from ministack.core.persistence import save_all
from ministack.services import cognito, ses
from ministack.services.cloudformation import provisioners

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION: Final = "1.5.33"
MARK: Final = "@scaffold "
SAVE_EVERY_SECONDS: Final = 5.0
TOTP: Final = "SOFTWARE_TOKEN_MFA"

# A status, headers and a body, as ministack passes them.
Answer: TypeAlias = tuple[int, dict[str, str], bytes]


def tell(kind: str, **fields: object) -> None:
    """Send the parent a message."""
    print(MARK + json.dumps({"kind": kind, **fields}), flush=True)  # noqa: T201 - the way there


def refusal(code: str, message: str) -> Answer:
    """An error as Cognito answers it."""
    answer: Answer = cognito.error_response_json(code, message, 400)
    return answer


# What people sign in with


def fold_user_names() -> None:
    """Take `Ada@Example.com` for `ada@example.com`, unless the pool is case-sensitive."""
    dispatch = cognito._dispatch_idp

    async def folded(action: str, data: dict[str, Any]) -> Answer:
        configuration = (_pool_of(data) or {}).get("UsernameConfiguration") or {}
        if configuration.get("CaseSensitive") is False:
            _fold(data)
        answer: Answer = await dispatch(action, data)
        return answer

    cognito._dispatch_idp = folded


def _fold(data: dict[str, Any]) -> None:
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


def _pool_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """The pool that a request is about."""
    if pool_id := data.get("UserPoolId"):
        pool: dict[str, Any] | None = cognito._user_pools.get(pool_id)
        return pool
    client = data.get("ClientId")
    return cognito._pool_for_client(client)[0] if client else None


def refuse_sign_up_to_invite_only_pools() -> None:
    """Let only administrators create users, where the pool says so."""
    sign_up = cognito._sign_up

    def guarded(data: dict[str, Any]) -> Answer:
        pool = _pool_of(data) or {}
        if (pool.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly"):
            return refusal("NotAuthorizedException", "SignUp is not permitted for this user pool")
        answer: Answer = sign_up(data)
        return answer

    cognito._sign_up = guarded


# Codes


def draw_random_codes() -> None:
    """Mail codes that cannot be guessed, in place of 123456 and 654321."""
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


# Challenges


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
        pool = _pool_of(data)
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
            return refusal("NotAuthorizedException", "Invalid session for the user, session is expired.")
        if challenge.name == "MFA_SETUP" and not challenge.enrolled:
            return refusal("InvalidParameterException", "MFA setup is not complete.")
        responses = data.setdefault("ChallengeResponses", {})
        responses["USERNAME"] = challenge.username
        spent = self._used.get((challenge.username, responses.get(f"{TOTP}_CODE")))
        if challenge.name == TOTP and spent and time.time() - spent < 120:
            return refusal("ExpiredCodeException", "Your software token has already been used once.")
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
        if status == 200 and (responding or action in {"InitiateAuth", "AdminInitiateAuth"}):
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
        if answer[0] == 200 and data.get("Session"):
            challenges.carry(data["Session"], json.loads(answer[2])["Session"])
        return answer

    def verified(data: dict[str, Any]) -> Answer:
        secret = cognito._totp_session_secrets.get(data.get("Session"))
        answer: Answer = verify(data)
        if answer[0] == 200 and data.get("Session"):
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
            pool = _pool_of(data)
            if answer[0] != 200 or data.get("ChallengeName") != "NEW_PASSWORD_REQUIRED" or not pool:
                return answer
            username = data["ChallengeResponses"]["USERNAME"]
            user, _ = cognito._resolve_user(pool, username)
            challenge = cognito._mfa_challenge_for_user(pool, user, pool["Id"], username)
            asked: Answer = cognito.json_response(challenge) if challenge else answer
            return asked

        return responded

    cognito._respond_to_auth_challenge = asking(cognito._respond_to_auth_challenge)
    cognito._admin_respond_to_auth_challenge = asking(cognito._admin_respond_to_auth_challenge)


# Refresh tokens


def keep_rotation_settings() -> None:
    """Keep a client's RefreshTokenRotation, which ministack does not know."""

    def keeping(change: Callable[[dict[str, Any]], Answer]) -> Callable[[dict[str, Any]], Answer]:
        def changed(data: dict[str, Any]) -> Answer:
            status, headers, body = change(data)
            if status != 200 or "RefreshTokenRotation" not in data:
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


# What the parent hears of


def tell_of_mails() -> None:
    """Tell the parent of every mail, since nobody else delivers it."""
    record = ses._record_send

    def told(**mail: Any) -> Any:  # noqa: ANN401 - ministack's own
        tell(
            "mail",
            to=list(mail["to_addrs"]),
            subject=mail["subject"],
            body=mail.get("body_text") or mail.get("body_html") or "",
        )
        return record(**mail)

    ses._record_send = told


def tell_of_denials() -> None:
    """Tell the parent whom IAM refused what."""
    respond = iam_actions.access_denied_response

    def told(service: str, action: str, principal: str, *rest: Any, **named: Any) -> Answer:  # noqa: ANN401 - ministack's own
        tell(
            "denied",
            action=action,
            principal=principal,
            resource=named.get("resource_arn", "*"),
            explicit=bool(named.get("explicit_deny")),
        )
        answer: Answer = respond(service, action, principal, *rest, **named)
        return answer

    iam_actions.access_denied_response = told


# The process


def save_periodically() -> None:
    """Write the state down while running: ministack itself does so at a clean stop only."""
    while True:
        time.sleep(SAVE_EVERY_SECONDS)
        save_all(ministack._build_persistence_save_dict())


def end_with_the_parent() -> None:
    """Stop cleanly once standard input closes."""
    # Unbuffered: a lock held in a daemon thread would fail the interpreter's end.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def close_gaps() -> None:
    """Patch ministack; what is patched last is asked first."""
    draw_random_codes()
    refuse_sign_up_to_invite_only_pools()
    demand_required_mfa()
    ask_for_mfa_after_a_new_password()
    bind_challenges_to_their_sessions(Challenges())
    fold_user_names()
    keep_rotation_settings()
    rotate_refresh_tokens()
    tell_of_mails()
    tell_of_denials()


def main() -> None:
    """Run ministack until the parent ends it or is gone."""
    if (found := importlib.metadata.version("ministack")) != VERSION:
        sys.exit(f"ministack {found} is installed; the patches here are for {VERSION}.")
    close_gaps()
    if os.environ.get("PERSIST_STATE") == "1":
        threading.Thread(target=save_periodically, daemon=True).start()
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    ministack.main()


if __name__ == "__main__":
    main()
