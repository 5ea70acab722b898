"""People who use an application: they sign up with a mailed code, and carry real tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

if TYPE_CHECKING:
    import httpx
    from local.cloud.running import Running

PASSWORD = "correct horse battery"  # noqa: S105 - nobody's
_CODE = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True)
class Person:
    """Somebody, known to the application or not: without a token nobody is signed in."""

    running: Running
    email: str = ""
    token: str = ""

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """The API's answer to this person."""
        carried = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.running.request(method, path, json=body, headers={**carried, **(headers or {})})

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """What is at a path that this person may read."""
        response = self.request("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def make(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """What has been made at a path where this person may make things."""
        response = self.request("POST", path, body)
        assert response.status_code == 201, response.text
        return response.json()


def cognito(running: Running) -> Any:  # noqa: ANN401 - boto3 has no types
    """Cognito as a browser reaches it: without any key."""
    return boto3.client(
        "cognito-idp",
        endpoint_url=running.cloud.urls["AWS"],
        region_name=running.cloud.application.region,
        config=Config(signature_version=UNSIGNED),
    )


def sign_up(running: Running, email: str) -> Person:
    """Somebody new, who has confirmed the address with the mailed code."""
    client_id = running.cloud.application.outputs["LoadClientId"]
    pool = cognito(running)
    pool.sign_up(ClientId=client_id, Username=email, Password=PASSWORD)
    code = _CODE.search(mail_to(running, email))
    assert code is not None
    pool.confirm_sign_up(ClientId=client_id, Username=email, ConfirmationCode=code[0])
    return sign_in(running, email)


def sign_in(running: Running, email: str) -> Person:
    """Somebody who has signed in."""
    answer = cognito(running).initiate_auth(
        ClientId=running.cloud.application.outputs["LoadClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
    )
    return Person(running, email, answer["AuthenticationResult"]["AccessToken"])


def mail_to(running: Running, email: str) -> str:
    """The last mail that somebody has got."""
    mails = running.http.get(running.cloud.urls["Mails"], params={"to": email}).json()
    return str(mails[-1]["text"])
