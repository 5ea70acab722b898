"""Handlers that do what handlers do, and what they should not."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

Event = dict[str, Any]


def echo(event: Event, context: Any) -> Any:
    """Answer with the event and the process that had it, once a file is there."""
    while not Path(event.get("until", "/")).exists():
        time.sleep(0.01)
    time.sleep(event.get("seconds", 0))
    return {"event": event, "pid": os.getpid()}


def describe(event: Event, context: Any) -> Any:
    """What a handler sees of its context."""
    return {
        "variables": dict(os.environ),
        "folder": str(Path.cwd()),
        "path": sys.path,
        "stdin": sys.stdin.read(),
        "optimized": sys.flags.optimize,
        "zone": time.tzname[0],
        "pid": os.getpid(),
        "id": context.aws_request_id,
        "name": context.function_name,
        "arn": context.invoked_function_arn,
        "memory": context.memory_limit_in_mb,
        "remaining": context.get_remaining_time_in_millis(),
        "client": context.client_context and context.client_context.custom,
        "group": context.log_group_name,
        "stream": context.log_stream_name,
    }


def raises(event: Event, context: Any) -> Any:
    """Fail as a handler with a defect does."""
    return {}[event["key"]]


def exits(event: Event, context: Any) -> Any:
    """End the process in place of answering."""
    sys.exit(event["code"])


def kills(event: Event, context: Any) -> Any:
    """End the process by a signal."""
    os.kill(os.getpid(), event["signal"])
    time.sleep(10)


def hangs(event: Event, context: Any) -> Any:
    """Compute for ever."""
    while True:
        pass


def hangs_up(event: Event, context: Any) -> Any:
    """Lose the connection on which the process waits for events, but do not end."""
    threading.Timer(0.2, os.closerange, (3, 100)).start()
    threading.Timer(5, print).start()
    return os.getpid()


def forks(event: Event, context: Any) -> Any:
    """Start a process that outlives the answer."""
    return subprocess.Popen(["sleep", "1000"]).pid


def prints(event: Event, context: Any) -> Any:
    """Write many lines."""
    line = "x" * 99
    for _ in range(event["lines"]):
        print(line)
    return "done"


def floods(event: Event, context: Any) -> Any:
    """Write a line without an end."""
    chunk = b"x" * 2**20
    for _ in range(event["megabytes"]):
        os.write(1, chunk)
    return "done"


def says(event: Event, context: Any) -> Any:
    """Write something on either stream, and through logging."""
    print("to stdout")
    print("to stderr", file=sys.stderr)
    logging.getLogger().warning("through logging")
    print("unfinished", end="")


def answers(event: Event, context: Any) -> Any:
    """An answer of so many bytes of JSON."""
    return "x" * (event["bytes"] - 2)


def hoards(event: Event, context: Any) -> Any:
    """Use so much memory."""
    held = bytearray(event["megabytes"] * 2**20)
    for at in range(0, len(held), 4096):
        held[at] = 1
    time.sleep(event.get("seconds", 0))
    return len(held)


def notes(event: Event, context: Any) -> Any:
    """Leave a line in a file, and answer."""
    with Path(event["file"]).open("a") as file:
        file.write(f"{event['number']}\n")
    time.sleep(event.get("seconds", 0))
    return event["number"]


def unserializable(event: Event, context: Any) -> Any:
    """Answer with what JSON cannot say."""
    return {1, 2}


def not_json(event: Event, context: Any) -> Any:
    """Answer with text that is not ASCII."""
    return json.loads('"h\\u00e9llo \\ud83c\\udfac"')
