"""Runs the local cloud in a terminal: starts it, prints its activity, handles keys, stops it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from scaffold.cli import dev_report, keys, once, report
from scaffold.cli.stream import Stream
from scaffold.local import startup
from scaffold.local.activity import ActivityLog, LogLine, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from scaffold.local.activity import Record
    from scaffold.local.cloud import LocalCloud
    from scaffold.local.startup import Options

T = TypeVar("T")

INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class _Run:
    options: Options
    activity: ActivityLog
    command: str | None
    verbose: bool


def run(options: Options, command: str | None, *, verbose: bool) -> int:
    """Run until interrupted, or until a shell command ends; return the exit code."""
    work = _serve(_Run(options, ActivityLog(time.time), command, verbose))
    try:
        import uvloop  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


async def _serve(run: _Run) -> int:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with contextlib.AsyncExitStack() as stack:
        started = time.perf_counter()
        with dev_report.steps() as say:
            starting = startup.run(run.options, run.activity, say)
            local = await _unless(stopping, stack.enter_async_context(starting))
        if local is None:
            report.note("Interrupted; everything has been stopped")
            return INTERRUPTED
        if run.command is not None:
            code = await _unless(stopping, once.run(run.command, run.activity, local))
            return INTERRUPTED if code is None else code
        seconds = time.perf_counter() - started
        dev_report.ready(local, seconds, await dev_report.commands(local))
        await _show(stopping, run, local)
        dev_report.ending()
    return 0


async def _unless(stopping: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return the result of `work`, or None if it was interrupted."""
    task = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return None
    return task.result()


async def _show(stopping: asyncio.Event, run: _Run, local: LocalCloud) -> None:
    """Print the activity and handle keys until interrupted."""
    stream = Stream(report.console())
    hidden = frozenset[str]() if run.verbose else frozenset({"frontend"})
    pending: set[asyncio.Task[int]] = set()
    actions: dict[str, Callable[[], object]] = {
        "q": stopping.set,
        "c": lambda: report.console().clear(),
        "o": lambda: webbrowser.open(next(iter(local.urls.values()))),
        "r": lambda: _regenerate(run.options.root, pending),
    }
    printing = asyncio.create_task(_print(run.activity, stream, hidden))
    announcing = asyncio.create_task(_announce_spec_changes(local))
    with keys.pressed(lambda key: actions.get(key, lambda: None)()):
        await stopping.wait()
    for task in (printing, announcing):
        task.cancel()
    await asyncio.gather(printing, announcing, return_exceptions=True)


async def _print(activity: ActivityLog, stream: Stream, hidden: frozenset[str]) -> None:
    with activity.subscribe() as records:
        for record in activity.records():
            _print_record(record, stream, hidden)
        async for record in records:
            _print_record(record, stream, hidden)


def _print_record(record: Record, stream: Stream, hidden: frozenset[str]) -> None:
    is_hidden = isinstance(record, LogLine) and record.source in hidden
    # Browsers send a preflight before every cross-origin request.
    is_preflight = isinstance(record, Request) and record.method == "OPTIONS"
    if not (is_hidden or is_preflight):
        stream.show(record)


async def _announce_spec_changes(local: LocalCloud) -> None:
    while True:
        await local.spec_saved.wait()
        local.spec_saved.clear()
        dev_report.spec_saved()


def _regenerate(root: Path, pending: set[asyncio.Task[int]]) -> None:
    """Run `scaffold regenerate`; its changes are deployed like any saved file."""

    async def regenerate() -> int:
        command = [sys.executable, "-P", "-m", "scaffold", "regenerate", str(root)]
        process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL)
        return await process.wait()

    task = asyncio.create_task(regenerate())
    pending.add(task)
    task.add_done_callback(pending.discard)
