"""User pools of the emulator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from emulators import Bench

PASSWORD = "Correct-horse-battery-1"  # noqa: S105 - of users that live a second
FLOWS = ["ALLOW_USER_PASSWORD_AUTH"]


@dataclass(frozen=True)
class Pool:
    """A pool, its client, and the API."""

    cognito: Any
    id: str
    client: str
    bench: Bench

    def sign_up(self, email: str) -> None:
        """A user who has not confirmed yet."""
        self.cognito.sign_up(ClientId=self.client, Username=email, Password=PASSWORD)

    def invite(self, email: str) -> None:
        """A user with a temporary password."""
        self.cognito.admin_create_user(
            UserPoolId=self.id, Username=email, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS"
        )

    def member(self, email: str) -> None:
        """A user who can sign in."""
        self.invite(email)
        self.cognito.admin_set_user_password(
            UserPoolId=self.id, Username=email, Password=PASSWORD, Permanent=True
        )

    def sign_in(self, email: str, password: str = PASSWORD) -> dict[str, Any]:
        """What a name and a password are answered with."""
        answer: dict[str, Any] = self.cognito.initiate_auth(
            ClientId=self.client,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        return answer

    def answer(self, challenge: str, session: str, **responses: str) -> dict[str, Any]:
        """What the answer to a challenge is answered with."""
        given: dict[str, Any] = self.cognito.respond_to_auth_challenge(
            ClientId=self.client,
            ChallengeName=challenge,
            Session=session,
            ChallengeResponses=responses,
        )
        return given

    def mailed_code(self, email: str) -> str:
        """The code in the last mail to somebody."""
        found = re.search(r"\b\d{6}\b", self.mails(email)[-1])
        assert found is not None
        return found.group()

    def user(self, email: str) -> tuple[str, dict[str, str]]:
        """The status and the attributes of somebody."""
        found = self.cognito.admin_get_user(UserPoolId=self.id, Username=email)
        attributes = {item["Name"]: item["Value"] for item in found["UserAttributes"]}
        return found["UserStatus"], attributes

    def verify(self, email: str) -> None:
        """An administrator vouches for an address."""
        self.cognito.admin_update_user_attributes(
            UserPoolId=self.id,
            Username=email,
            UserAttributes=[{"Name": "email_verified", "Value": "true"}],
        )

    def mails(self, email: str) -> list[str]:
        """The texts of the mails to somebody."""
        sent = self.bench.run(self.bench.emulator.mails())
        return [mail.body for mail in sent if email in mail.to]

    def refused(self, code: str) -> Any:  # noqa: ANN401 - pytest's own
        """The block is refused with this error."""
        return pytest.raises(self.cognito.exceptions.ClientError, match=code)
