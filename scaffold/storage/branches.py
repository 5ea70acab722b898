"""The records of two branches -> those of both, where one has all migrations of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.storage.application import Storage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.spec.kinds.model.records import ModelRecord


def merge(ours: Storage, theirs: Storage) -> tuple[Storage, tuple[str, ...]]:
    """Return the records of both branches, and the models that both migrated in another way.

    What else the branches changed follows from the spec, from whichever records it starts.
    """
    models: dict[str, ModelRecord] = {}
    clashing: list[str] = []
    for name in {**ours.models, **theirs.models}:
        mine, other = ours.models.get(name), theirs.models.get(name)
        if mine and (other is None or _includes(mine.migrations, other.migrations)):
            models[name] = mine
        elif other and (mine is None or _includes(other.migrations, mine.migrations)):
            models[name] = other
        else:
            clashing.append(name)
    return Storage(models), tuple(clashing)


def _includes(
    migrations: Mapping[int, tuple[Step, ...]], others: Mapping[int, tuple[Step, ...]]
) -> bool:
    return all(migrations.get(number) == steps for number, steps in others.items())
