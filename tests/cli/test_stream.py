"""Records of the local cloud as a person reads them in a terminal."""

from __future__ import annotations

import io
import json
import os
import time

import pytest
from rich.console import Console

from scaffold.cli.stream import Stream
from scaffold.local.activity import Invocation, LogLine, Notice, Record, Request


def shown(record: Record, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a record, with the time of day in UTC."""
    monkeypatch.setitem(os.environ, "TZ", "UTC")
    time.tzset()
    output = io.StringIO()
    console = Console(file=output, width=200, highlight=False, markup=False, soft_wrap=True)
    Stream(console).show(record)
    return [line.rstrip() for line in output.getvalue().splitlines()]


def test_a_plain_line_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets are text, not markup."""
    (line,) = shown(LogLine(0.0, "Hello", "[bold] hi", "12345678-9abc"), monkeypatch)
    assert line == "00:00:00 Hello                  12345678 [bold] hi"


def test_a_line_of_json_is_its_message_and_what_was_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """Powertools' own fields are left out."""
    text = json.dumps({"level": "INFO", "message": "saved", "service": "x", "id": "v1", "n": 3})
    (line,) = shown(LogLine(0.0, "Hello", text), monkeypatch)
    assert line.endswith("saved  id=v1  n=3")


def test_what_only_the_emulator_causes_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new client tells where it found the emulator."""
    text = json.dumps({"message": "Found endpoint for s3", "logger": "botocore.configprovider"})
    assert shown(LogLine(0.0, "Hello", text), monkeypatch) == []


def test_a_traceback_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the source line that raised."""
    trace = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    1 / 0'
    text = json.dumps({"level": "ERROR", "message": "failed", "exception": trace})
    lines = shown(LogLine(0.0, "Hello", text), monkeypatch)
    assert [line[41:] for line in lines] == ["failed", *trace.splitlines()]


def test_an_invocation_says_how_long_it_took_and_how_it_began(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cold starts are marked."""
    record = Invocation(
        0.0, "Hello", "r-1", "GET /hello", 12.4, 240.0, 61.0, "ValueError", b"", b""
    )
    (line,) = shown(record, monkeypatch)
    assert line.endswith("✗ GET /hello  12 ms, 61 MB  cold start 240 ms  ValueError")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Request(0.0, "GET", "/v", "GET /v", 404, 3.0, "r-1"), "404 GET /v  3 ms"),
        (Notice(0.0, "warning", "careful"), "careful"),
    ],
)
def test_requests_and_notices(
    record: Record, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line each."""
    (line,) = shown(record, monkeypatch)
    assert line.endswith(expected)


@pytest.mark.parametrize(
    "record",
    [
        LogLine(0.0, "He\x1b[2Jllo", "\x1b[31mred\x9b \u202ecod"),
        LogLine(0.0, "Hello", json.dumps({"message": "\x1b[31m", "key": "\x1b]0;x\x07"})),
        LogLine(0.0, "Hello", json.dumps({"message": "a", "exception": "one\n\x1b[31mtwo"})),
        Request(0.0, "GET", "/\x1b[2J", "GET /", 200, 1.0, "\x1b[2J"),
        Notice(0.0, "error", "\x1b[2J\x9b", topic="\x1b[2J"),
    ],
)
def test_escape_sequences_are_shown(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a function's output, nor a path, nor a name reaches the terminal as a command."""
    text = "".join(shown(record, monkeypatch))
    assert r"\x1b" in text
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
