"""The commands and the one error boundary."""

from __future__ import annotations

import importlib
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, Never

import typer
from typer.core import TyperGroup

from scaffold import __version__
from scaffold.cli import completion, report
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED: Final = 130
COMMANDS: Final = (
    *("new", "check", "add", "remove", "rename", "plan", "regenerate", "undo"),
    *("dev", "invite", "invoke", "logs", "env", "explain", "schema", "doctor"),
)

# Windows has no SIGHUP.
_ENDING_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class _Commands(TyperGroup):
    """The commands, which help lists in the order of `COMMANDS`."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - typer's
        return list(COMMANDS)

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 - a class that typer keeps private
        """Run a command; an interrupt ends it with a note: its own, if it has one."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            report.note(str(interrupt) or "Interrupted; nothing was written")
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="scaffold",
    cls=_Commands,
    help="Turn one spec, scaffold.yaml, into a complete AWS serverless application.",
    epilog="To start: scaffold new --example video-share",
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
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Turn one spec, scaffold.yaml, into a complete AWS serverless application."""


def run() -> None:
    """Run the command line; every expected error becomes a message and an exit code here."""
    for number in _ENDING_SIGNALS:
        signal.signal(number, _interrupt)
    try:
        _register(completion.typed_words() or sys.argv[1:])
        app()
    except ScaffoldError as problem:
        report.error(problem)
        sys.exit(problem.exit_code)
    except OSError as problem:
        if isinstance(problem, BrokenPipeError) or problem.filename is None:
            raise
        report.error(ScaffoldError(f"{problem.filename}: {problem.strerror}"))
        sys.exit(ScaffoldError.exit_code)


def _register(arguments: list[str]) -> None:
    """Import the command to run; `--help` and a mistyped command need all of them."""
    for name in arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS:
        module = importlib.import_module(f"scaffold.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=module.NAME, epilog=module.EXAMPLES)
        else:
            app.command(module.NAME, epilog=module.EXAMPLES)(module.command)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    """Clean up as after Ctrl-C."""
    raise KeyboardInterrupt
