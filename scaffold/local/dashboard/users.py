"""The users of the emulator's user pools, and what an administrator does with them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MAX_USERS: Final = 500


@dataclass(frozen=True, slots=True)
class User:
    """A user of a pool; `username` may be an ID that Cognito made up."""

    username: str
    email: str
    status: str
    enabled: bool
    verified: bool
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserPool:
    """A pool's groups, and its users, the newest first."""

    groups: tuple[str, ...]
    users: tuple[User, ...]


class Users:
    """The user pools of the emulator, by their IDs; `client` returns a client of a service.

    The methods raise botocore's ClientError if Cognito rejects a request.
    """

    def __init__(self, client: Callable[[str], Any]) -> None:
        self._client = client

    async def pool(self, pool: str) -> UserPool:
        """Return the groups and the users of a pool."""
        return await asyncio.to_thread(self._pool, pool)

    async def invite(self, pool: str, username: str, groups: Sequence[str]) -> User:
        """Create a user with a temporary password, which is emailed; the address is verified."""
        return await asyncio.to_thread(self._invite, pool, username, groups)

    async def confirm(self, pool: str, username: str) -> None:
        """Confirm a user who signed up, and the email address."""
        await asyncio.to_thread(self._confirm, pool, username)

    async def set_password(self, pool: str, username: str, password: str) -> None:
        """Set a user's password, for good."""
        user = {"UserPoolId": pool, "Username": username, "Password": password}
        await self._call("admin_set_user_password", **user, Permanent=True)

    async def join(self, pool: str, username: str, group: str) -> None:
        """Add a user to a group."""
        user = {"UserPoolId": pool, "Username": username}
        await self._call("admin_add_user_to_group", **user, GroupName=group)

    async def leave(self, pool: str, username: str, group: str) -> None:
        """Remove a user from a group."""
        user = {"UserPoolId": pool, "Username": username}
        await self._call("admin_remove_user_from_group", **user, GroupName=group)

    async def delete(self, pool: str, username: str) -> None:
        """Delete a user."""
        await self._call("admin_delete_user", UserPoolId=pool, Username=username)

    async def _call(self, operation: str, **parameters: object) -> None:
        await asyncio.to_thread(lambda: getattr(self._cognito, operation)(**parameters))

    @property
    def _cognito(self) -> Any:  # noqa: ANN401 - botocore's client
        return self._client("cognito-idp")

    def _pool(self, pool: str) -> UserPool:
        groups = sorted(
            group["GroupName"] for group in self._list("list_groups", "Groups", UserPoolId=pool)
        )
        members = {group: self._members(pool, group) for group in groups}
        users = self._list("list_users", "Users", UserPoolId=pool)
        newest = sorted(users, key=lambda user: user["UserCreateDate"], reverse=True)
        return UserPool(
            tuple(groups),
            tuple(
                _user(user, [group for group in groups if user["Username"] in members[group]])
                for user in newest
            ),
        )

    def _members(self, pool: str, group: str) -> frozenset[str]:
        members = self._list("list_users_in_group", "Users", UserPoolId=pool, GroupName=group)
        return frozenset(user["Username"] for user in members)

    def _list(self, operation: str, key: str, **parameters: str) -> list[dict[str, Any]]:
        """Return what all pages of a list have under a key."""
        pages = self._cognito.get_paginator(operation)
        limit = {"MaxItems": _MAX_USERS}
        found = pages.paginate(**parameters, PaginationConfig=limit)
        return [item for page in found for item in page[key]]

    def _invite(self, pool: str, username: str, groups: Sequence[str]) -> User:
        cognito = self._cognito
        for group in groups:
            # Before the user is created, so that a misspelled group leaves nobody behind.
            cognito.get_group(UserPoolId=pool, GroupName=group)
        created = cognito.admin_create_user(
            UserPoolId=pool,
            Username=username,
            UserAttributes=_verified(username) if "@" in username else [],
            DesiredDeliveryMediums=["EMAIL"],
        )["User"]
        for group in groups:
            cognito.admin_add_user_to_group(
                UserPoolId=pool, Username=created["Username"], GroupName=group
            )
        return _user(created, groups)

    def _confirm(self, pool: str, username: str) -> None:
        user = {"UserPoolId": pool, "Username": username}
        self._cognito.admin_confirm_sign_up(**user)
        verified = [{"Name": "email_verified", "Value": "true"}]
        self._cognito.admin_update_user_attributes(**user, UserAttributes=verified)


def _user(user: dict[str, Any], groups: Sequence[str]) -> User:
    attributes = {item["Name"]: item["Value"] for item in user.get("Attributes", ())}
    return User(
        username=user["Username"],
        email=attributes.get("email", ""),
        status=user["UserStatus"],
        enabled=user["Enabled"],
        verified=attributes.get("email_verified") == "true",
        groups=tuple(groups),
    )


def _verified(email: str) -> list[dict[str, str]]:
    """Return the attributes of a verified address; only to one can a password be reset."""
    return [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
