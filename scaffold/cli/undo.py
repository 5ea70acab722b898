"""`scaffold undo`: undo what was done last, one run after the other."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import report
from scaffold.cli.context import HERE, ProjectFolder
from scaffold.project.paths import LOCK_PATH
from scaffold.project.transaction import History, late_interrupts

if TYPE_CHECKING:
    from scaffold.project.transaction import Run, UndoReport

NAME: Final = "undo"
NOTHING: Final = "Nothing to undo"
EXAMPLES: Final = """\b
Examples:
  scaffold undo
  scaffold undo --list
  scaffold undo my-app
"""


def command(
    root: ProjectFolder = HERE,
    *,
    list_runs: Annotated[
        bool, typer.Option("--list", help="List the runs that can be undone, the latest first.")
    ] = False,
) -> None:
    """Undo the last regenerate, add, remove, or rename.

    Restores every file and its permissions. If any of the files was edited since, undoes nothing.
    Run it again to undo the run before, up to 20. If the last run was interrupted, only rolls that
    back.
    """
    if list_runs:
        _list(History.read(root).runs)
        return
    undo = pipeline.undo(root, lambda run: report.line(f"Undoing: {_described(run)}"))
    if undo.recovered:
        report.line(undo.recovered)
    elif undo.undone:
        with late_interrupts():
            for text in undo.warnings:
                report.warning(text)
            _show(undo.undone)
    else:
        report.line(NOTHING)


def _list(runs: list[Run]) -> None:
    for run in runs:
        report.line(_described(run))
    if not runs:
        report.line(NOTHING)


def _described(run: Run) -> str:
    """Return what a run did, and when, in local time."""
    if not run.time:
        return run.title
    return f"{run.title} ({time.strftime('%Y-%m-%d %H:%M', time.localtime(run.time))})"


def _show(undone: UndoReport) -> None:
    for label, paths in (("restored", undone.restored), ("removed", undone.removed)):
        for path in paths:
            if path != LOCK_PATH:
                report.line(f"  {label:<9} {path}")
    report.line("Undid the last run", "bold green")
