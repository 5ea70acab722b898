"""`scaffold plan`: what regenerating would do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, report
from scaffold.project.reconcile import Choices

NAME: Final = "plan"
EXAMPLES: Final = """\b
Examples:
  scaffold plan
  scaffold plan my-app --diff
  scaffold plan --json

Exit code: 0 nothing to do, 4 something to do.
"""
UP_TO_DATE: Final = "Nothing to do: the project is up to date with scaffold.yaml"
DRIFT: Final = 4


def command(
    root: Annotated[Path, typer.Argument(metavar="DIR", help="A project's folder.")] = Path(),
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show what changes in each file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
) -> None:
    """Show what regenerate would do, file by file.

    Nothing is written.
    """
    with report.progress("Planning…"):
        run = pipeline.preview(root, Choices())
    changes = run.changes
    for text in run.warnings:
        report.warning(text)
    if as_json:
        report.document(changes_report.document(changes, with_diff=diff))
    elif changes.pending:
        if diff:
            changes_report.diff(changes)
        changes_report.table(changes)
        does = report.invocation("regenerate", root)
        shows = report.invocation("plan", root, "--diff")
        report.note(f"{does} does it; {shows} shows the lines")
    else:
        report.line(UP_TO_DATE)
    if changes.pending:
        raise typer.Exit(DRIFT)
