"""What ministack leaves open by itself.

Each test fails once a new version closes its gap: then the patch in `boot/` is needless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from scaffold.local.emulator.cloud import Emulator

pytestmark = pytest.mark.slow

PASSWORD = "Correct-horse-battery-1"  # noqa: S105 - of users that live a second


class Pool:
    """A pool of a ministack without patches."""

    def __init__(self, emulator: Emulator, **settings: Any) -> None:  # noqa: ANN401 - CreateUserPool's
        self.cognito = emulator.client("cognito-idp")
        self.id = self.cognito.create_user_pool(
            PoolName="p",
            UsernameAttributes=["email"],
            AutoVerifiedAttributes=["email"],
            UsernameConfiguration={"CaseSensitive": False},
            **settings,
        )["UserPool"]["Id"]
        self.client = self.cognito.create_user_pool_client(
            UserPoolId=self.id, ClientName="c", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
        )["UserPoolClient"]["ClientId"]

    def member(self, email: str) -> None:
        """A user who can sign in."""
        self.cognito.admin_create_user(UserPoolId=self.id, Username=email)
        self.cognito.admin_set_user_password(
            UserPoolId=self.id, Username=email, Password=PASSWORD, Permanent=True
        )

    def sign_in(self, email: str) -> dict[str, Any]:
        """What a name and the password are answered with."""
        answer: dict[str, Any] = self.cognito.initiate_auth(
            ClientId=self.client,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
        )
        return answer


def test_capitals_make_another_user(bare: Emulator) -> None:
    """users.ignore_case_of_user_names."""
    pool = Pool(bare)
    pool.member("ada@example.com")
    with pytest.raises(pool.cognito.exceptions.ClientError, match="UserNotFoundException"):
        pool.sign_in("ADA@example.com")


def test_everybody_signs_up(bare: Emulator) -> None:
    """users.reject_sign_up_to_invite_only_pools."""
    pool = Pool(bare, AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})
    pool.cognito.sign_up(ClientId=pool.client, Username="eve@example.com", Password=PASSWORD)


def test_the_code_is_known(bare: Emulator) -> None:
    """users.use_random_codes."""
    pool = Pool(bare)
    pool.cognito.sign_up(ClientId=pool.client, Username="bob@example.com", Password=PASSWORD)
    pool.cognito.confirm_sign_up(
        ClientId=pool.client, Username="bob@example.com", ConfirmationCode="123456"
    )


def test_a_name_is_enough_for_tokens(bare: Emulator) -> None:
    """challenges.bind_challenges_to_sessions."""
    pool = Pool(bare)
    pool.member("gil@example.com")
    answer = pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client,
        ChallengeName="MFA_SETUP",
        Session="x" * 40,
        ChallengeResponses={"USERNAME": "gil@example.com"},
    )
    assert "AccessToken" in answer["AuthenticationResult"]


def test_required_mfa_is_not_required(bare: Emulator) -> None:
    """challenges.require_mfa."""
    pool = Pool(bare)
    pool.cognito.set_user_pool_mfa_config(
        UserPoolId=pool.id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    pool.member("jo@example.com")
    assert "AuthenticationResult" in pool.sign_in("jo@example.com")


def test_a_new_password_is_enough_for_tokens(bare: Emulator) -> None:
    """challenges.require_mfa_after_a_new_password."""
    pool = Pool(bare)
    pool.cognito.set_user_pool_mfa_config(UserPoolId=pool.id, MfaConfiguration="ON")
    pool.cognito.admin_create_user(
        UserPoolId=pool.id, Username="kim@example.com", TemporaryPassword=PASSWORD
    )
    session = pool.sign_in("kim@example.com")["Session"]
    answer = pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=session,
        ChallengeResponses={"USERNAME": "kim@example.com", "NEW_PASSWORD": f"{PASSWORD}!"},
    )
    assert "AuthenticationResult" in answer


def test_refresh_tokens_do_not_rotate(bare: Emulator) -> None:
    """refresh_tokens.keep_rotation_settings and refresh_tokens.rotate_refresh_tokens."""
    pool = Pool(bare)
    headers = {"Content-Type": "application/x-amz-json-1.1"}
    target = "AWSCognitoIdentityProviderService"
    pool.member("lea@example.com")
    token = pool.sign_in("lea@example.com")["AuthenticationResult"]["RefreshToken"]
    answer = httpx.post(
        bare.endpoint,
        headers={**headers, "X-Amz-Target": f"{target}.GetTokensFromRefreshToken"},
        json={"ClientId": pool.client, "RefreshToken": token},
    )
    assert "RefreshToken" not in answer.json()["AuthenticationResult"]


def test_any_secret_makes_root(bare: Emulator) -> None:
    """signatures.verify_all_signatures: `Emulator.at` signs with `test`."""
    assert bare.client("sts").get_caller_identity()["Arn"].endswith(":root")


def test_messages_wait_as_long_as_anybody_says(bare: Emulator) -> None:
    """limits.reject_long_delays."""
    sqs = bare.client("sqs")
    url = sqs.create_queue(QueueName="slow")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="x", DelaySeconds=901)


def test_events_need_no_sense(bare: Emulator) -> None:
    """limits.reject_malformed_events."""
    entry = {"Source": "a", "DetailType": "b", "Detail": "no JSON"}
    assert bare.client("events").put_events(Entries=[entry])["FailedEntryCount"] == 0


def test_pages_reset_it(bare: Emulator) -> None:
    """signatures.reject_strangers."""
    origin = {"origin": "http://evil.example", "host": "evil.example"}
    answer = httpx.post(f"{bare.endpoint}/_ministack/reset", headers=origin)
    assert answer.status_code == 200


def test_confirmed_addresses_are_unverified(bare: Emulator) -> None:
    """recovery.verify_confirmed_addresses."""
    pool = Pool(bare)
    user = {"Username": "mia@example.com"}
    pool.cognito.sign_up(ClientId=pool.client, **user, Password=PASSWORD)
    pool.cognito.confirm_sign_up(ClientId=pool.client, **user, ConfirmationCode="123456")
    found = pool.cognito.admin_get_user(UserPoolId=pool.id, **user)
    assert "email_verified" not in {item["Name"] for item in found["UserAttributes"]}


def test_anybody_gets_a_code(bare: Emulator) -> None:
    """recovery.reset_through_verified_addresses and recovery.resend_to_unconfirmed_users."""
    pool = Pool(bare)
    pool.member("ned@example.com")
    request = {"ClientId": pool.client, "Username": "ned@example.com"}
    assert "CodeDeliveryDetails" in pool.cognito.forgot_password(**request)
    assert "CodeDeliveryDetails" in pool.cognito.resend_confirmation_code(**request)


def test_passwords_have_any_form(bare: Emulator) -> None:
    """passwords.reject_malformed_passwords."""
    pool = Pool(bare)
    for number, password in enumerate((f" {PASSWORD} ", f"{PASSWORD}{'x' * 256}")):
        name = f"ola{number}@example.com"
        pool.cognito.sign_up(ClientId=pool.client, Username=name, Password=password)


def test_the_first_password_follows_no_policy(bare: Emulator) -> None:
    """passwords.check_the_first_password."""
    pool = Pool(bare)
    user = {"Username": "pia@example.com"}
    pool.cognito.admin_create_user(UserPoolId=pool.id, **user, TemporaryPassword=PASSWORD)
    session = pool.sign_in(user["Username"])["Session"]
    answer = pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=session,
        ChallengeResponses={"USERNAME": user["Username"], "NEW_PASSWORD": "x"},
    )
    assert "AuthenticationResult" in answer
