"""The indexes of a model's table: one for each way to list items, so that nothing is scanned.

- `all`, by `_all` = 1: everything
- `by_<field>`, by the field: the items with one value of it

Each is sorted by id, hence by time. Attributes that begin with `_` never leave the API.
"""

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
    name = query.field
    if name is None:
        return Partition("all", "_all", "1")
    return Partition(f"by_{name}", name, model.fields[name].dump(query.value))
