"""Group membership: the API for members of admins."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from aws_lambda_powertools.event_handler import Response
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

from hello.core import access, rest
from hello.core.access import rule
from hello.core.problems import BadRequest, NotFound, Problem

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef

GROUPS = ("admins",)
ADMINS = rule("admins")

_UNKNOWN_USER = frozenset({"UserNotFoundException", "InvalidParameterException"})
_WRONG_CURSOR = frozenset({"InvalidParameterException", "InvalidToken"})

app = rest.App()


@cache
def client() -> "CognitoIdentityProviderClient":
    """Return the client, created on first use."""
    return boto3.client("cognito-idp", config=Config(retries={"mode": "standard"}))


@app.get("/admin/groups")
def list_groups() -> Response[str]:
    """List the groups."""
    _require_admin()
    return rest.answer({"groups": GROUPS})


@app.get("/admin/groups/<group>/members")
def list_members(group: str) -> Response[str]:
    """List the members of a group."""
    _require_admin(group)
    given = rest.query(app.current_event, ("cursor",))
    position: dict[str, Any] = {"NextToken": given["cursor"]} if "cursor" in given else {}
    message = "does not belong to this list"
    problem = BadRequest("Invalid query parameter.", {"cursor": message})
    with _refusing(_WRONG_CURSOR, problem):
        response = client().list_users_in_group(UserPoolId=_pool(), GroupName=group, **position)
    members = [_member(user["Username"], user["Attributes"]) for user in response["Users"]]
    return rest.answer({"items": members, "cursor": response.get("NextToken")})


@app.get("/admin/groups/<group>/members/<user>")
def get_member(group: str, user: str) -> Response[str]:
    """Return a member of a group."""
    _require_admin(group)
    with _refusing(_UNKNOWN_USER, NotFound("There is no such member.")):
        found = client().admin_get_user(UserPoolId=_pool(), Username=user)
        pages = client().get_paginator("admin_list_groups_for_user")
        groups = pages.paginate(UserPoolId=_pool(), Username=user)
        names = {group["GroupName"] for page in groups for group in page["Groups"]}
    if group not in names:
        raise NotFound("There is no such member.")
    return rest.answer(_member(found["Username"], found["UserAttributes"]))


@app.put("/admin/groups/<group>/members/<user>")
def add_member(group: str, user: str) -> Response[str]:
    """Add a user to a group."""
    _require_admin(group)
    with _refusing(_UNKNOWN_USER, NotFound("There is no such user.")):
        client().admin_add_user_to_group(UserPoolId=_pool(), Username=user, GroupName=group)
    return rest.no_content()


@app.delete("/admin/groups/<group>/members/<user>")
def remove_member(group: str, user: str) -> Response[str]:
    """Remove a user from a group."""
    _require_admin(group)
    with _refusing(_UNKNOWN_USER, NotFound("There is no such user.")):
        client().admin_remove_user_from_group(UserPoolId=_pool(), Username=user, GroupName=group)
    return rest.no_content()


def _require_admin(group: str = "admins") -> None:
    access.require(ADMINS, access.caller(app.current_event))
    if group not in GROUPS:
        raise NotFound("There is no such group.")


def _pool() -> str:
    return os.environ["USER_POOL_ID"]


def _member(name: str, attributes: "Iterable[AttributeTypeTypeDef]") -> dict[str, str]:
    values = {attribute["Name"]: attribute.get("Value", "") for attribute in attributes}
    return {"user": name, "email": values.get("email", "")}


@contextmanager
def _refusing(codes: Iterable[str], problem: Problem) -> Iterator[None]:
    """Raise a problem when Cognito fails with one of the codes."""
    try:
        yield
    except ParamValidationError as error:
        raise problem from error
    except ClientError as error:
        if error.response["Error"]["Code"] in codes:
            raise problem from error
        raise


handler = rest.handler(app)
