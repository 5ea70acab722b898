"""`scaffold check`: find every error in the spec."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import report
from scaffold.cli.context import HERE, ProjectOrSpec, language_of
from scaffold.errors import SpecError
from scaffold.spec import SPEC_NAME

NAME: Final = "check"
EXAMPLES: Final = """\b
Examples:
  scaffold check
  scaffold check my-app --json
"""


def command(
    context: typer.Context,
    root: ProjectOrSpec = HERE,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the errors as JSON.")] = False,
) -> None:
    """Validate the spec and report every error at once."""
    try:
        spec = pipeline.check(root, language_of(context))
    except SpecError as error:
        if not as_json:
            raise
        found = [diagnostic._asdict() for diagnostic in error.diagnostics]
        report.document({"valid": False, "errors": found})
        raise typer.Exit(error.exit_code) from None
    if as_json:
        report.document({"valid": True, "errors": []})
        return
    report.line(f"{root / SPEC_NAME if root.is_dir() else root}: no errors", "bold green")
    for text in report.summary(spec):
        report.line(f"  {text}")
