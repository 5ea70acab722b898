"""The indexes of a model's table: one for each way to list items, so that nothing is scanned.

- `all`, by `_all` = 1: everything
- `by_<field>`, by the field: the items with one value of it
- `by_owner`, by `owner`: what somebody owns
- `by_owner_<field>`, by `_owner_<field>`: what somebody owns, with one value of the field

Each is sorted by id, hence by time. Attributes that begin with `_` never leave the API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .models import Model
from .queries import Query


@dataclass(frozen=True)
class Partition:
    """The part of an index that holds the items of one list."""

    index: str
    key: str
    value: object


def partition(model: Model[Any, Any], query: Query) -> Partition:
    """The partition that holds what the query asks for."""
    name, owner = query.field, query.owner
    if name is None:
        return Partition("by_owner", "owner", owner) if owner else Partition("all", "_all", "1")
    if owner is None:
        return Partition(f"by_{name}", name, model.fields[name].dump(query.value))
    return Partition(f"by_owner_{name}", f"_owner_{name}", _owned(owner, query.value))


def attributes(
    model: Model[Any, Any], values: Mapping[str, object], owner: str
) -> dict[str, object]:
    """What the indexes need besides the values; None where an attribute is to be removed."""
    everything = {"_all": "1"} if model.access.beyond_owner else {}
    owned = {
        f"_owner_{name}": None if values[name] is None else _owned(owner, values[name])
        for name in model.index
        if name in values
    }
    return {**everything, **owned}


def _owned(owner: str, value: object) -> str:
    return f"{owner}#{value}"
