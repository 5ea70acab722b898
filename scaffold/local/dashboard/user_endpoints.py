"""The dashboard's endpoints for user pools: `/api/pools`."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from scaffold.errors import ScaffoldError
from scaffold.local.dashboard.bodies import read_body

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from scaffold.local.application import Application
    from scaffold.local.dashboard.users import Users

    Endpoint = Callable[[Request], Awaitable[object]]

T = TypeVar("T")

_POOLS: Final = "/api/pools"
_USERS: Final = f"{_POOLS}/{{pool}}/users"
# A user name may contain a slash.
_USER: Final = f"{_USERS}/{{username:path}}"
_MEMBERSHIP: Final = f"{_POOLS}/{{pool}}/groups/{{group}}/users/{{username:path}}"
# The status of Cognito's errors; 400 for all others.
_STATUSES: Final = {
    "ResourceNotFoundException": 404,
    "UserNotFoundException": 404,
    "UsernameExistsException": 409,
}


class RequestError(ScaffoldError):
    """A request that is rejected with an HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class UserDirectory(Protocol):
    """The part of the local cloud that these endpoints need."""

    @property
    def application(self) -> Application:
        """The deployed application."""

    @property
    def users(self) -> Users:
        """The users of the user pools."""

    async def mails(self) -> list[dict[str, Any]]:
        """Return the emails that were sent: `at`, `to`, `subject`, `text`."""


class UserEndpoints:
    """Endpoints that return JSON, and raise RequestError."""

    def __init__(self, cloud: UserDirectory) -> None:
        self._cloud = cloud

    def routes(self) -> list[tuple[str, str, Endpoint]]:
        """Return the method, the path and the function of each endpoint."""
        return [
            ("GET", _POOLS, self._pools),
            ("POST", _USERS, self._invite),
            ("POST", f"{_USER}/confirm", self._confirm),
            ("POST", f"{_USER}/password", self._set_password),
            ("PUT", _MEMBERSHIP, self._join),
            ("DELETE", _MEMBERSHIP, self._leave),
            ("DELETE", _USER, self._delete),
        ]

    async def _pools(self, _request: Request) -> object:
        pools = self._cloud.application.user_pools
        return {
            name: dataclasses.asdict(await _answer(self._cloud.users.pool(pool_id)))
            for name, pool_id in pools.items()
        }

    async def _invite(self, request: Request) -> object:
        body = await _body(request)
        username, groups = body.get("username"), body.get("groups", [])
        if not (isinstance(username, str) and username and _is_names(groups)):
            raise RequestError(400, 'send {"username": "ada@example.com", "groups": ["name"]}')
        user = await _answer(self._cloud.users.invite(self._pool(request), username, groups))
        return {**dataclasses.asdict(user), "invitation": await self._last_mail(user.email)}

    async def _last_mail(self, address: str) -> str | None:
        mails = [mail["text"] for mail in await self._cloud.mails() if mail["to"] == address]
        return mails[-1] if mails else None

    async def _delete(self, request: Request) -> object:
        await _answer(self._cloud.users.delete(self._pool(request), _username(request)))
        return {}

    async def _confirm(self, request: Request) -> object:
        await _answer(self._cloud.users.confirm(self._pool(request), _username(request)))
        return {}

    async def _set_password(self, request: Request) -> object:
        password = (await _body(request)).get("password")
        if not isinstance(password, str):
            raise RequestError(400, 'send {"password": "text"}')
        pool, username = self._pool(request), _username(request)
        await _answer(self._cloud.users.set_password(pool, username, password))
        return {}

    async def _join(self, request: Request) -> object:
        pool, group = self._pool(request), request.path_params["group"]
        await _answer(self._cloud.users.join(pool, _username(request), group))
        return {}

    async def _leave(self, request: Request) -> object:
        pool, group = self._pool(request), request.path_params["group"]
        await _answer(self._cloud.users.leave(pool, _username(request), group))
        return {}

    def _pool(self, request: Request) -> str:
        """Return the ID of the pool that a path names."""
        pools, name = self._cloud.application.user_pools, request.path_params["pool"]
        if name not in pools:
            known = f"; the user pools are {', '.join(pools)}" if pools else ""
            raise RequestError(404, f"no user pool named {name}{known}")
        return pools[name]


def _username(request: Request) -> str:
    return str(request.path_params["username"])


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name for name in value)


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await read_body(request))
    except (ValueError, RecursionError) as error:
        raise RequestError(400, f"the body is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise RequestError(400, "the body is not a JSON object")
    return body


async def _answer(work: Awaitable[T]) -> T:
    """Return Cognito's answer; raise RequestError with the reason of a rejection."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - start-up time

    try:
        return await work
    except ClientError as error:
        reason = error.response["Error"]
        raise RequestError(_STATUSES.get(reason["Code"], 400), reason["Message"]) from error
    except (BotoCoreError, ScaffoldError) as error:
        raise RequestError(502, f"the AWS emulator: {error}") from error
