"""User pools, each a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from local.emulator.pools import FLOWS, Pool

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators import Bench


@pytest.fixture
def make_pool(bench: Bench) -> Callable[..., Pool]:
    """A pool whose users are called by their address."""

    def make(**settings: Any) -> Pool:  # noqa: ANN401 - CreateUserPool's
        cognito = bench.emulator.client("cognito-idp")
        pool = cognito.create_user_pool(
            PoolName="people",
            UsernameAttributes=["email"],
            AutoVerifiedAttributes=["email"],
            UsernameConfiguration={"CaseSensitive": False},
            **settings,
        )["UserPool"]["Id"]
        client = cognito.create_user_pool_client(
            UserPoolId=pool, ClientName="web", ExplicitAuthFlows=FLOWS
        )["UserPoolClient"]["ClientId"]
        return Pool(cognito, pool, client, bench)

    return make


@pytest.fixture
def pool(make_pool: Callable[..., Pool]) -> Pool:
    """A pool that anybody may sign up to."""
    return make_pool()
