"""The commands and the one error boundary."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Annotated, Never

import typer

from scaffold import __version__
from scaffold.cli import check, doctor, explain, new, report, schema
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130

app = typer.Typer(
    name="scaffold",
    help="Turn one feature spec into a complete AWS serverless application.",
    epilog="Start with: scaffold new --example video-share",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    suggest_commands=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (new, check, explain, schema, doctor):
    app.command(module.NAME, epilog=module.EXAMPLES)(module.command)


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer's callback
    if value:
        typer.echo(f"scaffold {__version__}")
        raise typer.Exit


@app.callback()
def main(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn one feature spec into a complete AWS serverless application."""


def run() -> None:
    """Run the command line; every expected error ends here, without a traceback."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app()
    except ScaffoldError as problem:
        report.error(problem)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        report.note("Interrupted; nothing was written")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(1)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    """A request to end is an interrupt: cleaning up is the same."""
    raise KeyboardInterrupt
