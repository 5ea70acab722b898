"""Signing in to the emulator as with Cognito."""

from __future__ import annotations

import base64
import hmac
import json
import struct
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from local.emulator.pools import FLOWS, PASSWORD, Pool

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow


def test_the_jwks_is_public(pool: Pool) -> None:
    """Verifying a token needs no signed request."""
    url = f"{pool.bench.emulator.endpoint}/{pool.id}/.well-known/jwks.json"
    assert httpx.get(url).json()["keys"]


def test_names_differ_by_more_than_case(pool: Pool) -> None:
    """Users sign in with any capitalization, and it makes no second user."""
    pool.member("ada@example.com")
    assert "AuthenticationResult" in pool.sign_in("Ada@Example.COM")
    with pool.refused("UsernameExistsException"):
        pool.sign_up("ADA@example.com")


def test_codes_cannot_be_guessed(pool: Pool) -> None:
    """Only the emailed code confirms, not ministack's fixed ones."""
    pool.sign_up("bob@example.com")
    code = pool.mailed_code("bob@example.com")
    for guess in {"123456", "654321"} - {code}:
        with pool.refused("CodeMismatchException"):
            pool.cognito.confirm_sign_up(
                ClientId=pool.client, Username="bob@example.com", ConfirmationCode=guess
            )
    pool.cognito.confirm_sign_up(
        ClientId=pool.client, Username="bob@example.com", ConfirmationCode=code
    )
    assert "AuthenticationResult" in pool.sign_in("bob@example.com")


def test_password_reset_needs_the_emailed_code(pool: Pool) -> None:
    """Other codes are rejected."""
    pool.member("cara@example.com")
    pool.verify("cara@example.com")
    pool.cognito.forgot_password(ClientId=pool.client, Username="cara@example.com")
    code = pool.mailed_code("cara@example.com")
    reset = {"ClientId": pool.client, "Username": "cara@example.com", "Password": f"{PASSWORD}!"}
    for guess in {"123456", "654321"} - {code}:
        with pool.refused("CodeMismatchException"):
            pool.cognito.confirm_forgot_password(**reset, ConfirmationCode=guess)
    pool.cognito.confirm_forgot_password(**reset, ConfirmationCode=code)
    assert "AuthenticationResult" in pool.sign_in("cara@example.com", f"{PASSWORD}!")


def test_a_mail_is_told_in_the_journal(pool: Pool) -> None:
    """The log shows the code, since the email is not delivered."""
    pool.sign_up("dora@example.com")
    code = pool.mailed_code("dora@example.com")
    texts = [getattr(record, "text", "") for record in pool.bench.journal.records()]
    assert any("Mail to dora@example.com" in text and code in text for text in texts)


def test_nobody_signs_up_to_an_invite_only_pool(make_pool: Callable[..., Pool]) -> None:
    """Only administrators create users there."""
    pool = make_pool(AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    with pool.refused("NotAuthorizedException"):
        pool.sign_up("eve@example.com")
    pool.invite("eve@example.com")


@pytest.mark.parametrize(
    ("challenge", "responses"),
    [
        ("MFA_SETUP", {}),
        ("SOFTWARE_TOKEN_MFA", {"SOFTWARE_TOKEN_MFA_CODE": "000000"}),
        ("SMS_MFA", {"SMS_MFA_CODE": "000000"}),
        ("NEW_PASSWORD_REQUIRED", {"NEW_PASSWORD": "anything at all"}),
    ],
)
def test_a_made_up_session_answers_no_challenge(
    pool: Pool, challenge: str, responses: dict[str, str]
) -> None:
    """Knowing a name is not enough to answer a challenge that was never put."""
    pool.member("finn@example.com")
    with pool.refused("NotAuthorizedException"):
        pool.answer(challenge, "x" * 40, USERNAME="finn@example.com", **responses)


def test_a_session_belongs_to_its_user(pool: Pool) -> None:
    """A response with another user name applies to the challenged user."""
    pool.invite("gil@example.com")
    pool.invite("hal@example.com")
    session = pool.sign_in("gil@example.com")["Session"]
    pool.answer(
        "NEW_PASSWORD_REQUIRED", session, USERNAME="hal@example.com", NEW_PASSWORD=f"{PASSWORD}!"
    )
    assert "AuthenticationResult" in pool.sign_in("gil@example.com", f"{PASSWORD}!")
    assert pool.sign_in("hal@example.com")["ChallengeName"] == "NEW_PASSWORD_REQUIRED"


def test_a_session_accepts_one_response(pool: Pool) -> None:
    """The second response to a challenge is rejected."""
    pool.invite("ivy@example.com")
    session = pool.sign_in("ivy@example.com")["Session"]
    answer = {"USERNAME": "ivy@example.com", "NEW_PASSWORD": f"{PASSWORD}!"}
    pool.answer("NEW_PASSWORD_REQUIRED", session, **answer)
    with pool.refused("NotAuthorizedException"):
        pool.answer("NEW_PASSWORD_REQUIRED", session, **answer)


def totp(secret: str, at: float) -> str:
    """The code of RFC 6238."""
    counter = struct.pack(">Q", int(at) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def test_required_mfa_is_set_up_and_asked_for(make_pool: Callable[..., Pool]) -> None:
    """Tokens need a second factor, whose code works once."""
    pool = make_pool()
    pool.cognito.set_user_pool_mfa_config(
        UserPoolId=pool.id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    pool.invite("jo@example.com")
    first = pool.sign_in("jo@example.com")
    setup = pool.answer(
        "NEW_PASSWORD_REQUIRED", first["Session"], USERNAME="jo@example.com", NEW_PASSWORD=PASSWORD
    )
    assert setup["ChallengeName"] == "MFA_SETUP"
    with pool.refused("MFA setup is not complete"):
        pool.answer("MFA_SETUP", setup["Session"], USERNAME="jo@example.com")
    token = pool.cognito.associate_software_token(Session=setup["Session"])
    now = time.time()
    verified = pool.cognito.verify_software_token(
        Session=token["Session"], UserCode=totp(token["SecretCode"], now)
    )
    done = pool.answer("MFA_SETUP", verified["Session"], USERNAME="jo@example.com")
    assert "AuthenticationResult" in done
    asked = pool.sign_in("jo@example.com")
    assert asked["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    code = totp(token["SecretCode"], now + 30)
    given = {"USERNAME": "jo@example.com", "SOFTWARE_TOKEN_MFA_CODE": code}
    assert "AuthenticationResult" in pool.answer("SOFTWARE_TOKEN_MFA", asked["Session"], **given)
    again = pool.sign_in("jo@example.com")
    with pool.refused("ExpiredCodeException"):
        pool.answer("SOFTWARE_TOKEN_MFA", again["Session"], **given)


def rotate(pool: Pool, grace: int) -> None:
    """Have the client's refresh tokens rotate; boto3 may be too old to say so."""
    settings = {
        "UserPoolId": pool.id,
        "ClientId": pool.client,
        "ExplicitAuthFlows": FLOWS,
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": grace},
    }
    answer = call(pool, "UpdateUserPoolClient", settings)
    assert answer["UserPoolClient"]["RefreshTokenRotation"]["Feature"] == "ENABLED"


def call(pool: Pool, operation: str, payload: dict[str, Any]) -> dict[str, Any]:
    """An operation of Cognito's, whatever version of boto3 is installed."""
    key = pool.bench.process.key
    headers = {
        "X-Amz-Target": f"AWSCognitoIdentityProviderService.{operation}",
        "Content-Type": "application/x-amz-json-1.1",
    }
    request = AWSRequest("POST", pool.bench.emulator.endpoint, headers, json.dumps(payload))
    SigV4Auth(Credentials(key.id, key.secret), "cognito-idp", "us-east-1").add_auth(request)
    answer = httpx.post(request.url, headers=dict(request.headers), content=request.data)
    if answer.status_code != 200:
        pytest.fail(answer.text, pytrace=False)
    result: dict[str, Any] = answer.json()
    return result


def refresh(pool: Pool, token: str) -> httpx.Response:
    """What a refresh token is answered with."""
    return httpx.post(
        pool.bench.emulator.endpoint,
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken",
            "Content-Type": "application/x-amz-json-1.1",
        },
        json={"ClientId": pool.client, "RefreshToken": token},
    )


def test_refresh_tokens_rotate(pool: Pool) -> None:
    """The old refresh token is valid for its grace period only."""
    rotate(pool, 0)
    pool.member("kim@example.com")
    old = pool.sign_in("kim@example.com")["AuthenticationResult"]["RefreshToken"]
    first = refresh(pool, old)
    new = first.json()["AuthenticationResult"]["RefreshToken"]
    assert new != old
    assert refresh(pool, old).json()["__type"] == "RefreshTokenReuseException"
    assert refresh(pool, new).status_code == 200


def test_an_old_refresh_token_is_valid_for_its_grace_period(pool: Pool) -> None:
    """Two tabs that refresh at once both get tokens."""
    rotate(pool, 60)
    pool.member("lea@example.com")
    old = pool.sign_in("lea@example.com")["AuthenticationResult"]["RefreshToken"]
    assert refresh(pool, old).status_code == refresh(pool, old).status_code == 200
