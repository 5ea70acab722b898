"""`scaffold dev`: run the whole application locally."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from scaffold.cli import dev_report
from scaffold.cli.context import HERE, ProjectFolder

NAME: Final = "dev"
EXAMPLES: Final = """\b
Examples:
  scaffold dev
  scaffold dev my-app --persist
  scaffold dev --once 'npm --prefix frontend run e2e'
"""
DEFAULT_PORT: Final = 5173


def command(  # noqa: PLR0913 - the options of the command line
    root: ProjectFolder = HERE,
    *,
    once: Annotated[
        str | None,
        typer.Option(
            metavar="CMD",
            help="Start the app, run this command, stop, and exit with its exit code.",
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            metavar="PORT",
            min=0,
            max=65535,
            help="The frontend's port; the API and dashboard use the next two. 0: any free port.",
        ),
    ] = DEFAULT_PORT,
    persist: Annotated[
        bool, typer.Option("--persist", help="Keep the data between runs, in .scaffold/dev/.")
    ] = False,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Use an AWS emulator that is already running.")
    ] = None,
    frontend: Annotated[
        bool, typer.Option("--frontend/--no-frontend", help="Also serve the frontend.")
    ] = True,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the output of Vite and npm.")
    ] = False,
) -> None:
    """Run the application locally, without Docker or an AWS account."""
    from scaffold.cli import running  # noqa: PLC0415 - start-up time
    from scaffold.local.startup import Options  # noqa: PLC0415 - start-up time

    options = Options(
        root=root.resolve(),
        port=port,
        persist=persist,
        endpoint=endpoint,
        frontend=frontend,
        confirm=dev_report.confirm_loss,
    )
    raise typer.Exit(running.run(options, once, verbose=verbose))
