"""Two branches that both regenerated and were edited: the lines of both are there after a merge."""

from __future__ import annotations

import os
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regenerate.project import Files, Project, entry, lock, observed
from regenerate.test_properties import edit_lines, generations, mine_in

from scaffold.project.merge.conflict_markers import Labels
from scaffold.project.merge.lines import Context
from scaffold.project.merge.texts import merge
from scaffold.project.reconcile import reconcile
from scaffold.project.tree import Blob, MergeStages, Stage
from scaffold.project.unmerged import merge_locks

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from scaffold.project.lock import Lock, LockEntry

QUICK, THOROUGH, SOAK = 40, 300, 50_000
_GIT = Labels("HEAD", "parent", "branch")


def merged(base: Files, ours: Files, theirs: Files) -> tuple[Files, set[PurePosixPath]]:
    """Merge two branches like git; return the files, and the paths in conflict."""
    files: Files = {}
    conflicts: set[PurePosixPath] = set()
    for path in ours.keys() | theirs.keys():
        old, mine, other = base.get(path), ours.get(path), theirs.get(path)
        if other in (mine, old):
            result = mine
        elif mine == old:
            result = other
        elif mine is None or other is None:  # git keeps what only one branch deleted
            result = mine or other
        else:
            contents = (old.content if old else b"", mine.content, other.content)
            text = merge(contents, Context(str(path), _GIT), {})
            result = Blob(text.content)
            if text.conflicts:
                conflicts.add(path)
        if result is not None:
            files[path] = result
    return files, conflicts


def stages_of(
    path: PurePosixPath, base: Project, ours: Project, theirs: Project
) -> MergeStages | None:
    """Return the contents and generated texts of both branches, and before them."""
    first, second = (stage_of(path, branch) for branch in (ours, theirs))
    return MergeStages(first, second, stage_of(path, base)) if first and second else None


def stage_of(path: PurePosixPath, branch: Project) -> Stage | None:
    """Return the content and the generated text of a file on one branch."""
    generated = branch.lock.entry(path)
    if generated is None or path not in branch.files:
        return None
    return Stage(branch.files[path].content, generated.pristine or b"")


def no_line_of_either_branch_is_lost(data: st.DataObject) -> None:
    """Every line is merged, in a conflict, or in a file beside; git's own markers are gone."""
    first, second = data.draw(generations(moving=False))
    third, _ = data.draw(generations(moving=False))
    base = Project.generated(*first)
    ours, theirs = deepcopy(base), deepcopy(base)
    for branch, generation in ((ours, second), (theirs, third)):
        edit_lines(data.draw, branch.files, "ours" if branch is ours else "theirs")
        branch.regenerate(*generation)
        edit_lines(data.draw, branch.files, "ours too" if branch is ours else "theirs too")
    if any(
        b"<<<<<<<" in blob.content for branch in (ours, theirs) for blob in branch.files.values()
    ):
        return  # a branch with conflicts of its own cannot be merged
    files, conflicts = merged(base.files, ours.files, theirs.files)
    stages = {
        path: file_stages
        for path in conflicts
        if (file_stages := stages_of(path, base, ours, theirs))
    }
    if conflicts - stages.keys():
        return  # not generated: git's and the person's alone

    after = regenerated(files, stages, merge_locks(base.lock, ours.lock, theirs.lock), third)

    assert mine_in(files) <= mine_in(after)
    assert not any(b"<<<<<<< HEAD" in blob.content for blob in after.values())


def regenerated(
    files: Files,
    stages: dict[PurePosixPath, MergeStages],
    united: Lock,
    generation: list[LockEntry],
) -> Files:
    """Return the tree after regenerating what git left."""
    new = lock(*generation)
    tree = observed(files, united, new, stages)
    changes = reconcile(united, tree, new)
    gone = set(changes.removals())
    kept = {path: blob for path, blob in files.items() if path not in gone}
    return kept | dict(changes.writes())


def test_merged_lock_of_a_clean_merge() -> None:
    """The base of the merged file has the changes of both generations."""
    origin = "".join(f"{number}\n" for number in range(9))
    before, ours, theirs = (
        lock(entry("a", text)) for text in (origin, "ours\n" + origin, origin + "theirs\n")
    )

    united = merge_locks(before, ours, theirs)

    assert united.entries == lock(entry("a", f"ours\n{origin}theirs\n")).entries


def test_branches_keep_edits_quick() -> None:
    """A few dozen examples, in every `make check`."""
    _try(QUICK)


@pytest.mark.slow
def test_branches_keep_edits_thorough() -> None:
    """Hundreds of examples; tens of thousands if SCAFFOLD_SOAK is set."""
    _try(SOAK if os.environ.get("SCAFFOLD_SOAK") else THOROUGH)


def _try(examples: int) -> None:
    run = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run(given(st.data())(no_line_of_either_branch_is_lost))()
