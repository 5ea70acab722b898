"""Groups: who manages them, and what a membership opens, once it is in a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.people import Person, sign_in, sign_up

if TYPE_CHECKING:
    from local.applications import Running

pytestmark = pytest.mark.slow

MEMBERS = "/admin/groups/admins/members"


@pytest.fixture(scope="module")
def admin(running: Running) -> Person:
    """The first administrator, put into the group by whoever deployed the application."""
    email = "grace@example.com"
    sign_up(running, email)
    running.client("cognito-idp").admin_add_user_to_group(
        UserPoolId=running.cloud.application.outputs["UserPoolId"],
        Username=email,
        GroupName="admins",
    )
    return sign_in(running, email)


def test_admin_manages_group_members(running: Running, admin: Person, ada: Person) -> None:
    """Somebody is put in, shown, able to delete what others own, and taken out again."""
    video = ada.create("/videos", {"title": "Spam"})
    sign_up(running, "eve@example.com")
    member = f"{MEMBERS}/eve@example.com"
    assert admin.request("GET", member).status_code == 404
    assert admin.request("PUT", member).status_code == 204
    assert admin.get(member)["email"] == "eve@example.com"
    listed = {user["email"] for user in admin.get(MEMBERS)["items"]}
    assert listed == {"grace@example.com", "eve@example.com"}

    eve = sign_in(running, "eve@example.com")
    assert eve.request("PATCH", f"/videos/{video['id']}", {"title": "Hers"}).status_code == 403
    assert eve.request("DELETE", f"/videos/{video['id']}").status_code == 204

    assert admin.request("DELETE", member).status_code == 204
    assert sign_in(running, "eve@example.com").request("GET", MEMBERS).status_code == 403


def test_group_management_requires_admin(ada: Person, nobody: Person) -> None:
    """403 for who is no administrator, 401 for nobody."""
    for method in ("GET", "PUT", "DELETE"):
        assert ada.request(method, f"{MEMBERS}/ada@example.com").status_code == 403
        assert nobody.request(method, f"{MEMBERS}/ada@example.com").status_code == 401


def test_unknown_group_or_user_is_404(admin: Person) -> None:
    """404 for an unknown group and an unknown person."""
    assert admin.request("GET", "/admin/groups/kings/members").status_code == 404
    assert admin.request("PUT", f"{MEMBERS}/nobody@example.com").status_code == 404
