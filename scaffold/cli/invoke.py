"""`scaffold invoke`: call a function of the application that runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from scaffold.cli import report
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.local.session import Running

NAME: Final = "invoke"
EXAMPLES: Final = """\b
Examples:
  scaffold invoke HelloFunction
  scaffold invoke ProbeVideoFunction --event event.json
  echo '{"name": "Ada"}' | scaffold invoke HelloFunction --event -
"""
# Longer than any function runs.
_TIMEOUT: Final = 910


class InvokeError(ScaffoldError):
    """An event that cannot be read, or a function that is not there."""


def command(
    function: Annotated[
        str, typer.Argument(metavar="FUNCTION", help="Its logical id, or its name.")
    ],
    *,
    event: Annotated[
        str, typer.Option(metavar="FILE", help="The event, as a file of JSON; -: standard input.")
    ] = "",
    root: Annotated[
        Path, typer.Option("--project", metavar="DIR", help="The project's folder.")
    ] = Path(),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the outcome, and not only what was returned.")
    ] = False,
) -> None:
    """Call a function of the application that scaffold dev runs.

    The exit code is 1 where the function fails.
    """
    from scaffold.local.session import Session  # noqa: PLC0415 - start-up time

    payload = _read(event)
    running = Session(root.absolute()).require()
    with report.progress(f"Invoking {function}…"):
        answer = _post(running, {"function": function, "event": payload})
    if as_json:
        report.document(answer)
    else:
        report.line(answer["payload"])
        report.note(f"{answer['error'] or 'succeeded'} after {answer['duration']} ms")
    raise typer.Exit(1 if answer["error"] else 0)


def _read(name: str) -> Any:  # noqa: ANN401 - JSON
    if not name:
        return {}
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise InvokeError(f"{name}: {error.strerror}") from error
    except ValueError as error:
        raise InvokeError(f"{name}: not JSON: {error}") from error


def _post(running: Running, question: dict[str, Any]) -> dict[str, Any]:
    import httpx  # noqa: PLC0415 - start-up time

    url = f"{running.urls['Dashboard']}/api/invoke"
    try:
        response = httpx.post(url, json=question, timeout=_TIMEOUT, trust_env=False)
    except httpx.HTTPError as error:
        raise InvokeError(f"the local cloud does not answer: {error}") from error
    answer: dict[str, Any] = response.json()
    if response.is_error:
        raise InvokeError(answer["message"])
    return answer
