"""`scaffold regenerate`: bring a project up to date with its spec, keeping the edits."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from scaffold import pipeline
from scaffold.cli import changes_report, report, terminal
from scaffold.cli.context import HERE, ProjectFolder
from scaffold.cli.plan import DRIFT, UP_TO_DATE
from scaffold.errors import ScaffoldError
from scaffold.project.reconcile import Choices
from scaffold.project.transaction import late_interrupts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scaffold.pipeline import Regeneration
    from scaffold.project.reconcile import Changes

NAME: Final = "regenerate"
EXAMPLES: Final = """\b
Examples:
  scaffold regenerate
  scaffold regenerate my-app --check
  scaffold regenerate --theirs README.md
  scaffold regenerate --restore frontend/src/pages/HomePage.tsx
  scaffold regenerate --yes

Exit codes: 0 done or already up to date, 1 something left to resolve (conflicts, outdated
files, lockfiles, a change that CloudFormation refuses), 2 invalid spec or option, 3 refused,
4 out of date (--check).
"""
LEFT_TO_RESOLVE: Final = 1


class LockfileUpdateError(ScaffoldError):
    """A failure to update the lockfiles; all other files are up to date."""

    exit_code = 1


def command(  # noqa: PLR0913 - the options of the command line
    root: ProjectFolder = HERE,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 4 if the project is out of date.")
    ] = False,
    ours: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH", help="Resolve a file's conflicts with your lines; repeatable."
        ),
    ] = None,
    theirs: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Resolve them with the generated lines; repeatable."),
    ] = None,
    restore: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Restore a file that you deleted; repeatable."),
    ] = None,
    update_locks: Annotated[
        bool,
        typer.Option("--update-locks", help="Update the package managers' lockfiles if needed."),
    ] = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes", "-y", help="Accept what becomes of stored items, without a question."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Update the project to match its spec and keep your edits."""
    choices = Choices(*(_in_project(root, paths or ()) for paths in (ours, theirs, restore)))
    consent = _consented if yes else _ask_consent
    regeneration = _run(root, choices, _Options(check, as_json, consent))
    changes = regeneration.changes
    with contextlib.nullcontext() if check else late_interrupts():
        for text in regeneration.warnings:
            report.warning(text)
        is_refused = _show(regeneration, as_json=as_json)
        if not changes.is_empty and not check and not as_json:
            changes_report.next_steps(changes, root)
        if changes.stale and update_locks and not (check or changes.conflicts):
            _update_lockfiles(root)
    if check and not regeneration.is_up_to_date:
        raise typer.Exit(DRIFT)
    if changes.conflicts or changes.outdated or is_refused:
        raise typer.Exit(LEFT_TO_RESOLVE)


class RefusedError(ScaffoldError):
    """A change that a person has to consent to."""

    exit_code = 3


class _Options(NamedTuple):
    """The options of a run; `consent` raises RefusedError unless the risks are accepted."""

    check: bool
    as_json: bool
    consent: Callable[[Changes], None]


def _consented(_: Changes) -> None:
    """Accept everything."""


def _ask_consent(changes: Changes) -> None:
    """Ask whether to go on, where stored items would be disclosed, opened, lost or hidden."""
    asking = [risk for risk in changes.risks if risk.asks]
    if not asking:
        return
    if not terminal.is_there():
        lines = (f"  {risk.kind}: {risk.subject}: {risk.message}" for risk in asking)
        listed = "\n".join(lines)
        message = f"this changes what becomes of stored items; nothing was written:\n{listed}"
        raise RefusedError(f"{message}\nTo accept it, run this again with --yes")
    changes_report.stored_items(changes)
    import questionary  # noqa: PLC0415 - start-up time

    if not questionary.confirm("Regenerate anyway?", default=False).ask():
        raise RefusedError("nothing was written")


def _run(root: Path, choices: Choices, options: _Options) -> Regeneration:
    """Regenerate, or only plan to; show what choosing a side does before it is done."""
    with contextlib.ExitStack() as spinner:
        spinner.enter_context(report.progress("Regenerating…"))

        def announce(changes: Changes) -> None:
            spinner.close()
            if not options.check:
                options.consent(changes)
            if not options.as_json:
                changes_report.settled(changes)

        if not options.check:
            return pipeline.regenerate(root, choices, announce)
        regeneration = pipeline.preview(root, choices)
        announce(regeneration.changes)
        return regeneration


def _in_project(root: Path, paths: Iterable[Path]) -> frozenset[PurePosixPath]:
    """Return the paths relative to the project; they may be relative to the current folder."""
    inside = Path(os.path.abspath(root))  # noqa: PTH100 - resolve() would follow links
    absolute = ((path, Path(os.path.abspath(path))) for path in paths)  # noqa: PTH100
    return frozenset(
        PurePosixPath(whole.relative_to(inside) if whole.is_relative_to(inside) else path)
        for path, whole in absolute
    )


def _show(regeneration: Regeneration, *, as_json: bool) -> bool:
    """Show the changes; return True if CloudFormation would refuse to deploy them."""
    changes = regeneration.changes
    actions: set[str] = set()
    if as_json:
        document = changes_report.document(changes, with_diff=False)
        report.document(document)
        actions = {resource["action"] for resource in document["resources"]}
    elif not changes.is_empty:
        actions = {resource.action for resource in changes_report.table(changes).resources}
    elif regeneration.is_up_to_date:
        report.line(UP_TO_DATE)
    return "refused" in actions


def _update_lockfiles(root: Path) -> None:
    """Run the project's `make lock`; its output goes to stderr."""
    command = changes_report.lockfile_command(root)
    shown = shlex.join(command)
    try:
        done = subprocess.run(command, check=False, stdout=sys.stderr)  # noqa: S603 - the user's make
    except FileNotFoundError as error:
        message = (
            f"everything but the lockfiles is up to date: {error.filename} is not installed."
            f" Install it, then run {shown}"
        )
        raise LockfileUpdateError(message) from error
    if done.returncode != 0:
        message = f"everything but the lockfiles is up to date: {shown} failed, see its output"
        raise LockfileUpdateError(message)
