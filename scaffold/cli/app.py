"""The commands and the one error boundary."""

from __future__ import annotations

import importlib
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Final, Never

import typer
from typer.core import TyperGroup

from scaffold import __version__
from scaffold.cli import report
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED: Final = 130
COMMANDS: Final = (
    *("new", "check", "add", "remove", "rename", "plan", "regenerate", "undo"),
    *("dev", "invoke", "logs", "explain", "schema", "doctor"),
)

# Windows has no SIGHUP.
_ENDING_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class _InOrder(TyperGroup):
    """Help lists the commands as a person meets them."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - typer's
        return list(COMMANDS)


app = typer.Typer(
    name="scaffold",
    cls=_InOrder,
    help="Turn one feature spec into a complete AWS serverless application.",
    epilog="Start with: scaffold new --example video-share",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    suggest_commands=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    for number in _ENDING_SIGNALS:
        signal.signal(number, _interrupt)
    try:
        _register(sys.argv[1:])
        app()
    except ScaffoldError as problem:
        report.error(problem)
        sys.exit(problem.exit_code)
    except SystemExit as end:  # what typer makes of an interrupt
        if end.code == INTERRUPTED:
            report.note("Interrupted; nothing was written")
        raise


def _register(arguments: list[str]) -> None:
    """Import the command that is asked for; help and mistakes need them all."""
    for name in arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS:
        module = importlib.import_module(f"scaffold.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=module.NAME, epilog=module.EXAMPLES)
        else:
            app.command(module.NAME, epilog=module.EXAMPLES)(module.command)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    """A request to end is an interrupt: cleaning up is the same."""
    raise KeyboardInterrupt
