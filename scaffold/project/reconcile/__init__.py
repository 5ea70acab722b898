"""Base, yours, new -> changes: what a regeneration does to a project, as a pure function.

`reconcile` pairs the files generated last with those generated now, locates each in the working
tree, merges the three versions, and moves every write that would overwrite something aside.
"""

from scaffold.project.merge.conflict_markers import UnresolvedError
from scaffold.project.reconcile.changes import Action, Changes, FileChange, IndexStages
from scaffold.project.reconcile.choices import ChoiceError, Choices
from scaffold.project.reconcile.decisions import reconcile
from scaffold.project.reconcile.moved_folders import MovedFolders
from scaffold.project.reconcile.next_lock import differs

__all__ = [
    "Action",
    "Changes",
    "ChoiceError",
    "Choices",
    "FileChange",
    "IndexStages",
    "MovedFolders",
    "UnresolvedError",
    "differs",
    "reconcile",
]
