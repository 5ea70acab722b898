"""Generate and regenerate: the flow from a spec to the files of a project.

What reads and renders a spec is imported where it is used: most regenerations find that nothing has
changed in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.cache import fingerprint
from scaffold.errors import ScaffoldError
from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.project import generation_cache, git, snapshot, workspace
from scaffold.project import lock as lockfile
from scaffold.project.lock import Lock
from scaffold.project.reconcile import (
    Changes,
    Choices,
    UnresolvedError,
    marker_line,
    reconcile,
    settle,
)
from scaffold.project.text_merge import merge
from scaffold.project.transaction import (
    Found,
    Removal,
    Write,
    afterwards,
    commit,
    is_interrupted,
    recover,
    run_lock,
)
from scaffold.project.tree import REGULAR, Blob, Tree
from scaffold.spec import SPEC_NAME, spec_cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.cloudformation.changeset import ResourceChange, StackChange
    from scaffold.generate.render import RenderedFile
    from scaffold.project.workspace import Project
    from scaffold.spec.model import Spec

_PACKAGE: Final = Path(__file__).parent
TEMPLATE_PATH: Final = PurePosixPath("template.yaml")
CONFIG_PATH: Final = PurePosixPath("samconfig.toml")

_INTERRUPTED: Final = (
    "a run was interrupted, and this is what it left; scaffold regenerate takes that back first,"
    " scaffold undo does so alone"
)


class FileClashError(ScaffoldError):
    """A blueprint brings files that the application has anyway."""


def read_spec(text: str, file: str = SPEC_NAME) -> Spec:
    """The spec in a text, which is not checked again where it was good before."""
    key = fingerprint(text, (*_PACKAGE.glob("*.py"), _PACKAGE / "spec"))
    spec = spec_cache.load_spec(key)
    if spec is None:
        from scaffold.spec import reader  # noqa: PLC0415 - 0.1 s

        spec = reader.parse(text, file)
        spec_cache.store_spec(key, spec)
    return spec


def generate(spec: Spec) -> tuple[RenderedFile, ...]:
    """Every file that the templates make of a spec."""
    from scaffold.generate.plan import plan  # noqa: PLC0415 - start-up time
    from scaffold.generate.render import render  # noqa: PLC0415 - start-up time

    catalog = read_catalog(templates_root())
    return render(plan(spec, catalog), spec, catalog)


def new_project(
    spec_text: str, file: str = SPEC_NAME, bodies: Mapping[PurePosixPath, bytes] | None = None
) -> tuple[Spec, dict[PurePosixPath, bytes]]:
    """The spec and all contents of a fresh project: spec, generated files, lock.

    `bodies` are an example's or blueprint's own versions of files that are made once, and files
    beside the generated ones; raises FileClashError for any other.
    """
    spec = read_spec(spec_text, file)
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What regenerating a project does, and the tree that was found."""

    root: Path
    tree: Tree
    changes: Changes


def plan_regeneration(root: Path, choices: Choices) -> Plan:
    """The changes that bring a project up to date with its spec; nothing is written."""
    text, file = workspace.read_spec(root)
    if line := marker_line(text.encode()):
        raise UnresolvedError(f"{file}:{line}: unresolved conflict; settle it first")
    project = workspace.read(root)
    new = _generation(text, file, project, choices)
    tree = snapshot.read_tree(project, new)
    return Plan(root, tree, reconcile(project.lock, tree, new, merge, choices))


def _generation(text: str, file: str, project: Project, choices: Choices) -> Lock:
    """What is generated now: what was generated last, where that is known to be the same."""
    key = fingerprint(text, (_PACKAGE, templates_root()))
    if not project.sides and not choices.restore and generation_cache.is_known(key, project.lock):
        entries = (replace(entry, moved=None, absent=False) for entry in project.lock.entries)
        return Lock(project.lock.spec_sha, tuple(entries))
    new = lockfile.lock_of(generate(read_spec(text, file)), text)
    generation_cache.remember(key, new)
    return new


@dataclass(frozen=True, slots=True)
class Run:
    """What a regeneration did or would do, and what else a person has to know."""

    changes: Changes
    warnings: tuple[str, ...] = ()


def preview(root: Path, choices: Choices) -> Run:
    """What regenerating a project as it is now would do; nothing is written."""
    warnings = (_INTERRUPTED,) if is_interrupted(root) else ()
    return Run(plan_regeneration(root, choices).changes, warnings)


def regenerate(root: Path, choices: Choices) -> Run:
    """Bring a project up to date with its spec, whole or not at all."""
    workspace.check_project(root)
    with run_lock(root):
        recovered = recover(root)
        plan = plan_regeneration(root, choices)
        _apply(plan)
    with afterwards():
        warnings = (recovered, _tell_git(root, plan.changes))
    return Run(plan.changes, tuple(one for one in warnings if one))


@dataclass(frozen=True, slots=True)
class CloudChanges:
    """What a deployment of the changed files would do.

    `resources` are those of a stack that it reached before; none where it reaches none of them.
    `unknown` says why none of this is known, if so.
    """

    stacks: tuple[StackChange, ...] = ()
    resources: tuple[ResourceChange, ...] = ()
    unknown: str | None = None


def cloud_changes(changes: Changes) -> CloudChanges:
    """What deploying the changed files would do to what the present ones describe.

    Conflicts in them count as settled with the generated lines. It is not known where a person
    has made something else of template.yaml or samconfig.toml.
    """
    config, template = _versions(changes, CONFIG_PATH), _versions(changes, TEMPLATE_PATH)
    if not any((*config, *template)):
        return CloudChanges()
    from scaffold.cloudformation.changeset import (  # noqa: PLC0415 - start-up time
        keeps_a_stack,
        read_stacks,
        resource_changes,
        stack_changes,
    )

    try:
        before, after = (read_stacks(source.decode(errors="replace")) for source in config)
        resources = resource_changes(*template) if keeps_a_stack(before, after) else ()
        return CloudChanges(stack_changes(before, after), resources)
    except ScaffoldError as error:
        return CloudChanges(unknown=str(error))


def _versions(changes: Changes, path: PurePosixPath) -> tuple[bytes, bytes]:
    """Return a generated file before and after the changes, both empty if it doesn't change."""
    entry = changes.lock.entry(path)
    found = next((one for one in changes.pending if entry and one.id == entry.id), None)
    if found is None or found.before is None or found.outcome is None:
        return b"", b""
    return found.before.content, settle(found.outcome.content, "theirs")


def _apply(plan: Plan) -> None:
    """Write the changes, the lock last."""
    changes, tree = plan.changes, plan.tree
    lock = Write(lockfile.LOCK_PATH, lockfile.dump(changes.lock).encode(), REGULAR)
    operations: list[Write | Removal] = [
        *(Write(path, blob.content, blob.mode) for path, blob in changes.writes()),
        *(Removal(path) for path in changes.removals()),
    ]
    held = {one.path: tree.at(one.path) for one in (*operations, lock)}
    if not operations and held[lock.path] == Blob(lock.content):
        return
    expected = {
        path: Found.of(blob.content, blob.mode) if blob else None for path, blob in held.items()
    }
    commit(plan.root, operations, expected, lock)


def _tell_git(root: Path, changes: Changes) -> str | None:
    """Register the conflicts in git; what went wrong, for they are in the files all the same."""
    conflicts = {
        one.beside or one.path: (one.stages.base, one.stages.ours, one.stages.theirs)
        for one in changes.conflicts
        if one.stages
    }
    try:
        git.mark_unmerged(root, conflicts)
    except OSError as error:
        return f"git was not told of the conflicts: {error}"
    return None
