"""Package managers' lockfiles: which of them no longer match their manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.generate.catalog import DERIVED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from scaffold.project.lock import LockEntry
    from scaffold.project.reconcile.changes import FileChange
    from scaffold.project.reconcile.matching import Pair


def stale_lockfiles(
    pairs: Iterable[Pair], in_place: Mapping[str, FileChange]
) -> tuple[PurePosixPath, ...]:
    """Return the lockfiles to update after these changes.

    A lockfile matches its manifest if both are as generated. It is stale if a person edited either
    of them and the generator changed either of them.
    """
    by_path = {pair.new.path: pair for pair in pairs if pair.new}
    return tuple(
        in_place[pair.new.id].path
        for pair in by_path.values()
        if pair.new
        and pair.new.file_class == "lockfile"
        and (manifest := _manifest(pair.new, by_path))
        and _is_regenerated(pair, manifest)
        and not (_is_as_generated(pair, in_place) and _is_as_generated(manifest, in_place))
        and pair.new.id in in_place
    )


def _manifest(lockfile: LockEntry, by_path: Mapping[PurePosixPath, Pair]) -> Pair | None:
    """Return the manifest in the nearest folder that has one."""
    name = DERIVED_FROM[lockfile.path.name]
    return next(
        (by_path[folder / name] for folder in lockfile.path.parents if folder / name in by_path),
        None,
    )


def _is_regenerated(*pairs: Pair) -> bool:
    return any(pair.old and pair.new and pair.old.sha != pair.new.sha for pair in pairs)


def _is_as_generated(pair: Pair, in_place: Mapping[str, FileChange]) -> bool:
    change = in_place.get(pair.new.id) if pair.new else None
    result = change.result if change else None
    return result is not None and pair.new is not None and result.content == pair.new.pristine
