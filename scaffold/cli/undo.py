"""`scaffold undo`: undo the last run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import report
from scaffold.project.paths import LOCK_PATH
from scaffold.project.transaction import late_interrupts

if TYPE_CHECKING:
    from scaffold.project.transaction import UndoReport

NAME: Final = "undo"
EXAMPLES: Final = """\b
Examples:
  scaffold undo
  scaffold undo my-app
"""


def command(
    root: Annotated[Path, typer.Argument(metavar="DIR", help="The project's folder.")] = Path(),
) -> None:
    """Undo the last run that changed the project.

    Restores every file and its permissions. If any of the files was edited since, undoes nothing.
    If the last run was interrupted, only rolls that back.
    """
    undo = pipeline.undo(root)
    if undo.recovered:
        report.line(undo.recovered)
    elif undo.undone:
        with late_interrupts():
            for text in undo.warnings:
                report.warning(text)
            _show(undo.undone)
    else:
        report.line("Nothing to undo")


def _show(undone: UndoReport) -> None:
    for label, paths in (("restored", undone.restored), ("removed", undone.removed)):
        for path in paths:
            if path != LOCK_PATH:
                report.line(f"  {label:<9} {path}")
    report.line("Undid the last run", "bold green")
