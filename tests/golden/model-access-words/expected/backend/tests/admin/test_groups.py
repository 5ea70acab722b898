"""The API for the members of groups."""

import pytest

from hello.admin import groups

from tests.cloud import cognito
from tests.gateway import OTHER, Gateway, Reply, User

ADMIN = User("33333333-aaaa-4bbb-8ccc-333333333333", ("admins",))
EMAIL = "somebody@example.com"
MEMBER = f"/admin/groups/admins/members/{EMAIL}"


@pytest.fixture
def api(gateway: Gateway) -> Gateway:
    """The API, with a user in the pool who is in no group."""
    gateway.cloud.set_environment("GroupsFunction")
    cognito().admin_create_user(
        UserPoolId=gateway.cloud.physical("UserPool"),
        Username=EMAIL,
        UserAttributes=[{"Name": "email", "Value": EMAIL}],
    )
    return gateway


def request(api: Gateway, method: str, path: str, user: User | None = ADMIN) -> Reply:
    """The answer to a request of an admin's."""
    return api.request(method, path, user=user)


def test_lists_the_groups(api: Gateway) -> None:
    """The groups are those of scaffold.yaml."""
    assert request(api, "GET", "/admin/groups").json == {"groups": list(groups.GROUPS)}


def test_members_come_and_go(api: Gateway) -> None:
    """Who is put into a group is found there, until taken out."""
    assert request(api, "GET", MEMBER).status == 404

    assert request(api, "PUT", MEMBER).status == 204
    assert request(api, "GET", MEMBER).json["email"] == EMAIL
    members = request(api, "GET", "/admin/groups/admins/members").json
    assert [member["email"] for member in members["items"]] == [EMAIL]
    assert members["cursor"] is None

    assert request(api, "DELETE", MEMBER).status == 204
    assert request(api, "GET", MEMBER).status == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    ["/admin/groups/unheard-of/members/" + EMAIL, "/admin/groups/admins/members/unheard-of"],
)
def test_knows_only_groups_and_users_that_exist(api: Gateway, method: str, path: str) -> None:
    """An unknown group or user is not found."""
    assert request(api, method, path).status == 404


@pytest.mark.parametrize("path", ["/admin/groups", "/admin/groups/admins/members", MEMBER])
def test_is_for_admins_only(api: Gateway, path: str) -> None:
    """Others are refused, and nobody gets in without a token."""
    assert request(api, "GET", path, OTHER).status == 403
    assert request(api, "GET", path, None).status == 401


@pytest.mark.parametrize("query", [{"page": "2"}, {"cursor": ""}, {"cursor": "nonsense"}])
def test_refuses_wrong_parameters(api: Gateway, query: dict[str, str]) -> None:
    """A cursor of another list, and a parameter that nothing reads, are errors."""
    path = "/admin/groups/admins/members"
    assert api.request("GET", path, user=ADMIN, query=query).status == 400
