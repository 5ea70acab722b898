"""`scaffold plan`: show the changes that regenerating would make."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, report
from scaffold.cli.context import HERE, ProjectFolder
from scaffold.project.reconcile import Choices

NAME: Final = "plan"
EXAMPLES: Final = """\b
Examples:
  scaffold plan
  scaffold plan my-app --diff
  scaffold plan --json

Exit codes: 0 already up to date, 4 out of date.
"""
UP_TO_DATE: Final = "Already up to date"
DRIFT: Final = 4


def command(
    root: ProjectFolder = HERE,
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes in each file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
) -> None:
    """Preview what regenerate and the next deployment would change.

    Writes nothing.
    """
    with report.progress("Planning…"):
        regeneration = pipeline.preview(root, Choices())
    changes = regeneration.changes
    for text in regeneration.warnings:
        report.warning(text)
    if as_json:
        report.document(changes_report.document(changes, with_diff=diff))
    elif not changes.is_empty:
        if diff:
            changes_report.diff(changes)
        changes_report.table(changes)
        regenerate = report.invocation("regenerate", root)
        show_lines = report.invocation("plan", root, "--diff")
        report.note(f"Run {regenerate} to apply this, or {show_lines} to see the lines")
    elif regeneration.is_up_to_date:
        report.line(UP_TO_DATE)
    if not regeneration.is_up_to_date:
        raise typer.Exit(DRIFT)
