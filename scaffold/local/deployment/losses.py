"""What an update would destroy: the emulator replaces and deletes without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import ScaffoldError
from scaffold.local.deployment.values import Object, a_list, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.local.deployment.stacks import Clients

# What cannot change without another resource taking the place of the old one.
FIXED: Final[Mapping[str, tuple[str, ...]]] = {
    "AWS::DynamoDB::Table": ("TableName", "KeySchema", "LocalSecondaryIndexes"),
    "AWS::S3::Bucket": ("BucketName",),
    "AWS::Cognito::UserPool": (
        "AliasAttributes",
        "UsernameAttributes",
        "UsernameConfiguration",
    ),
}


class DataLossError(ScaffoldError):
    """An update would destroy data; `losses` says which, one sentence each."""

    exit_code = 3

    def __init__(self, losses: tuple[str, ...]) -> None:
        self.losses = losses
        super().__init__("\n".join(losses))


def losses(clients: Clients, old: Object, new: Object, physical: Mapping[str, str]) -> list[str]:
    """What would be lost, of the resources that hold anything."""
    before, after = an_object(old.get("Resources")), an_object(new.get("Resources"))
    found = []
    for logical_id, each in before.items():
        resource = an_object(each)
        kind = str(resource.get("Type"))
        if kind not in FIXED or logical_id not in physical:
            continue
        reason = _reason(kind, resource, after.get(logical_id))
        if reason and (held := HOLDINGS[kind](clients, physical[logical_id])):
            found.append(f"{logical_id} would lose {held}: {reason}.")
    return found


def _reason(kind: str, old: Object, new: object) -> str | None:
    if not isinstance(new, dict) or new.get("Type") != kind:
        return "the template no longer has it"
    before, after = an_object(old.get("Properties")), an_object(new.get("Properties"))
    changed = [name for name in FIXED[kind] if before.get(name) != after.get(name)]
    changed += ["AttributeDefinitions"] if _keys_changed(before, after) else []
    return (
        f"another one takes its place, since {' and '.join(changed)} changed" if changed else None
    )


def _keys_changed(before: Object, after: Object) -> bool:
    """Whether the type of a table's own key is another one."""
    keys = {str(an_object(key).get("AttributeName")) for key in a_list(before.get("KeySchema"))}

    def types(properties: Object) -> dict[str, object]:
        definitions = map(an_object, a_list(properties.get("AttributeDefinitions")))
        return {
            str(each.get("AttributeName")): each.get("AttributeType")
            for each in definitions
            if each.get("AttributeName") in keys
        }

    return types(before) != types(after)


def _items(clients: Clients, name: str) -> str:
    found = clients.client("dynamodb").scan(TableName=name, Limit=1, Select="COUNT")
    return "its items" if found["Count"] else ""


def _objects(clients: Clients, name: str) -> str:
    found: Any = clients.client("s3").list_object_versions(Bucket=name, MaxKeys=1)
    return "its objects" if found.get("Versions") else ""


def _users(clients: Clients, pool: str) -> str:
    found = clients.client("cognito-idp").list_users(UserPoolId=pool, Limit=1)
    return "its users" if found["Users"] else ""


HOLDINGS: Final[Mapping[str, Callable[[Clients, str], str]]] = {
    "AWS::DynamoDB::Table": _items,
    "AWS::S3::Bucket": _objects,
    "AWS::Cognito::UserPool": _users,
}
