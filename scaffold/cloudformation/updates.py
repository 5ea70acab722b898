"""The effect of a stack update on a resource: a change in place, a replacement, or a failure."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources as package_data
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json, JsonObject

TABLE: Final = "AWS::DynamoDB::Table"
USER_POOL: Final = "AWS::Cognito::UserPool"

# Not in the resource schemas: SAM's types, and what only AWS's documentation says.
_ALSO_CREATE_ONLY: Final[dict[str, tuple[str, ...]]] = {
    TABLE: ("LocalSecondaryIndexes",),
    "AWS::Serverless::Api": (),
    "AWS::Serverless::Function": ("FunctionName", "PackageType"),
    "AWS::Serverless::HttpApi": (),
    "AWS::Serverless::SimpleTable": ("PrimaryKey", "TableName"),
    "AWS::Serverless::StateMachine": ("Name", "Type"),
}
# Cognito answers "Updates are not allowed for property", and the deployment is rolled back.
_IMMUTABLE: Final[dict[str, tuple[str, ...]]] = {
    USER_POOL: ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration"),
}
_SUB_VARIABLE: Final = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def is_known(resource_type: str) -> bool:
    """Return True if the create-only properties of a resource type are known."""
    return resource_type in _create_only() or resource_type in _ALSO_CREATE_ONLY


def altered_names(
    old: Mapping[str, Resource],
    new: Mapping[str, Resource],
    old_conditions: JsonObject,
    new_conditions: JsonObject,
) -> frozenset[str]:
    """Return the names that refer to something else after the update.

    These are conditions with another meaning, and resources that are replaced, including those
    whose create-only properties refer to such a name.
    """
    altered: frozenset[str] = frozenset()
    while True:
        conditions = (
            name
            for name, condition in new_conditions.items()
            if name in old_conditions and differs(old_conditions[name], condition, altered)
        )
        replaced = (
            name
            for name, resource in new.items()
            if name in old
            and old[name].type == resource.type
            and replacement_causes(old[name], resource, altered)
        )
        found = frozenset([*conditions, *replaced])
        if found == altered:
            return altered
        altered = found


def changed_properties(
    old: Resource, new: Resource, altered: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the properties and policies that differ, or refer to an altered name."""
    names = dict.fromkeys([*old.properties, *new.properties])
    properties = [
        name
        for name in names
        if differs(old.properties.get(name), new.properties.get(name), altered)
    ]
    attributes = {
        "Condition": old.condition != new.condition or new.condition in altered,
        "DeletionPolicy": differs(old.deletion_policy, new.deletion_policy, altered),
        "UpdateReplacePolicy": differs(
            old.update_replace_policy, new.update_replace_policy, altered
        ),
    }
    return (*properties, *(name for name, is_changed in attributes.items() if is_changed))


def replacement_causes(
    old: Resource, new: Resource, altered: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the changed create-only properties, for which CloudFormation replaces a resource."""
    paths = (*_create_only().get(new.type, ()), *_ALSO_CREATE_ONLY.get(new.type, ()))
    causes = [
        path
        for path in dict.fromkeys(paths)
        if differs(_at(old.properties, path), _at(new.properties, path), altered)
    ]
    if new.type == TABLE and _has_retyped_keys(old, new):
        causes.append("AttributeDefinitions")
    return tuple(causes)


def immutable_changes(old: Resource, new: Resource) -> tuple[str, ...]:
    """Return the changed properties for which the service rejects the update."""
    causes = [
        name
        for name in _IMMUTABLE.get(new.type, ())
        if old.properties.get(name) != new.properties.get(name)
    ]
    if new.type == USER_POOL:
        before = _by_name(old.properties.get("Schema"), "Name")
        after = _by_name(new.properties.get("Schema"), "Name")
        if any(after.get(name) != attribute for name, attribute in before.items()):
            causes.append("Schema")
    return tuple(causes)


def index_updates(old: Resource, new: Resource) -> tuple[str, ...]:
    """Return the index updates of a table, deletions first; DynamoDB does one per deployment."""
    if new.type != TABLE:
        return ()
    before = _by_name(old.properties.get("GlobalSecondaryIndexes"), "IndexName")
    after = _by_name(new.properties.get("GlobalSecondaryIndexes"), "IndexName")
    deleted = [f"delete {name}" for name in before if before[name] != after.get(name)]
    created = [f"create {name}" for name in after if after[name] != before.get(name)]
    return (*deleted, *created)


def differs(old: Json, new: Json, altered: Collection[str] = ()) -> bool:
    """Return True if a value differs, or refers to an altered name."""
    return old != new or (bool(altered) and not set(altered).isdisjoint(_references(new)))


@cache
def _create_only() -> Mapping[str, list[str]]:
    file = package_data.files("scaffold.cloudformation") / "create_only.json"
    paths: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return paths


def _at(properties: JsonObject, path: str) -> Json:
    """Return the value at `A/B`, or the intrinsic function that is in place of `A`."""
    value: Json = properties
    for key in path.split("/"):
        if not isinstance(value, dict) or _is_intrinsic(value):
            return value
        value = value.get(key)
    return value


def _is_intrinsic(value: JsonObject) -> bool:
    return len(value) == 1 and all(key == "Ref" or key.startswith("Fn::") for key in value)


def _has_retyped_keys(old: Resource, new: Resource) -> bool:
    """Return True if an attribute of a key or an index has another type."""
    before = _by_name(old.properties.get("AttributeDefinitions"), "AttributeName")
    after = _by_name(new.properties.get("AttributeDefinitions"), "AttributeName")
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _by_name(items: Json, key: str) -> dict[str, Json]:
    """Index the objects of a list by a key; empty where an intrinsic function makes the list."""
    if not isinstance(items, list):
        return {}
    return {str(item[key]): item for item in items if isinstance(item, dict) and key in item}


def _references(value: Json) -> Iterator[str]:
    """Yield the names of resources, parameters and conditions that a value refers to."""
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for key, argument in value.items():
            match key, argument:
                case (("Ref" | "Condition"), str(name)):
                    yield name
                case "Fn::GetAtt", str(name) | [str(name), *_]:
                    yield name.split(".")[0]
                case "Fn::If", [str(condition), *_]:
                    yield condition
                case "Fn::Sub", str(text) | [str(text), *_]:
                    yield from _SUB_VARIABLE.findall(text)
                case _:
                    pass
            yield from _references(argument)
