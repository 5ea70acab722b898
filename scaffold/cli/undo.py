"""`scaffold undo`: the last run taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import report
from scaffold.project import git, transaction
from scaffold.project.lock import LOCK_PATH

if TYPE_CHECKING:
    from scaffold.project.transaction import UndoReport

NAME: Final = "undo"
EXAMPLES: Final = """\b
Examples:
  scaffold undo
  scaffold undo my-app
"""


def command(
    root: Annotated[Path, typer.Argument(metavar="DIR", help="A project's folder.")] = Path(),
) -> None:
    """Take back the last run that changed the project.

    Every file is as it was before, its permissions too. Where a file was edited since, nothing is
    undone. A run that was interrupted is taken back first, and alone.
    """
    with transaction.run_lock(root):
        recovered = transaction.recover(root)
        undone = None if recovered else transaction.undo(root)
    if recovered:
        report.line(recovered)
    elif undone:
        with transaction.afterwards():
            _tell_git(root, undone)
            _show(undone)
    else:
        report.line("Nothing to undo")


def _tell_git(root: Path, undone: UndoReport) -> None:
    """The conflicts of the run are none any more."""
    try:
        git.forget_unmerged(root, (*undone.restored, *undone.removed))
    except OSError as error:
        report.warning(f"git still has the conflicts: {error}")


def _show(undone: UndoReport) -> None:
    for label, paths in (("restored", undone.restored), ("removed", undone.removed)):
        for path in paths:
            if path != LOCK_PATH:
                report.line(f"  {label:<9} {path}")
    report.line("Took back the last run", "bold green")
