"""The commands' flow: new, plan, regenerate and undo, from a spec to the files of a project."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.cache import fingerprint
from scaffold.errors import ScaffoldError
from scaffold.files import read_file
from scaffold.generate.application import (
    TEMPLATE_PATH,
    read_and_generate,
    read_spec,
    stored_spec,
)
from scaffold.generate.catalog import read_catalog, templates_root
from scaffold.project import generation_cache, git, snapshot, storage_file, workspace
from scaffold.project import lock as lock_file
from scaffold.project.lock import Lock, build_lock
from scaffold.project.merge.conflict_markers import resolve
from scaffold.project.paths import LOCK_PATH
from scaffold.project.reconcile import Changes, Choices, differs, reconcile
from scaffold.project.storage_file import STORAGE_PATH
from scaffold.project.transaction import (
    FileState,
    Removal,
    Run,
    Write,
    commit,
    is_interrupted,
    late_interrupts,
    read_state,
    recover,
    run_lock,
)
from scaffold.project.transaction import undo as undo_transaction
from scaffold.project.tree import LINK, REGULAR, Blob, Tree
from scaffold.spec import SPEC_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scaffold.cloudformation.changeset import ResourceChange, StackChange
    from scaffold.generate.line_origins import LocatedLine
    from scaffold.project.lock import LockEntry
    from scaffold.project.storage_file import StorageFile
    from scaffold.project.transaction import UndoReport
    from scaffold.project.workspace import Project
    from scaffold.spec.language import Language
    from scaffold.spec.resolved import Spec
    from scaffold.storage.risks import Risk

_PACKAGE: Final = Path(__file__).parent
_SPEC_PATH: Final = PurePosixPath(SPEC_NAME)
CONFIG_PATH: Final = PurePosixPath("samconfig.toml")

_INTERRUPTED: Final = (
    "the last run was interrupted and left the project partly changed. `scaffold regenerate` rolls"
    " it back first; `scaffold undo` only rolls it back"
)


class FileClashError(ScaffoldError):
    """A blueprint with files that scaffold generates, too."""


class Regeneration(NamedTuple):
    """The changes that a regeneration made or would make, with warnings for the person.

    After an interrupted run, they say nothing about the project.
    """

    changes: Changes
    warnings: tuple[str, ...] = ()
    is_interrupted: bool = False

    @property
    def is_up_to_date(self) -> bool:
        """True if there was nothing to do."""
        return self.changes.is_empty and not self.is_interrupted


class Undo(NamedTuple):
    """The result of an undo: either an interrupted run is `recovered`, or the last run `undone`."""

    recovered: str | None = None
    undone: UndoReport | None = None
    warnings: tuple[str, ...] = ()


def new_project(
    spec_text: str, file: str = SPEC_NAME, bodies: Mapping[PurePosixPath, bytes] | None = None
) -> tuple[Spec, dict[PurePosixPath, bytes]]:
    """Return the spec and all files of a new project: spec, generated files, lock.

    `bodies` are an example's or blueprint's own versions of create-only files, and files beside the
    generated ones; raise FileClashError for any other.
    """
    spec, files, _ = read_and_generate(spec_text, file)
    lock = build_lock(files, spec_text)
    contents = {file.plan.target: file.content for file in files}
    _check_bodies(bodies or {}, lock)
    contents |= bodies or {}
    contents[PurePosixPath(SPEC_NAME)] = spec_text.encode()
    contents[LOCK_PATH] = lock_file.dump(lock).encode()
    return spec, contents


def preview(root: Path, choices: Choices) -> Regeneration:
    """Return the changes that regenerating the project would make, without writing them."""
    interrupted = is_interrupted(root)
    warnings = (_INTERRUPTED,) if interrupted else ()
    _, changes = _plan_changes(root, choices)
    return Regeneration(changes, warnings, interrupted)


def regenerate(
    root: Path, choices: Choices, announce: Callable[[Changes], None] = lambda _: None
) -> Regeneration:
    """Bring a project up to date with its spec, completely or not at all.

    `announce` is called with the changes before they are made.
    """
    workspace.check_project(root)
    with run_lock(root):
        recovered = recover(root)
        tree, changes = _plan_changes(root, choices)
        announce(changes)
        _write_changes(root, tree, changes)
    with late_interrupts():
        warnings = (recovered, _register_conflicts(root, changes))
    return Regeneration(changes, tuple(warning for warning in warnings if warning))


def edit_spec(root: Path, before: str, after: str, title: str) -> str | None:
    """Replace the spec of a project in a run that undo can take back.

    Return a message if an interrupted run was rolled back first. Raise WorkspaceError if the spec
    is no longer `before`.
    """
    with run_lock(root):
        recovered = recover(root)
        state = read_state(root, _SPEC_PATH)
        if state is None or state.mode == LINK:  # a link stays one
            workspace.write_spec(root, before, after)
            return recovered
        content = workspace.new_spec_content(root / SPEC_NAME, before, after)
        write = Write(_SPEC_PATH, content, state.mode)
        commit(root, (), {_SPEC_PATH: state}, write, _run(title))
    return recovered


def undo(root: Path, announce: Callable[[Run], None] = lambda _: None) -> Undo:
    """Roll an interrupted run back or, if there was none, undo the last run.

    `announce` gets the run before anything is changed.
    """
    with run_lock(root):
        if recovered := recover(root):
            return Undo(recovered=recovered)
        undone = undo_transaction(root, announce)
    if undone is None:
        return Undo()
    with late_interrupts():
        warning = _reset_conflicts(root, undone)
    return Undo(undone=undone, warnings=(warning,) if warning else ())


def check(root: Path, language: Language) -> Spec:
    """Return the spec of a project, or in a file; raise SpecError with every problem.

    Among them are those of the project's records of what is stored.
    """
    text, file = workspace.read_spec(root)
    spec = read_spec(text, file, language)
    with contextlib.suppress(NotADirectoryError):
        stored = storage_file.read_text(root)
        if stored is None:
            storage_file.check_present(root)
        else:
            records = storage_file.parse(stored, str(root / STORAGE_PATH))
            stored_spec(spec, records, text, file)
    return spec


def locate_line(root: Path, entry: LockEntry, line: int) -> LocatedLine:
    """Return where a line of a project's file comes from; raise SpecError for a wrong spec."""
    from scaffold.generate import line_origins  # noqa: PLC0415 - start-up time
    from scaffold.generate.plan import plan  # noqa: PLC0415 - start-up time

    text, file = workspace.read_spec(root)
    stored = storage_file.read(workspace.read(root))
    spec = read_spec(text, file)
    spec = stored_spec(spec, stored.records(spec), text, file)
    catalog = read_catalog(templates_root())
    present = read_file(root / entry.location)
    planned = next((file for file in plan(spec, catalog) if file.id == entry.id), None)
    if planned is None:
        traced = line_origins.TracedFile((), ())
    else:
        traced = line_origins.trace(planned, spec, catalog)
    pristine = present if entry.pristine is None else entry.pristine
    return line_origins.locate(line, present, pristine, traced)


class CloudChanges(NamedTuple):
    """The changes that deploying the changed files would make.

    `resources` are those of a stack that exists already. `unknown` says why nothing is known, if
    the files cannot be read.
    """

    stacks: tuple[StackChange, ...] = ()
    resources: tuple[ResourceChange, ...] = ()
    unknown: str | None = None


def cloud_changes(changes: Changes) -> CloudChanges:
    """Return the changes that deploying the changed files would make to the present ones.

    Conflicts count as resolved with the generated lines. They are unknown if a person has made
    template.yaml or samconfig.toml unreadable.
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


def _check_bodies(bodies: Iterable[PurePosixPath], lock: Lock) -> None:
    """Raise FileClashError for bodies at the paths of generated files that are not create-only."""
    taken = {entry.path for entry in lock.entries if entry.file_class != "create-only"}
    taken |= {PurePosixPath(SPEC_NAME), LOCK_PATH}
    folders = {parent for path in taken for parent in path.parents}
    clashes = [
        str(path)
        for path in sorted(bodies)
        if path in taken | folders or not taken.isdisjoint(path.parents)
    ]
    if clashes:
        shown = "\n".join(f"  {path}" for path in clashes)
        raise FileClashError(f"the blueprint has files that scaffold generates:\n{shown}")


def _plan_changes(root: Path, choices: Choices) -> tuple[Tree, Changes]:
    """Return the project's tree, and the changes that bring it up to date with its spec."""
    text, file = workspace.read_spec(root)
    project = workspace.read(root)
    stored = storage_file.read(project, restored=STORAGE_PATH in choices.restore)
    project = project._replace(lock=storage_file.with_present(project.lock, stored))
    new, risks = _new_lock((text, file), stored, project, choices)
    tree = snapshot.read_tree(project, new)
    changes = reconcile(project.lock, tree, new, choices)
    is_stale = project.written is None or differs(changes.lock.entries, project.written.entries)
    return tree, changes._replace(relocks=is_stale, risks=risks)


def _new_lock(
    spec: tuple[str, str], stored: StorageFile, project: Project, choices: Choices
) -> tuple[Lock, tuple[Risk, ...]]:
    """Return the lock of this generation, and its risks for what is stored.

    It is the lock of the last one if the cache knows that it is the same.
    """
    text, file = spec
    key = _generation_key(text, stored.text)
    is_usable = not project.merge_stages and not choices.restore
    if is_usable and generation_cache.is_known(key, project.lock):
        entries = (
            replace(entry, moved=None, absent=False, marked=None) for entry in project.lock.entries
        )
        return Lock(project.lock.spec_sha, tuple(entries)), ()
    _, files, risks = read_and_generate(text, file, stored.records)
    new = build_lock(files, text)
    generation_cache.remember(key, new)
    if (entry := new.entry(STORAGE_PATH)) and entry.pristine:
        # The next generation starts from what this one records, and changes nothing in it.
        generation_cache.remember(_generation_key(text, entry.pristine.decode()), new)
    return new, (*stored.doubts(project.lock, text), *risks)


def _generation_key(text: str, stored: str | None) -> str:
    return fingerprint(f"{text}\0{stored}", (_PACKAGE, templates_root()))


def _write_changes(root: Path, tree: Tree, changes: Changes) -> None:
    """Write the changes in one transaction, the lock last."""
    lock = Write(LOCK_PATH, lock_file.dump(changes.lock).encode(), REGULAR)
    operations: list[Write | Removal] = [
        *(Write(path, blob.content, blob.mode) for path, blob in changes.writes()),
        *(Removal(path) for path in changes.removals()),
    ]
    present = {operation.path: tree.at(operation.path) for operation in (*operations, lock)}
    if not operations and present[lock.path] == Blob(lock.content):
        return
    expected = {
        path: FileState.of(blob.content, blob.mode) if blob else None
        for path, blob in present.items()
    }
    conflicts = tuple(change.beside or change.path for change in changes.conflicts)
    commit(root, operations, expected, lock, _run("scaffold regenerate", conflicts))


def _run(title: str, conflicts: tuple[PurePosixPath, ...] = ()) -> Run:
    return Run(title, time.time(), conflicts)


def _register_conflicts(root: Path, changes: Changes) -> str | None:
    """Register conflicts in git's index; return a warning if that fails."""
    conflicts = {
        change.beside or change.path: (
            change.stages.base,
            change.stages.ours,
            change.stages.theirs,
        )
        for change in changes.conflicts
        if change.stages
    }
    try:
        git.mark_unmerged(root, conflicts)
    except OSError as error:
        return f"the conflicts could not be registered in git: {error}"
    return None


def _reset_conflicts(root: Path, undone: UndoReport) -> str | None:
    """Remove a run's conflicts from git's index; return a warning if that fails.

    Those of an unfinished merge are git's.
    """
    try:
        if not git.is_merging(root):
            git.reset_unmerged(root, undone.run.conflicts)
    except OSError as error:
        return f"the conflicts could not be removed from git's index: {error}"
    return None


def _versions(changes: Changes, path: PurePosixPath) -> tuple[bytes, bytes]:
    """Return a generated file before and after the changes, both empty if it doesn't change."""
    entry = changes.lock.entry(path)
    change = next((change for change in changes.pending if entry and change.id == entry.id), None)
    if change is None or change.before is None or change.result is None:
        return b"", b""
    return (
        resolve(change.before.content, lambda conflict: conflict.ours),
        resolve(change.result.content, lambda conflict: conflict.theirs),
    )
