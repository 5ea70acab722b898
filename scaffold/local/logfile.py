"""The activity log as a file of JSON lines, which `scaffold logs` reads."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from typing import TYPE_CHECKING, Any, Final

from scaffold.files import open_private
from scaffold.local.activity import Invocation, LogLine, Notice, Request
from scaffold.local.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scaffold.local.activity import ActivityLog, Record

# Truncate the file beyond this size: a handler that never stops printing must not fill the disk.
_LIMIT: Final = 32 * 2**20
_KINDS: Final[dict[str, type[Record]]] = {
    kind.__name__: kind for kind in (LogLine, Invocation, Request, Notice)
}


async def write(activity: ActivityLog, path: Path) -> None:
    """Append every new record to a file, until cancelled."""
    descriptor = open_private(path, os.O_WRONLY | os.O_APPEND)
    with activity.subscribe() as records, os.fdopen(descriptor, "a", encoding="utf-8") as file:
        async for record in records:
            if file.tell() > _LIMIT:
                file.truncate(0)
            file.write(dump(redacted(record)))
            file.flush()


def redacted(record: Record) -> Record:
    """Return a record without tokens, passwords and codes, which the terminal alone shows."""
    if isinstance(record, Notice) and record.topic == "mail":
        return dataclasses.replace(record, text=record.text.partition("\n")[0])
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            changed[field.name] = redact(value)
        elif isinstance(value, bytes):
            changed[field.name] = redact(value.decode("latin-1")).encode("latin-1")
    return dataclasses.replace(record, **changed)


def dump(record: Record) -> str:
    """Return a record as a line of JSON; payloads in base64."""
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        is_bytes = isinstance(value, bytes)
        fields[field.name] = base64.b64encode(value).decode() if is_bytes else value
    return json.dumps({"kind": type(record).__name__, **fields}, ensure_ascii=False) + "\n"


def load(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records in lines; skip lines that are incomplete or not records."""
    for line in lines:
        try:
            yield _record(json.loads(line))
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            continue


def _record(fields: dict[str, Any]) -> Record:
    kind = _KINDS[fields.pop("kind")]
    for field in dataclasses.fields(kind):
        if field.type == "bytes":
            fields[field.name] = base64.b64decode(fields[field.name])
    return kind(**fields)
