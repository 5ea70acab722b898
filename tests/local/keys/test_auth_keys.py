"""What the keys of sign-in do in the local cloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError
from local.keys.projects import covers
from local.people import PASSWORD, Person, mail_to, member, sign_in

if TYPE_CHECKING:
    from local.applications import Running

pytestmark = pytest.mark.slow


@covers("auth")
def test_only_tokens_of_the_pool_are_accepted(club: Running) -> None:
    """A function without an access word is for whoever has signed in."""
    answers = [
        Person(club).request("GET", "/hello"),
        Person(club, token="made.up.token").request("GET", "/hello"),  # noqa: S106 - that is the point
        member(club, "guest@example.com").request("GET", "/hello"),
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 200]


@covers("auth.sign_up")
def test_sign_up_is_closed_for_invite_only(club: Running) -> None:
    """`invite`: an administrator makes users."""
    with pytest.raises(ClientError, match="NotAuthorizedException"):
        club.cognito().sign_up(
            ClientId=club.output("LoadClientId"), Username="eve@example.com", Password=PASSWORD
        )


@covers("auth.sign_up", "auth.sign_in")
def test_sign_up_with_emailed_code(shop: Running) -> None:
    """`open`, by email: the address is the name, and is confirmed."""
    named = {"ClientId": shop.output("LoadClientId"), "Username": "grace@example.com"}
    shop.cognito().sign_up(**named, Password=PASSWORD)
    code = re.search(r"\b\d{6}\b", mail_to(shop, named["Username"]))
    assert code
    shop.cognito().confirm_sign_up(**named, ConfirmationCode=code[0])

    grace = sign_in(shop, "Grace@Example.com")
    assert grace.request("GET", "/notes").status_code == 200


@covers("auth.groups")
def test_admin_adds_a_group_member(shop: Running, ada: Person, admin: Person) -> None:
    """The next token has the group; somebody in no group may not."""
    newcomer = member(shop, "newcomer@example.com")
    note = {"title": "mine", "state": "draft"}
    path = f"/admin/groups/editors/members/{newcomer.username}"

    assert newcomer.request("POST", "/notes", note).status_code == 403
    assert ada.request("PUT", path).status_code == 403
    assert admin.request("PUT", path).is_success
    assert sign_in(shop, "newcomer@example.com").request("POST", "/notes", note).status_code == 201
