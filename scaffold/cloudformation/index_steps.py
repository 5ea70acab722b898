"""The deployments that a change of indexes needs: DynamoDB makes or drops one index per update."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scaffold.cloudformation.updates import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.cloudformation.values import JsonObject

_INDEXES: Final = "GlobalSecondaryIndexes"
_ATTRIBUTES: Final = "AttributeDefinitions"

# Of a template, not checked further than what is looked at.
_Body: TypeAlias = dict[str, Any]


def index_steps(old: JsonObject, new: JsonObject) -> Iterator[JsonObject]:
    """Yield the templates to deploy in turn, the last of which is the new one.

    New indexes are made before anything else changes, and former ones dropped after it.
    """
    tables = dict(_changed_tables(old, new))
    if all(len(made) + len(dropped) <= 1 for made, dropped in tables.values()):
        yield new
        return
    template: _Body = old
    for number in range(max(len(made) for made, _ in tables.values())):
        template = copy.deepcopy(template)
        for name, (made, _) in tables.items():
            if number < len(made):
                _set_indexes(template, name, [*_indexes(template, name), made[number]], new)
        yield template
    for number in range(max(len(dropped) for _, dropped in tables.values()), 0, -1):
        template = copy.deepcopy(new)
        for name, (_, dropped) in tables.items():
            _set_indexes(template, name, [*_indexes(new, name), *dropped[:number]], old)
        yield template
    yield new


def _changed_tables(
    old: JsonObject, new: JsonObject
) -> Iterator[tuple[str, tuple[list[_Body], list[_Body]]]]:
    """Yield the tables of both templates, with the indexes to make and to drop."""
    for name, resource in _resources(new).items():
        if resource.get("Type") != TABLE or name not in _resources(old):
            continue
        before = {index["IndexName"]: index for index in _indexes(old, name)}
        after = {index["IndexName"]: index for index in _indexes(new, name)}
        made = [index for key, index in after.items() if key not in before]
        yield name, (made, [index for key, index in before.items() if key not in after])


def _resources(template: JsonObject) -> Mapping[str, _Body]:
    resources: Any = template["Resources"]
    found: Mapping[str, _Body] = resources
    return found


def _indexes(template: JsonObject, table: str) -> list[_Body]:
    """Return the indexes of a table, none where an intrinsic function makes the list."""
    listed: Any = _resources(template)[table].get("Properties", {}).get(_INDEXES, [])
    return [each for each in listed if "IndexName" in each] if isinstance(listed, list) else []


def _set_indexes(template: _Body, table: str, indexes: list[_Body], other: JsonObject) -> None:
    """Set the indexes of a table, and define the attributes of its keys and no others."""
    properties = template["Resources"][table]["Properties"]
    properties[_INDEXES] = indexes
    if not indexes:
        del properties[_INDEXES]
    keys = [*properties["KeySchema"], *(key for index in indexes for key in index["KeySchema"])]
    names = {key["AttributeName"] for key in keys}
    more = _resources(other)[table]["Properties"][_ATTRIBUTES]
    defined = {each["AttributeName"]: each for each in (*more, *properties[_ATTRIBUTES])}
    properties[_ATTRIBUTES] = [each for name, each in defined.items() if name in names]
