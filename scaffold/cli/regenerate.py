"""`scaffold regenerate`: a project brought up to date with its spec, with the edits kept."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, report
from scaffold.cli.plan import DRIFT, UP_TO_DATE
from scaffold.errors import ScaffoldError
from scaffold.project.reconcile import Choices
from scaffold.project.transaction import afterwards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.project.reconcile import Changes

NAME: Final = "regenerate"
EXAMPLES: Final = """\b
Examples:
  scaffold regenerate
  scaffold regenerate my-app --check
  scaffold regenerate --theirs README.md
  scaffold regenerate --restore frontend/src/pages/HomePage.tsx

Exit code: 0 done or nothing to do, 1 done but for conflicts or lock files,
2 a wrong spec or option, 3 refused, 4 something to do (--check).
"""
CONFLICTS_LEFT: Final = 1


class RenewalError(ScaffoldError):
    """The package managers' files could not be renewed; all others are up to date."""

    exit_code = 1


def command(  # noqa: PLR0913 - the options of the command line
    root: Annotated[Path, typer.Argument(metavar="DIR", help="A project's folder.")] = Path(),
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 4 on drift.")] = False,
    ours: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Settle a file's conflicts with your lines; repeatable."),
    ] = None,
    theirs: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Settle them with the generated lines; repeatable."),
    ] = None,
    restore: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Make a file again that you deleted; repeatable."),
    ] = None,
    update_locks: Annotated[
        bool,
        typer.Option("--update-locks", help="Renew the package managers' files where needed."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Bring a project up to date with its spec, keeping your edits."""
    choices = Choices(*(_in_project(root, paths or ()) for paths in (ours, theirs, restore)))
    with report.progress("Regenerating…"):
        run = (pipeline.preview if check else pipeline.regenerate)(root, choices)
    changes = run.changes
    with contextlib.nullcontext() if check else afterwards():
        for text in run.warnings:
            report.warning(text)
        _show(changes, as_json=as_json)
        if changes.pending and not check and not as_json:
            changes_report.next_steps(changes, root)
        if changes.stale and update_locks and not (check or changes.conflicts):
            _renew(root)
    if check and changes.pending:
        raise typer.Exit(DRIFT)
    if changes.conflicts:
        raise typer.Exit(CONFLICTS_LEFT)


def _in_project(root: Path, paths: Iterable[Path]) -> frozenset[PurePosixPath]:
    """The paths within the project, where they may be given from where one stands."""
    inside = Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow links
    absolute = ((path, Path(os.path.abspath(path))) for path in paths)  # noqa: PTH100
    return frozenset(
        PurePosixPath(whole.relative_to(inside) if whole.is_relative_to(inside) else path)
        for path, whole in absolute
    )


def _show(changes: Changes, *, as_json: bool) -> None:
    if as_json:
        report.document(changes_report.document(changes, with_diff=False))
    elif changes.pending:
        changes_report.table(changes)
    else:
        report.line(UP_TO_DATE)


def _renew(root: Path) -> None:
    """Run the user's package managers; what they say is beside the result."""
    command = changes_report.renewal(root)
    said = shlex.join(command)
    try:
        done = subprocess.run(command, check=False, stdout=sys.stderr)  # noqa: S603 - the user's make
    except FileNotFoundError as error:
        message = f"everything is regenerated, but for {said}: {error.filename} is not installed"
        raise RenewalError(message) from error
    if done.returncode != 0:
        message = f"everything is regenerated, but {said} failed; its own messages say why"
        raise RenewalError(message)
