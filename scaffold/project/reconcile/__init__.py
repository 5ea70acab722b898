"""Base, yours, new -> changes: what a regeneration does to a project, as a pure function.

`reconcile` pairs what was generated with what is generated now, finds where a person has each file,
brings the three together, and lets the guard see to it that no write lands on what would be lost.
"""

from scaffold.project.reconcile.changes import Action, Change, Changes, Stages
from scaffold.project.reconcile.choices import ChoiceError, Choices, UnresolvedError
from scaffold.project.reconcile.conflicts import Labels, Merge, Merged, marker_line, settle
from scaffold.project.reconcile.decide import reconcile

__all__ = [
    "Action",
    "Change",
    "Changes",
    "ChoiceError",
    "Choices",
    "Labels",
    "Merge",
    "Merged",
    "Stages",
    "UnresolvedError",
    "marker_line",
    "reconcile",
    "settle",
]
