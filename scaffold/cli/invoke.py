"""`scaffold invoke`: invoke a function of the running application."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from scaffold.cli import completion, dashboard, report
from scaffold.cli.context import HERE, ProjectOption
from scaffold.errors import ScaffoldError

NAME: Final = "invoke"
EXAMPLES: Final = """\b
Examples:
  scaffold invoke hello --event event.json
  scaffold invoke hello --event - < event.json
  scaffold invoke HelloFunction --event event.json --json

\b
event.json, for the function of "scaffold new --example hello":
  {"rawPath": "/hello/Ada", "pathParameters": {"name": "Ada"},
   "requestContext": {"stage": "$default", "http": {"method": "GET"}}}
"""


class InvokeError(ScaffoldError):
    """An event that cannot be read."""


def command(
    function: Annotated[
        str,
        typer.Argument(
            metavar="FUNCTION",
            help="The function's name or logical ID.",
            autocompletion=completion.functions,
        ),
    ],
    *,
    event: Annotated[
        str,
        typer.Option(metavar="FILE", help="A JSON file with the event; - reads standard input."),
    ] = "",
    root: ProjectOption = HERE,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole response as JSON.")
    ] = False,
) -> None:
    """Invoke a function of the application that scaffold dev runs.

    Exits with 1 if the function fails.
    """
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    payload = _read(event)
    running = Session(root.resolve()).require()
    with report.progress(f"Invoking {function}…"):
        outcome = dashboard.invoke(running, function, payload)
    if as_json:
        report.document(outcome)
    else:
        report.line(outcome["payload"])
        report.note(f"{outcome['error'] or 'succeeded'} after {outcome['duration']} ms")
    raise typer.Exit(1 if outcome["error"] else 0)


def _read(name: str) -> Any:  # noqa: ANN401 - JSON
    if not name:
        return {}
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise InvokeError(f"{name}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InvokeError(f"{name}: not JSON: {error}") from error
