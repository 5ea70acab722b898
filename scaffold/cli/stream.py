"""Formats the local cloud's activity for a terminal: one color per function, full tracebacks."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final, assert_never

from rich.text import Text

from scaffold.errors import visible
from scaffold.local.activity import Invocation, LogLine, Notice, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from scaffold.local.activity import Record

_COLORS: Final = ("cyan", "magenta", "green", "blue", "yellow", "bright_cyan", "bright_magenta")
_NAME_WIDTH: Final = 22
_LEVELS: Final = {
    "DEBUG": "dim",
    "INFO": "",
    "WARNING": "yellow",
    "WARN": "yellow",
    "ERROR": "red",
    "CRITICAL": "bold red",
}
# Fields that Powertools adds to every line, which the prefix already shows or nobody needs.
_HIDDEN_FIELDS: Final = frozenset(
    {
        "level",
        "message",
        "location",
        "timestamp",
        "service",
        "cold_start",
        "function_name",
        "function_memory_size",
        "function_arn",
        "function_request_id",
        "xray_trace_id",
        "exception",
        "exception_name",
        "stack_trace",
        "log_level",
        "requestId",
        "errorType",
        "errorMessage",
        "stackTrace",
    }
)
# Logs the emulator's endpoint with each new client, which never happens on AWS.
_HIDDEN_LOGGER: Final = "botocore.configprovider"
_SHORT_ID: Final = 8
_SERVER_ERROR: Final = 500
_CLIENT_ERROR: Final = 400


class Stream:
    """Prints records as they arrive."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._colors: dict[str, str] = {}

    def show(self, record: Record) -> None:
        """Print a record; show what a terminal would obey."""
        for line in self._lines(record):
            self._console.print(self._visible(line))

    def _visible(self, text: Text) -> Text:
        if visible(text.plain) == text.plain:
            return text
        pieces = text.render(self._console)
        return Text.assemble(*((visible(piece.text), piece.style or "") for piece in pieces))

    def _lines(self, record: Record) -> Iterator[Text]:
        match record:
            case LogLine():
                yield from self._log(record)
            case Invocation():
                yield self._invocation(record)
            case Request():
                yield self._request(record)
            case Notice():
                style = {"info": "dim", "warning": "yellow", "error": "bold red"}[record.level]
                for part in record.text.splitlines():
                    yield self._head(record.at, record.topic, "dim").append(part, style)
            case _:
                assert_never(record)

    def _head(self, at: float, name: str, color: str, request_id: str | None = None) -> Text:
        shown = name if len(name) <= _NAME_WIDTH else f"{name[: _NAME_WIDTH - 1]}…"
        clock = time.strftime("%H:%M:%S", time.localtime(at))
        identity = (request_id or "")[:_SHORT_ID]
        return Text.assemble(
            (f"{clock} ", "dim"),
            (f"{shown:<{_NAME_WIDTH}} ", color),
            (f"{identity:<{_SHORT_ID}} ", "dim"),
        )

    def _color(self, name: str) -> str:
        return self._colors.setdefault(name, _COLORS[len(self._colors) % len(_COLORS)])

    def _log(self, record: LogLine) -> Iterator[Text]:
        if f'"{_HIDDEN_LOGGER}"' in record.text:
            return
        head = self._head(record.at, record.source, self._color(record.source), record.request_id)
        body, style, trace = _message(record.text)
        yield head.copy().append_text(Text(body, style))
        for line in trace:
            yield head.copy().append(line, "red")

    def _invocation(self, record: Invocation) -> Text:
        name = record.function
        text = self._head(record.at, name, self._color(name), record.request_id)
        mark, style = ("✓", "green") if record.error is None else ("✗", "bold red")
        text.append(f"{mark} ", style).append(record.trigger)
        text.append(f"  {record.duration:.0f} ms, {record.memory:.0f} MB", "dim")
        if record.init is not None:
            text.append(f"  cold start {record.init:.0f} ms", "yellow")
        if record.error is not None:
            text.append(f"  {record.error}", "red")
        return text

    def _request(self, record: Request) -> Text:
        text = self._head(record.at, "api", "dim", record.request_id)
        style = "green"
        if record.status >= _CLIENT_ERROR:
            style = "bold red" if record.status >= _SERVER_ERROR else "yellow"
        text.append(f"{record.status} ", style).append(f"{record.method} {record.path}")
        return text.append(f"  {record.duration:.0f} ms", "dim")


def _message(text: str) -> tuple[str, str, list[str]]:
    """Return the message of a log line, its style, and the lines of its traceback."""
    fields = _fields(text)
    if fields is None:
        return text, "", []
    message = fields.get("message", fields.get("errorMessage", ""))
    shown = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
    if "errorType" in fields:
        shown = f"{fields['errorType']}: {shown}"
    rest = {key: value for key, value in fields.items() if key not in _HIDDEN_FIELDS}
    extra = "".join(f"  {key}={_plain(value)}" for key, value in rest.items())
    level = str(fields.get("level", fields.get("log_level", "INFO"))).upper()
    trace = fields.get("exception") or "".join(_trace(fields.get("stackTrace")))
    return f"{shown}{extra}", _LEVELS.get(level, ""), str(trace).splitlines()


def _fields(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    known = isinstance(value, dict) and ("message" in value or "errorMessage" in value)
    return value if known else None


def _trace(lines: object) -> list[str]:
    return [str(line) for line in lines] if isinstance(lines, list) else []


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
