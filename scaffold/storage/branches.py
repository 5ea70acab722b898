"""The records of two branches -> those of both, where one has all migrations of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scaffold.storage.application import Storage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.spec.kinds.model.records import ModelRecord
    from scaffold.storage.application import BucketRecord

T = TypeVar("T")


def merge(ours: Storage, theirs: Storage) -> tuple[Storage, tuple[str, ...]]:
    """Return the records of both branches, and the models that both migrated in another way.

    What else the branches changed follows from the spec, from whichever records it starts: what
    each says in another way is left unknown.
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
    merged = Storage(
        models,
        _merged_buckets(ours.buckets, theirs.buckets),
        sign_up=_agreed(ours.sign_up, theirs.sign_up),
        app=_agreed(ours.app, theirs.app),
        region=_agreed(ours.region, theirs.region),
    )
    return merged, tuple(clashing)


def _merged_buckets(
    ours: Mapping[str, BucketRecord], theirs: Mapping[str, BucketRecord]
) -> dict[str, BucketRecord]:
    agreed = {name: _agreed(ours.get(name), theirs.get(name)) for name in {**ours, **theirs}}
    return {name: record for name, record in agreed.items() if record}


def _agreed(mine: T | None, other: T | None) -> T | None:
    """Return what both sides say, or the only one that says anything."""
    if mine is None or other is None:
        return other if mine is None else mine
    return mine if mine == other else None


def _includes(
    migrations: Mapping[int, tuple[Step, ...]], others: Mapping[int, tuple[Step, ...]]
) -> bool:
    return all(migrations.get(number) == steps for number, steps in others.items())
