"""The indexes of a model's table: one for each way to list items, so that nothing is scanned.

- `all`, by `_all` = 1: everything
- `by_<field>`, by the field: the items with one value of it
- `by_owner`, by `owner`: the items of an owner
- `by_owner.<field>`, by `_owner_<field>`: the items of an owner, by the field

Each is sorted by id, hence by time. Attributes that begin with `_` never leave the API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .models import Model
from .queries import Query


@dataclass(frozen=True)
class Partition:
    """A partition of an index: the items of one list."""

    index: str
    key: str
    value: object


def partition(model: Model[Any, Any], query: Query) -> Partition:
    """Return the partition that a query reads."""
    name, owner = query.field, query.owner
    if name is None:
        return Partition("by_owner", "owner", owner) if owner else Partition("all", "_all", "1")
    if owner is None:
        return Partition(f"by_{name}", name, model.fields[name].dump(query.value))
    return Partition(f"by_owner.{name}", f"_owner_{name}", _owned(owner, query.value))


def attributes(
    model: Model[Any, Any], values: Mapping[str, object], owner: str
) -> dict[str, object]:
    """Return the index keys beside the values; None removes an attribute."""
    everything = {"_all": "1"} if model.access.beyond_owner else {}
    owned = {
        f"_owner_{name}": None if values[name] is None else _owned(owner, values[name])
        for name in model.index
        if name in values
    }
    return {**everything, **owned}


def _owned(owner: str, value: object) -> str:
    return f"{owner}#{value}"
