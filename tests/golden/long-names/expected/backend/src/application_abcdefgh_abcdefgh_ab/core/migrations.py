"""Migrations: items that an earlier version of the application stored, as this one reads them.

A migration is a function from the attributes of one generation to those of the next, of which it
gets a copy. Reading applies those that an item has not had, an update writes what they change, and
`make migrate` does so for all items: an item reads the same before and after.
"""

from collections.abc import Callable, Sequence
from typing import Any

from .dynamodb import GENERATION

Attributes = dict[str, Any]
Migration = Callable[[Attributes], Attributes]


def upcast(migrations: Sequence[Migration], stored: Attributes) -> Attributes:
    """Return the attributes of an item after the migrations that it has not had."""
    for migrate in migrations[generation(stored) - 1 :]:
        stored = migrate(dict(stored))
    return stored


def generation(stored: Attributes) -> int:
    """Return the generation of an item."""
    return int(stored.get(GENERATION, 1))
