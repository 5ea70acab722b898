"""CloudFormation's update rules: what is changed in place, replaced, or refused."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.template import references

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scaffold.cloudformation.template import Resource, Value

TABLE: Final = "AWS::DynamoDB::Table"
USER_POOL: Final = "AWS::Cognito::UserPool"

# What the schemas leave out: SAM's own types, and what AWS's documentation alone says.
_ALSO_CREATE_ONLY: Final[dict[str, tuple[str, ...]]] = {
    TABLE: ("LocalSecondaryIndexes",),
    "AWS::Serverless::Api": (),
    "AWS::Serverless::Function": ("FunctionName", "PackageType"),
    "AWS::Serverless::HttpApi": (),
    "AWS::Serverless::SimpleTable": ("PrimaryKey", "TableName"),
    "AWS::Serverless::StateMachine": ("Name", "Type"),
}
# Cognito answers "Updates are not allowed for property", and the deployment is rolled back.
_POOL_SETTINGS: Final = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")


def known(resource_type: str) -> bool:
    """Whether the rules of a type are known."""
    return resource_type in _create_only() or resource_type in _ALSO_CREATE_ONLY


def different(old: Resource, new: Resource, altered: Collection[str]) -> tuple[str, ...]:
    """The properties and policies that differ, or that refer to what is altered."""
    names = dict.fromkeys([*old.properties, *new.properties])
    properties = [
        name
        for name in names
        if differs(old.properties.get(name), new.properties.get(name), altered)
    ]
    attributes = {
        "Condition": old.condition != new.condition or new.condition in altered,
        "DeletionPolicy": differs(old.deletion_policy, new.deletion_policy, altered),
        "UpdateReplacePolicy": differs(old.replace_policy, new.replace_policy, altered),
    }
    return (*properties, *(name for name, is_another in attributes.items() if is_another))


def differs(old: Value, new: Value, altered: Collection[str]) -> bool:
    """Whether a value is another one, or refers to a name that means something else now."""
    return old != new or (bool(altered) and not set(altered).isdisjoint(references(new)))


def replacing(old: Resource, new: Resource, altered: Collection[str]) -> tuple[str, ...]:
    """The properties whose change makes CloudFormation replace the resource."""
    paths = (*_create_only().get(new.type, ()), *_ALSO_CREATE_ONLY.get(new.type, ()))
    found = [
        path
        for path in dict.fromkeys(paths)
        if differs(_at(old.properties, path), _at(new.properties, path), altered)
    ]
    if new.type == TABLE and _retyped_keys(old, new):
        found.append("AttributeDefinitions")
    return tuple(found)


def refused_settings(old: Resource, new: Resource) -> tuple[str, ...]:
    """The settings of a user pool whose change Cognito refuses."""
    if new.type != USER_POOL:
        return ()
    found = [
        name for name in _POOL_SETTINGS if old.properties.get(name) != new.properties.get(name)
    ]
    after = _by_name(new.properties.get("Schema"), "Name")
    before = _by_name(old.properties.get("Schema"), "Name")
    if any(after.get(name) != attribute for name, attribute in before.items()):
        found.append("Schema")
    return tuple(found)


def index_steps(old: Resource, new: Resource) -> tuple[str, ...]:
    """What is dropped from and made of a table's global indexes: one step a deployment."""
    if new.type != TABLE:
        return ()
    before = _by_name(old.properties.get("GlobalSecondaryIndexes"), "IndexName")
    after = _by_name(new.properties.get("GlobalSecondaryIndexes"), "IndexName")
    dropped = [f"drop {name}" for name in before if before[name] != after.get(name)]
    made = [f"make {name}" for name in after if after[name] != before.get(name)]
    return (*dropped, *made)


@cache
def _create_only() -> Mapping[str, list[str]]:
    file = resources.files("scaffold.cloudformation") / "create_only.json"
    found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _at(properties: Mapping[str, Value], path: str) -> Value:
    """The value at `A/B`, or the intrinsic function that stands in its way."""
    here: Value = dict(properties)
    for part in path.split("/"):
        if not isinstance(here, dict) or _is_intrinsic(here):
            return here
        here = here.get(part)
    return here


def _is_intrinsic(value: dict[str, Value]) -> bool:
    return len(value) == 1 and all(key == "Ref" or key.startswith("Fn::") for key in value)


def _retyped_keys(old: Resource, new: Resource) -> bool:
    """Whether an attribute that is a key has another type now."""
    before = _by_name(old.properties.get("AttributeDefinitions"), "AttributeName")
    after = _by_name(new.properties.get("AttributeDefinitions"), "AttributeName")
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _by_name(items: Value, key: str) -> dict[str, Value]:
    """The mappings of a list by their name; nothing where an intrinsic function makes the list."""
    if not isinstance(items, list):
        return {}
    return {str(item[key]): item for item in items if isinstance(item, dict) and key in item}
