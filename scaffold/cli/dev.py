"""`scaffold dev`: the whole application on this computer."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import dev_report, report

if TYPE_CHECKING:

    from scaffold.local.cloud import Options
    from scaffold.local.journal import Journal

NAME: Final = "dev"
EXAMPLES: Final = """\b
Examples:
  scaffold dev
  scaffold dev my-app --persist
  scaffold dev --once 'npm --prefix frontend run e2e'
"""
DEFAULT_PORT: Final = 5173
_COMMAND_NOT_RUN: Final = 127


def command(  # noqa: PLR0913 - the options of the command line
    root: Annotated[Path, typer.Argument(metavar="DIR", help="The project's folder.")] = Path(),
    *,
    once: Annotated[
        str | None,
        typer.Option(metavar="CMD", help="Bring all up, run this command, end with its exit code."),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The frontend's port; the others follow. 0: any.")
    ] = DEFAULT_PORT,
    persist: Annotated[
        bool, typer.Option("--persist", help="Keep the data in .scaffold/dev/ between runs.")
    ] = False,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Use an AWS emulator that runs already.")
    ] = None,
    frontend: Annotated[
        bool, typer.Option("--frontend/--no-frontend", help="Serve the frontend, too.")
    ] = True,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the output of Vite and npm.")
    ] = False,
) -> None:
    """Run the whole application on this computer: no Docker, no AWS account."""
    from scaffold.local.cloud import Options  # noqa: PLC0415 - start-up time
    from scaffold.local.journal import Journal  # noqa: PLC0415 - start-up time

    options = Options(
        root=root.absolute(),
        port=port,
        persist=persist,
        endpoint=endpoint,
        frontend=frontend,
        confirm=dev_report.confirm_loss,
    )
    code = _run(_Run(options, Journal(time.time), once, verbose))
    raise typer.Exit(code)


@dataclass(slots=True)
class _Run:
    options: Options
    journal: Journal
    once: str | None
    verbose: bool


def _run(run: _Run) -> int:
    try:
        import uvloop  # noqa: PLC0415 - start-up time
    except ImportError:  # on Windows
        return asyncio.run(_serve(run))
    return uvloop.run(_serve(run))


async def _serve(run: _Run) -> int:
    from scaffold.local import cloud, logfile  # noqa: PLC0415 - start-up time

    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with contextlib.AsyncExitStack() as stack:
        with dev_report.steps() as say:
            started = time.perf_counter()
            starting = stack.enter_async_context(cloud.run(run.options, run.journal, say))
            local = await _unless(stopping, starting)
        if local is None:
            report.note("Interrupted; nothing is left running")
            return 130
        writing = asyncio.create_task(logfile.write(run.journal, local.session.log))
        stack.callback(writing.cancel)
        if run.once is not None:
            return await _unless(stopping, _once(run.once, local)) or 0
        dev_report.ready(local, time.perf_counter() - started)
        await _show_until(stopping, run, local)
        dev_report.ending()
    return 0
