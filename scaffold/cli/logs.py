"""`scaffold logs`: what the local cloud has done, or does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import report
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.journal import Record
    from scaffold.local.session import Session

NAME: Final = "logs"
EXAMPLES: Final = """\b
Examples:
  scaffold logs
  scaffold logs --follow
  scaffold logs VideoFunction --json
"""
_POLL: Final = 0.1


class NoLogError(ScaffoldError):
    """The project has not run yet."""


def command(
    function: Annotated[
        str | None, typer.Argument(metavar="FUNCTION", help="Only this function's records.")
    ] = None,
    *,
    root: Annotated[
        Path, typer.Option("--project", metavar="DIR", help="The project's folder.")
    ] = Path(),
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as more happens.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON a record.")] = False,
) -> None:
    """Show what the local cloud has done since it was started."""
    from scaffold.cli.stream import Stream  # noqa: PLC0415 - start-up time
    from scaffold.local import logfile  # noqa: PLC0415 - start-up time
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    session = Session(root.absolute())
    if not session.log.is_file():
        raise NoLogError(f"{root} has no log; start the application with: scaffold dev")
    stream = Stream(report.console())
    for line in _lines(session, follow=follow):
        for record in logfile.load([line]):
            if function is not None and not _concerns(record, function):
                continue
            if as_json:
                report.raw(line)
            else:
                stream.show(record)


def _lines(session: Session, *, follow: bool) -> Iterator[str]:
    with session.log.open(encoding="utf-8") as file:
        pending = ""
        while True:
            pending += file.readline()
            if pending.endswith("\n"):
                yield pending
                pending = ""
            elif follow and session.running():
                time.sleep(_POLL)
            else:
                return


def _concerns(record: Record, function: str) -> bool:
    from scaffold.local.application import folded  # noqa: PLC0415 - start-up time

    name: str = getattr(record, "source", getattr(record, "function", ""))
    return folded(name) in {folded(function), f"{folded(function)}function"}
