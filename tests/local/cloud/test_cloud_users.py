"""Users, from an invitation to what a group opens, as the dashboard's page does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from goldens import ROOT
from local.people import PASSWORD, mail_to, sign_in, sign_up
from toolchain import node_packages, run

if TYPE_CHECKING:
    import httpx
    from local.applications import Running

pytestmark = pytest.mark.slow

MEMBERS = "/admin/groups/admins/members"
FOLDER = "/api/pools/UserPool"


def ask(running: Running, method: str, path: str, body: object = None) -> httpx.Response:
    """Return the dashboard's response."""
    return running.dashboard(method, f"{FOLDER}{path}", body)


def invite(running: Running, email: str, *groups: str) -> Any:  # noqa: ANN401 - JSON
    """Return an invited user."""
    answer = ask(running, "POST", "/users", {"username": email, "groups": groups})
    assert answer.status_code == 200, answer.text
    return answer.json()


def user(running: Running, email: str) -> Any:  # noqa: ANN401 - JSON
    """Return what the dashboard shows of a user, None if there is none."""
    pools = running.dashboard("GET", "/api/pools").json()
    found = (user for user in pools["UserPool"]["users"] if user["email"] == email)
    return next(found, None)


def test_from_an_invitation_to_what_a_group_opens(running: Running) -> None:
    """The emailed password, a first one, a group: and the group's route answers."""
    email, client_id = "ines@example.com", running.output("LoadClientId")
    invited = invite(running, email)
    assert (invited["status"], invited["verified"]) == ("FORCE_CHANGE_PASSWORD", True)
    text = mail_to(running, email)
    assert invited["invitation"] == text
    temporary = re.search(r"temporary password is (\S+)\.$", text.strip())
    assert temporary is not None
    cognito = running.cognito()
    challenge = cognito.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": temporary[1]},
    )
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    cognito.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": email, "NEW_PASSWORD": PASSWORD},
    )
    assert sign_in(running, email).request("GET", MEMBERS).status_code == 403

    path = f"/groups/admins/users/{invited['username']}"
    assert ask(running, "PUT", path).status_code == 200
    assert user(running, email)["groups"] == ["admins"]
    assert sign_in(running, email).request("GET", MEMBERS).status_code == 200

    assert ask(running, "DELETE", path).status_code == 200
    assert sign_in(running, email).request("GET", MEMBERS).status_code == 403


def test_an_invited_user_can_reset_the_password(running: Running) -> None:
    """The address is verified."""
    email, client_id = "jana@example.com", running.output("LoadClientId")
    invited = invite(running, email)
    ask(running, "POST", f"/users/{invited['username']}/password", {"password": PASSWORD})
    running.cognito().forgot_password(ClientId=client_id, Username=email)
    assert re.search(r"\b\d{6}\b", mail_to(running, email))


def test_somebody_who_signed_up_is_confirmed_and_deleted(running: Running) -> None:
    """Without the code from the mail."""
    email = "kurt@example.com"
    running.cognito().sign_up(
        ClientId=running.output("LoadClientId"), Username=email, Password=PASSWORD
    )
    shown = user(running, email)
    assert (shown["status"], shown["verified"]) == ("UNCONFIRMED", False)
    path = f"/users/{quote(shown['username'])}"
    assert ask(running, "POST", f"{path}/confirm", {}).status_code == 200
    shown = user(running, email)
    assert (shown["status"], shown["verified"]) == ("CONFIRMED", True)
    assert sign_in(running, email).token
    assert ask(running, "DELETE", path).status_code == 200
    assert user(running, email) is None


def test_the_page_invites_somebody_into_a_group(running: Running) -> None:
    """In a browser, where what was rejected can be corrected; axe finds nothing."""
    email = "nora@example.com"
    packages = node_packages({"playwright-core": "1.65.1", "@axe-core/playwright": "4.13.0"})
    script = ROOT / "tests" / "built" / "browser" / "users.mjs"
    dashboard = running.cloud.urls["Dashboard"]
    run(running.root, "node", str(script), str(packages), dashboard, email, PASSWORD)
    assert sign_in(running, email).request("GET", MEMBERS).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        (("POST", "/users", {"username": "lena@example.com"}), 409, "exists"),
        (("POST", "/users", {"username": "nobody"}), 400, "email"),
        (("POST", "/users", {"username": "m@example.com", "groups": ["kings"]}), 404, "kings"),
        (("POST", "/users/nobody/confirm", {}), 404, "does not exist"),
        (("POST", "/users/lena@example.com/password", {"password": "short"}), 400, "length"),
        (("PUT", "/groups/kings/users/lena@example.com", None), 404, "kings"),
        (("DELETE", "/users/nobody", None), 404, "does not exist"),
    ],
)
def test_the_dashboard_says_what_cognito_rejects(
    running: Running, asked: tuple[str, str, object], status: int, reason: str
) -> None:
    """The reason is Cognito's, and nothing is half done."""
    if user(running, "lena@example.com") is None:
        sign_up(running, "lena@example.com")
    answer = ask(running, *asked)
    assert answer.status_code == status, answer.text
    assert reason in answer.json()["message"]
    assert user(running, "m@example.com") is None
