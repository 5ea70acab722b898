"""`scaffold logs`: the records of the running application, or of its last run."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from scaffold.cli import completion, report
from scaffold.cli.context import HERE, ProjectOption
from scaffold.errors import ScaffoldError
from scaffold.files import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.local.activity import Record
    from scaffold.local.session import Session

NAME: Final = "logs"
EXAMPLES: Final = """\b
Examples:
  scaffold logs
  scaffold logs --follow
  scaffold logs VideoFunction --json
"""
_POLL: Final = 0.1
# Longer than a record: its payloads are kept up to a few megabytes.
_LONGEST_LINE: Final = 2**25


class LogError(ScaffoldError):
    """A log without the function."""


def command(
    function: Annotated[
        str | None,
        typer.Argument(
            metavar="FUNCTION",
            help="Show only this function's logs.",
            autocompletion=completion.functions,
        ),
    ] = None,
    *,
    root: ProjectOption = HERE,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Follow the log as it grows.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object per line.")
    ] = False,
) -> None:
    """Show the logs of the local cloud since it started."""
    from scaffold.cli.stream import Stream  # noqa: PLC0415 - start-up time
    from scaffold.local import logfile  # noqa: PLC0415 - start-up time
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    session = Session(root.resolve())
    if not session.log.is_file():
        session.require()
    if function is not None:
        _check_name(session, function)
    stream = Stream(report.console())
    for line in _lines(session, follow=follow):
        for record in logfile.load([line]):
            if function is not None and not _concerns(record, function):
                continue
            if as_json:
                report.json_line(logfile.dump(record))
            else:
                stream.show(record)


def _lines(session: Session, *, follow: bool) -> Iterator[str]:
    try:
        source = open_regular(session.log)
    except OSError as error:
        raise LogError(f"{session.log}: {error.strerror}") from error
    with io.TextIOWrapper(source, encoding="utf-8", errors="replace") as file:
        pending = ""
        while True:
            pending += file.readline(_LONGEST_LINE)
            if len(pending) > _LONGEST_LINE:
                pending = ""
            if pending.endswith("\n"):
                yield pending
                pending = ""
            elif follow and session.running():
                time.sleep(_POLL)
            else:
                return


def _check_name(session: Session, function: str) -> None:
    """Raise LogError if no record has the name, and no running function either."""
    from scaffold.cli import dashboard  # noqa: PLC0415 - start-up time
    from scaffold.local import logfile  # noqa: PLC0415 - start-up time
    from scaffold.local.application import unknown_function  # noqa: PLC0415 - start-up time

    records = logfile.load(_lines(session, follow=False))
    names = {name for record in records if (name := _source(record))}
    if any(_is_called(name, function) for name in names):
        return
    if running := session.running():
        names |= set(dashboard.function_names(running))
        if any(_is_called(name, function) for name in names):
            return
    raise LogError(unknown_function(function, names))


def _concerns(record: Record, function: str) -> bool:
    return _is_called(_source(record), function)


def _source(record: Record) -> str:
    """Return the logical id of a record's function, or the name of another process."""
    name: str = getattr(record, "source", getattr(record, "function", ""))
    return name


def _is_called(name: str, typed: str) -> bool:
    from scaffold.local.application import folded  # noqa: PLC0415 - start-up time

    return folded(name) in {folded(typed), f"{folded(typed)}function"}
