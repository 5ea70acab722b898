"""The renames between two generations, as the paths of their files show them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from scaffold.names import common_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from scaffold.project.lock import LockEntry
    from scaffold.project.reconcile.matching import Pair


class Renames:
    """The identifiers renamed since the last generation, each found when it is first asked for.

    `branches` finds those since the generation of each branch that was merged, `all` these too.
    """

    def __init__(self, pairs: Iterable[Pair], branches: Iterable[Iterable[Pair]] = ()) -> None:
        self.branches: list[Callable[[], Mapping[str, str]]] = [
            cache(partial(find_renames, branch)) for branch in branches
        ]
        self.all = cache(lambda: self._all(pairs))

    def _all(self, pairs: Iterable[Pair]) -> Mapping[str, str]:
        found = find_renames(pairs)
        for find in self.branches:
            found |= find()
        return found


def find_renames(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the identifiers that the generator renamed because an entity, or the app, was.

    Every entity has files with its name in their paths, and the app has its package.
    """
    continued = [(pair.old, pair.new) for pair in pairs if pair.old and pair.new]
    names = dict(
        name
        for old, new in continued
        if old.path != new.path and old.id == new.id
        for name in _renamed_parts(old.path, new.path)
    )
    if not names:
        return {}
    from scaffold.project.merge.renaming import renamed_identifiers  # noqa: PLC0415 - start-up time

    return renamed_identifiers(names, _changed_texts(continued))


def _changed_texts(pairs: Iterable[tuple[LockEntry, LockEntry]]) -> Iterator[tuple[str, str]]:
    for old, new in pairs:
        if old.sha != new.sha and old.blob.is_text and new.blob.is_text:
            yield (
                old.blob.content.decode(errors="replace"),
                new.blob.content.decode(errors="replace"),
            )


def _renamed_parts(old: PurePosixPath, new: PurePosixPath) -> Iterator[tuple[str, str]]:
    """Yield the names that differ in two paths of one template, in snake case."""
    from scaffold.project.merge.renaming import words_of  # noqa: PLC0415 - start-up time

    for before, after in zip(old.parts, new.parts, strict=False):
        if before == after:
            continue
        words, others = words_of(before), words_of(after)
        start = common_length(words, others)
        end = common_length(words[:start:-1], others[:start:-1])
        names = ["_".join(parts[start : len(parts) - end]) for parts in (words, others)]
        if all(names):
            yield names[0], names[1]
