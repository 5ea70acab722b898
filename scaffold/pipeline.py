"""Generate: the flow from a spec to the files of a project."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scaffold import lock as lockfile
from scaffold import specfile
from scaffold.catalog import read_catalog, templates_root
from scaffold.errors import ScaffoldError
from scaffold.plan import plan
from scaffold.render import RenderedFile, render
from scaffold.workspace import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.spec.model import Spec


class FileClashError(ScaffoldError):
    """A blueprint brings files that the application has anyway."""


def generate(spec: Spec) -> tuple[RenderedFile, ...]:
    """Every file that the templates make of a spec."""
    catalog = read_catalog(templates_root())
    return render(plan(spec, catalog), spec, catalog)


def new_project(
    spec_text: str, file: str = SPEC_NAME, bodies: Mapping[PurePosixPath, bytes] | None = None
) -> tuple[Spec, dict[PurePosixPath, bytes]]:
    """The spec and all contents of a fresh project: spec, generated files, lock.

    `bodies` are an example's or blueprint's own versions of files that are made once, and files
    beside the generated ones; raises FileClashError for any other.
    """
    spec = specfile.parse(spec_text, file)
    files = generate(spec)
    lock = lockfile.lock_of(files, spec_text)
    contents = {one.plan.target: one.content for one in files}
    _check_bodies(bodies or {}, lock)
    contents |= bodies or {}
    contents[PurePosixPath(SPEC_NAME)] = spec_text.encode()
    contents[lockfile.LOCK_PATH] = lockfile.dump(lock).encode()
    return spec, contents


def _check_bodies(bodies: Iterable[PurePosixPath], lock: lockfile.Lock) -> None:
    """Refuse what would land on a generated file, but for those that are made once."""
    taken = {entry.path for entry in lock.entries if entry.file_class != "once"}
    taken |= {PurePosixPath(SPEC_NAME), lockfile.LOCK_PATH}
    folders = {parent for path in taken for parent in path.parents}
    clashes = [
        str(path)
        for path in sorted(bodies)
        if path in taken | folders or not taken.isdisjoint(path.parents)
    ]
    if clashes:
        shown = "\n".join(f"  {path}" for path in clashes)
        raise FileClashError(f"the blueprint has files that scaffold makes:\n{shown}")
