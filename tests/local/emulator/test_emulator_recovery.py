"""Forgotten passwords and malformed ones, as with Cognito."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.emulator.pools import FLOWS, PASSWORD, Pool

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

UNVERIFIED = "InvalidParameterException.*no registered/verified email or phone_number"
MALFORMED = {
    "leading": (f" {PASSWORD}", "must satisfy regular expression pattern"),
    "trailing": (f"{PASSWORD} ", "must satisfy regular expression pattern"),
    "tab": (f"\t{PASSWORD}", "must satisfy regular expression pattern"),
    "long": ("Aa1!" * 64 + "x", "must have length less than or equal to 256"),
}
malformed = pytest.mark.parametrize(("password", "reason"), MALFORMED.values(), ids=MALFORMED)


def forget(pool: Pool, email: str) -> None:
    """Somebody asks for a code that resets the password."""
    pool.cognito.forgot_password(ClientId=pool.client, Username=email)


def confirm(pool: Pool, email: str) -> None:
    """Somebody confirms the address with the emailed code."""
    code = pool.mailed_code(email)
    pool.cognito.confirm_sign_up(ClientId=pool.client, Username=email, ConfirmationCode=code)


def hide_users(pool: Pool) -> None:
    """The client no longer tells whether a user exists."""
    pool.cognito.update_user_pool_client(
        UserPoolId=pool.id,
        ClientId=pool.client,
        ExplicitAuthFlows=FLOWS,
        PreventUserExistenceErrors="ENABLED",
    )


def test_confirming_verifies_the_address(pool: Pool) -> None:
    """Whoever signed up with the emailed code can reset the password."""
    pool.sign_up("abe@example.com")
    assert "email_verified" not in pool.user("abe@example.com")[1]
    with pool.refused(UNVERIFIED):
        forget(pool, "abe@example.com")
    confirm(pool, "abe@example.com")
    status, attributes = pool.user("abe@example.com")
    assert (status, attributes["email_verified"]) == ("CONFIRMED", "true")
    forget(pool, "abe@example.com")
    assert len(pool.mails("abe@example.com")) == 2


def test_an_unverified_address_gets_no_code(pool: Pool) -> None:
    """Also of a confirmed user, and by an administrator."""
    pool.member("bea@example.com")
    with pool.refused(UNVERIFIED):
        forget(pool, "bea@example.com")
    with pool.refused(UNVERIFIED):
        pool.cognito.admin_reset_user_password(UserPoolId=pool.id, Username="bea@example.com")
    assert pool.user("bea@example.com")[0] == "CONFIRMED"
    assert pool.mails("bea@example.com") == []
    pool.verify("bea@example.com")
    forget(pool, "bea@example.com")
    assert len(pool.mails("bea@example.com")) == 1


def test_a_reset_goes_by_the_pools_recovery_mechanisms(make_pool: Callable[..., Pool]) -> None:
    """A verified email does not help where only phone numbers recover an account."""
    mechanisms = [{"Name": "verified_phone_number", "Priority": 1}]
    pool = make_pool(AccountRecoverySetting={"RecoveryMechanisms": mechanisms})
    pool.member("cal@example.com")
    pool.verify("cal@example.com")
    with pool.refused(UNVERIFIED):
        forget(pool, "cal@example.com")


def test_an_invited_or_disabled_user_resets_nothing(pool: Pool) -> None:
    """One has to sign in with the temporary password, the other may not sign in at all."""
    pool.invite("dan@example.com")
    pool.verify("dan@example.com")
    with pool.refused("NotAuthorizedException.*cannot be reset in the current state"):
        forget(pool, "dan@example.com")
    pool.member("eli@example.com")
    pool.cognito.admin_disable_user(UserPoolId=pool.id, Username="eli@example.com")
    with pool.refused("NotAuthorizedException.*User is disabled"):
        forget(pool, "eli@example.com")


def test_a_hidden_user_gets_a_simulated_answer(pool: Pool) -> None:
    """Nobody learns who has an account: the answer is the same, and no code is sent."""
    hide_users(pool)
    pool.sign_up("fay@example.com")
    pool.member("fox@example.com")
    answers = [
        pool.cognito.forgot_password(ClientId=pool.client, Username=name)["CodeDeliveryDetails"]
        for name in ("fay@example.com", "fox@example.com", "foe@example.com")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len(pool.mails("fay@example.com")) == 1
    assert pool.mails("fox@example.com") == []


def test_a_confirmed_user_gets_no_second_code(pool: Pool) -> None:
    """Neither where the client says so, nor where it hides it."""
    pool.sign_up("gus@example.com")
    confirm(pool, "gus@example.com")
    request = {"ClientId": pool.client, "Username": "gus@example.com"}
    with pool.refused("InvalidParameterException.*already confirmed"):
        pool.cognito.resend_confirmation_code(**request)
    hide_users(pool)
    pool.cognito.resend_confirmation_code(**request)
    assert len(pool.mails("gus@example.com")) == 1


@malformed
def test_malformed_passwords_are_rejected(pool: Pool, password: str, reason: str) -> None:
    """By every operation that takes one, before it looks at anything else."""
    pool.member("hob@example.com")
    token = pool.sign_in("hob@example.com")["AuthenticationResult"]["AccessToken"]
    user = {"UserPoolId": pool.id, "Username": "hob@example.com"}
    client = {"ClientId": pool.client, "Username": "new@example.com"}
    cognito = pool.cognito
    requests: list[Callable[[], object]] = [
        lambda: cognito.sign_up(**client, Password=password),
        lambda: cognito.admin_create_user(
            UserPoolId=pool.id, Username="new@example.com", TemporaryPassword=password
        ),
        lambda: cognito.admin_set_user_password(**user, Password=password, Permanent=True),
        lambda: cognito.confirm_forgot_password(
            **client, Password=password, ConfirmationCode="000000"
        ),
        lambda: cognito.change_password(
            AccessToken=token, PreviousPassword=PASSWORD, ProposedPassword=password
        ),
    ]
    for request in requests:
        with pool.refused(f"InvalidParameterException.*{reason}"):
            request()
    assert "AuthenticationResult" in pool.sign_in("hob@example.com")


def test_inner_blanks_and_256_characters_are_fine(pool: Pool) -> None:
    """A phrase is a good password."""
    pool.member("ike@example.com")
    for password in ("Correct horse battery 1!", "Aa1!" * 64):
        pool.cognito.admin_set_user_password(
            UserPoolId=pool.id, Username="ike@example.com", Password=password, Permanent=True
        )
        assert "AuthenticationResult" in pool.sign_in("ike@example.com", password)


@pytest.mark.parametrize("password", ["short", *(text for text, _ in MALFORMED.values())])
def test_the_first_password_follows_the_policy(pool: Pool, password: str) -> None:
    """The session stays open for a better one."""
    pool.invite("jan@example.com")
    session = pool.sign_in("jan@example.com")["Session"]
    answer = {"USERNAME": "jan@example.com"}
    with pool.refused("InvalidPasswordException"):
        pool.answer("NEW_PASSWORD_REQUIRED", session, **answer, NEW_PASSWORD=password)
    given = pool.answer("NEW_PASSWORD_REQUIRED", session, **answer, NEW_PASSWORD=f"{PASSWORD}!")
    assert "AuthenticationResult" in given
