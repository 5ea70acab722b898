"""Package managers' files: which of them do not follow from the files beside them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.generate.catalog import DERIVED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from scaffold.project.lock import LockEntry
    from scaffold.project.reconcile.changes import Change
    from scaffold.project.reconcile.matching import Pair


def stale(pairs: Iterable[Pair], in_place: Mapping[str, Change]) -> tuple[PurePosixPath, ...]:
    """The derived files to be renewed after these changes.

    A derived file is right if it and what it follows from are both as generated; where a person has
    edited one of them and the generator changed one of them, a package manager has to bring them
    together.
    """
    by_path = {one.new.path: one for one in pairs if one.new}
    return tuple(
        in_place[one.new.id].path
        for one in by_path.values()
        if one.new
        and one.new.file_class == "derived"
        and (manifest := _manifest(one.new, by_path))
        and _changed(one, manifest)
        and not (_as_generated(one, in_place) and _as_generated(manifest, in_place))
        and one.new.id in in_place
    )


def _manifest(derived: LockEntry, by_path: Mapping[PurePosixPath, Pair]) -> Pair | None:
    """The file that names the dependencies, in the nearest folder that has one."""
    name = DERIVED_FROM[derived.path.name]
    return next(
        (by_path[folder / name] for folder in derived.path.parents if folder / name in by_path),
        None,
    )


def _changed(*files: Pair) -> bool:
    return any(one.old and one.new and one.old.sha != one.new.sha for one in files)


def _as_generated(one: Pair, in_place: Mapping[str, Change]) -> bool:
    change = in_place.get(one.new.id) if one.new else None
    outcome = change.outcome if change else None
    return outcome is not None and one.new is not None and outcome.content == one.new.pristine
