"""Users of an application, with real tokens of its user pool."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import httpx

if TYPE_CHECKING:
    from local.applications import Running

PASSWORD: Final = "Correct horse battery 1"  # noqa: S105 - not a real one
_CODE: Final = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True)
class Person:
    """A user of an application; anonymous without a token."""

    running: Running
    email: str = ""
    token: str = field(default="", repr=False)
    # Cognito's user name, which is the owner of what this person creates.
    username: str = ""

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Return the API's response to this person."""
        authorization = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.running.request(
            method, path, json=body, headers={**authorization, **(headers or {})}
        )

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return what this person reads at a path."""
        response = self.request("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def create(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Return what this person creates at a path."""
        response = self.request("POST", path, body)
        assert response.status_code == 201, response.text
        return response.json()


def sign_up(running: Running, email: str) -> Person:
    """Sign up and confirm with the emailed code; return the signed-in person."""
    client_id, cognito = running.output("LoadClientId"), running.cognito()
    cognito.sign_up(ClientId=client_id, Username=email, Password=PASSWORD)
    code = _CODE.search(mail_to(running, email))
    assert code is not None
    cognito.confirm_sign_up(ClientId=client_id, Username=email, ConfirmationCode=code[0])
    return sign_in(running, email)


def sign_in(running: Running, email: str, username: str = "") -> Person:
    """Return a person who has signed in."""
    answer = running.cognito().initiate_auth(
        ClientId=running.output("LoadClientId"),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
    )
    return Person(running, email, answer["AuthenticationResult"]["AccessToken"], username)


def member(running: Running, email: str, *groups: str) -> Person:
    """Create a user in groups as an administrator; return the signed-in person."""
    cognito, pool = running.client("cognito-idp"), running.output("UserPoolId")
    user = {"UserPoolId": pool, "Username": email}
    created = cognito.admin_create_user(**user, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**user, Password=PASSWORD, Permanent=True)
    for group in groups:
        cognito.admin_add_user_to_group(**user, GroupName=group)
    return sign_in(running, email, created["User"]["Username"])


def mail_to(running: Running, email: str) -> str:
    """Return the text of the last email to an address."""
    address = httpx.URL(running.cloud.urls["Mails"]).copy_add_param("to", email)  # beside the token
    mails = running.http.get(address).json()
    return str(mails[-1]["text"])
