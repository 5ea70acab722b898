"""User pools and their clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.mending.aspects import Ask, Aspect, Client, Kind, as_it_is

if TYPE_CHECKING:
    from scaffold.local.application import Json
    from scaffold.local.deployment.values import Object


def _pool(name: str) -> Aspect:
    """A property that the pool is created with, and that can be changed."""

    def read(ask: Ask, pool: str, _: Object) -> Json:
        found: Json = ask("describe_user_pool", UserPoolId=pool)["UserPool"].get(name)
        return found

    def write(client: Client, pool: str, _: Object, wanted: Json) -> None:
        client.update_user_pool(UserPoolId=pool, **{name: wanted})

    return Aspect(name, as_it_is(name), read, write, "UserPoolType")


def _fixed(name: str) -> Aspect:
    """A property that a pool keeps for life."""
    return Aspect(name, as_it_is(name), _pool(name).read)


def _client(name: str) -> Aspect:
    def read(ask: Ask, client_id: str, properties: Object) -> Json:
        found: Json = ask(
            "describe_user_pool_client", UserPoolId=properties["UserPoolId"], ClientId=client_id
        )["UserPoolClient"].get(name)
        return found

    def write(client: Client, client_id: str, properties: Object, wanted: Json) -> None:
        client.update_user_pool_client(
            UserPoolId=properties["UserPoolId"], ClientId=client_id, **{name: wanted}
        )

    return Aspect(name, as_it_is(name), read, write, "UserPoolClientType")


USER_POOL: Final = Kind(
    "cognito-idp",
    (
        *map(
            _pool,
            (
                "AccountRecoverySetting",
                "AdminCreateUserConfig",
                "AutoVerifiedAttributes",
                "DeletionProtection",
                "MfaConfiguration",
                "Policies",
                "UserAttributeUpdateSettings",
                "UserPoolTier",
                "VerificationMessageTemplate",
            ),
        ),
        *map(_fixed, ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")),
    ),
)

USER_POOL_CLIENT: Final = Kind(
    "cognito-idp",
    tuple(
        map(
            _client,
            (
                "AccessTokenValidity",
                "AllowedOAuthFlows",
                "AllowedOAuthFlowsUserPoolClient",
                "AllowedOAuthScopes",
                "CallbackURLs",
                "EnableTokenRevocation",
                "ExplicitAuthFlows",
                "IdTokenValidity",
                "LogoutURLs",
                "PreventUserExistenceErrors",
                "RefreshTokenRotation",
                "RefreshTokenValidity",
                "TokenValidityUnits",
            ),
        )
    ),
)
