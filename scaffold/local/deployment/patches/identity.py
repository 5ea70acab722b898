"""User pools and their app clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.patches.properties import (
    Client,
    PatchedType,
    Property,
    Query,
    unchanged,
)

if TYPE_CHECKING:
    from scaffold.cloudformation.values import Json, JsonObject


def _pool(name: str) -> Property:
    """A property of a user pool that can be changed."""

    def read(query: Query, pool: str, _: JsonObject) -> Json:
        found: Json = query("describe_user_pool", UserPoolId=pool)["UserPool"].get(name)
        return found

    def write(client: Client, pool: str, _: JsonObject, wanted: Json) -> None:
        client.update_user_pool(UserPoolId=pool, **{name: wanted})

    return Property(name, unchanged(name), read, write, "UserPoolType")


def _immutable(name: str) -> Property:
    """A property that a user pool cannot change after creation."""
    return Property(name, unchanged(name), _pool(name).read)


def _client(name: str) -> Property:
    def read(query: Query, client_id: str, properties: JsonObject) -> Json:
        found: Json = query(
            "describe_user_pool_client", UserPoolId=properties["UserPoolId"], ClientId=client_id
        )["UserPoolClient"].get(name)
        return found

    def write(client: Client, client_id: str, properties: JsonObject, wanted: Json) -> None:
        client.update_user_pool_client(
            UserPoolId=properties["UserPoolId"], ClientId=client_id, **{name: wanted}
        )

    return Property(name, unchanged(name), read, write, "UserPoolClientType")


USER_POOL: Final = PatchedType(
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
        *map(_immutable, ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")),
    ),
)

USER_POOL_CLIENT: Final = PatchedType(
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
