"""Runs a shell command against the local cloud, whose warnings it prints."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

from scaffold.cli import report
from scaffold.local.activity import Notice
from scaffold.local.client_environment import client_variables, program_environment

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Iterable, Mapping
    from pathlib import Path

    from scaffold.local.activity import ActivityLog, Record
    from scaffold.local.cloud import LocalCloud


async def run(line: str, activity: ActivityLog, local: LocalCloud) -> int:
    """Run a shell command in the project, and return its exit code."""
    variables = client_variables(local)
    with activity.subscribe() as new_records:
        for record in activity.records():
            _warn_of(record)
        _warn_of_missing_url(variables)
        warning = asyncio.create_task(_warn_of_all(new_records))
        try:
            return await _shell(line, local.source.root, variables)
        finally:
            warning.cancel()
            await asyncio.gather(warning, return_exceptions=True)


async def _shell(line: str, folder: Path, variables: Mapping[str, str]) -> int:
    process = await asyncio.create_subprocess_shell(
        line,
        cwd=folder,
        env=program_environment(variables, os.environ),
        start_new_session=True,
    )
    try:
        code = await process.wait()
        # Like a shell: 128 plus the number of the signal.
        return code if code >= 0 else 128 - code
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        await process.wait()


async def _warn_of_all(records: AsyncIterable[Record]) -> None:
    async for record in records:
        _warn_of(record)


def _warn_of(record: Record) -> None:
    if isinstance(record, Notice) and record.level != "info":
        report.warning(record.text)


def _warn_of_missing_url(variables: Iterable[str]) -> None:
    """Print a warning if a command can't use API_URL."""
    names = sorted(name for name in variables if name.startswith("API_URL"))
    if not names:
        report.warning("API_URL is not set: the template has no HTTP API that runs locally.")
    elif "API_URL" not in names:
        report.warning(
            f"API_URL is not set: the template has {len(names)} HTTP APIs, whose URLs are in"
            f" {' and '.join(names)}."
        )
