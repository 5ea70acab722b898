"""The indexes of tables, one change at a time: DynamoDB makes or drops one index per update.

Indexes are made before the code that reads them is deployed, and dropped after the code that read
them is gone.
"""

import copy
from collections.abc import Iterator
from typing import Any

from .templates import Template

Index = dict[str, Any]

# What DynamoDB allows for a table.
LIMIT = 20

_TABLE = "AWS::DynamoDB::Table"
_INDEXES = "GlobalSecondaryIndexes"
_ATTRIBUTES = "AttributeDefinitions"


class TooManyIndexesError(Exception):
    """The former indexes and the new ones of a table are more than it can have side by side."""


def check(deployed: Template, wanted: Template) -> None:
    """Raise TooManyIndexesError if a table cannot have its former and its new indexes at once."""
    for name, new in _tables(wanted):
        present = indexes_of(deployed, name)
        made = len(new.keys() - present.keys())
        if made and len(present) + made > LIMIT:
            raise TooManyIndexesError(
                f"{name} has {len(present)} indexes, and would get {made} more before the former"
                f" ones are dropped: a table can have {LIMIT}. Nothing was changed. Deploy a"
                " version with fewer changes of its indexes first, and then this one."
            )


def steps_before(deployed: Template, wanted: Template) -> Iterator[Template]:
    """Yield templates that make the new indexes, each with one more per table than the last."""
    made = {
        name: [index for key, index in new.items() if key not in indexes_of(deployed, name)]
        for name, new in _tables(wanted)
        if name in deployed["Resources"]
    }
    template = deployed
    for number in range(max(map(len, made.values()), default=0)):
        template = copy.deepcopy(template)
        for name, indexes in made.items():
            if number < len(indexes):
                _set(template, name, [*_listed(template, name), indexes[number]], wanted)
        yield template


def with_former(wanted: Template, deployed: Template) -> Template:
    """Return a template that still has the indexes which the deployed code may read."""
    template = copy.deepcopy(wanted)
    for name, present in _tables(deployed):
        if name in template["Resources"]:
            new = indexes_of(template, name)
            former = [index for key, index in present.items() if key not in new]
            _set(template, name, [*_listed(template, name), *former], deployed)
    return template


def steps_after(deployed: Template, wanted: Template) -> Iterator[Template]:
    """Yield templates that drop the former indexes, each with one less per table than the last."""
    template = deployed
    while True:
        next_template = copy.deepcopy(template)
        for name, present in _tables(template):
            former = [key for key in present if key not in indexes_of(wanted, name)]
            kept = [index for key, index in present.items() if key not in former[:1]]
            _set(next_template, name, kept, wanted)
        if next_template == template:
            return
        template = next_template
        yield template


def indexes_of(template: Template, table: str) -> dict[str, Index]:
    """Return the indexes of a table by name."""
    return {index["IndexName"]: index for index in _listed(template, table)}


def _tables(template: Template) -> Iterator[tuple[str, dict[str, Index]]]:
    for name, resource in template["Resources"].items():
        if resource["Type"] == _TABLE:
            yield name, indexes_of(template, name)


def _listed(template: Template, table: str) -> list[Index]:
    resource = template["Resources"].get(table, {})
    listed: list[Index] = resource.get("Properties", {}).get(_INDEXES, [])
    return listed


def _set(template: Template, table: str, indexes: list[Index], other: Template) -> None:
    """Set the indexes of a table, and define the attributes of its keys and no others."""
    properties = template["Resources"][table]["Properties"]
    properties.pop(_INDEXES, None)
    if indexes:
        properties[_INDEXES] = indexes
    keys = [*properties["KeySchema"], *(key for index in indexes for key in index["KeySchema"])]
    names = {key["AttributeName"] for key in keys}
    more = other["Resources"].get(table, {}).get("Properties", {}).get(_ATTRIBUTES, [])
    defined = {each["AttributeName"]: each for each in (*more, *properties[_ATTRIBUTES])}
    properties[_ATTRIBUTES] = [each for name, each in sorted(defined.items()) if name in names]
