"""The API for group membership."""

import pytest

from hello.admin import groups

from tests.cloud import cognito
from tests.gateway import OTHER, Gateway, Reply, User

ADMIN = User("33333333-aaaa-4bbb-8ccc-333333333333", ("admins",))
EMAIL = "somebody@example.com"
MEMBER = f"/admin/groups/admins/members/{EMAIL}"


@pytest.fixture
def api(gateway: Gateway) -> Gateway:
    """The API, and a user who is in no group."""
    gateway.cloud.set_environment("UserGroupsFunction")
    cognito().admin_create_user(
        UserPoolId=gateway.cloud.physical("UserPool"),
        Username=EMAIL,
        UserAttributes=[{"Name": "email", "Value": EMAIL}],
    )
    return gateway


def request(api: Gateway, method: str, path: str, user: User | None = ADMIN) -> Reply:
    """Send a request as an admin."""
    return api.request(method, path, user=user)


def test_list_groups(api: Gateway) -> None:
    """The API lists the groups of scaffold.yaml."""
    assert request(api, "GET", "/admin/groups").json == {"groups": list(groups.GROUPS)}


def test_add_and_remove_group_member(api: Gateway) -> None:
    """A user can be added to a group and removed again."""
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
def test_unknown_group_or_user_is_not_found(api: Gateway, method: str, path: str) -> None:
    """An unknown group or user is not found."""
    assert request(api, method, path).status == 404


@pytest.mark.parametrize("path", ["/admin/groups", "/admin/groups/admins/members", MEMBER])
def test_group_api_requires_admins(api: Gateway, path: str) -> None:
    """Only admins have access, and a token is required."""
    assert request(api, "GET", path, OTHER).status == 403
    assert request(api, "GET", path, None).status == 401


@pytest.mark.parametrize("query", [{"page": "2"}, {"cursor": ""}, {"cursor": "nonsense"}])
def test_invalid_query_parameters_are_rejected(api: Gateway, query: dict[str, str]) -> None:
    """A cursor of another list and an unknown parameter are errors."""
    path = "/admin/groups/admins/members"
    assert api.request("GET", path, user=ADMIN, query=query).status == 400
