"""Migrating what an application has stored locally, with the project's own program."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from scaffold.errors import ScaffoldError
from scaffold.local.isolation import without_aws

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scaffold.local.functions.python_environment import PythonEnvironment

_PROGRAM: Final = "deploy/migrate.py"
_MIGRATIONS: Final = "backend/src/*/migrations/*_[0-9]*.py"
# The item in which the program notes which migrations a table's items had.
_HISTORY: Final = {"id": {"S": "migration#deployed"}}
_SHOWN: Final = 3
_FINDINGS: Final = {
    "missing": "without a value that is required: give its field a default, or write the items",
    "unfit": "with a value that does not fit",
    "taken": "with a unique value that another item has",
    "keyless": "with an indexed value that is empty or too long",
    "large": "without room for what the migration adds",
    "busy": "that changed all the time",
}


# Where an exception came from, in a migration of the project's.
_FRAME: Final = re.compile(r'File "[^"]*/(migrations/\w+\.py)", line (\d+)')
# The program's exit status for items that had other migrations.
_DIVERGED: Final = 3


class MigrationError(ScaffoldError):
    """The program that migrates stored items failed; the message quotes its last line."""


class DivergedError(MigrationError):
    """Items had other migrations: what the present code would write is not what they hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one model: how many items were changed, and what is left to look after."""

    model: str
    written: int
    problems: tuple[str, ...]


def has_program(root: Path) -> bool:
    """Return True if a project has a program that migrates."""
    return (root / _PROGRAM).is_file()


def has_migrations(root: Path) -> bool:
    """Return True if a project has migrations."""
    return any(root.glob(_MIGRATIONS))


def was_migrated(dynamodb: Any, names: Iterable[str]) -> bool:  # noqa: ANN401 - botocore's client
    """Return True if a table among these resources notes which migrations it had; blocks."""
    try:
        pages = dynamodb.get_paginator("list_tables").paginate()
        present = {name for page in pages for name in page["TableNames"]}
        return any(_has_history(dynamodb, name) for name in sorted(present.intersection(names)))
    except (BotoCoreError, ClientError):
        return False


def _has_history(dynamodb: Any, table: str) -> bool:  # noqa: ANN401 - botocore's client
    try:
        return "Item" in dynamodb.get_item(TableName=table, Key=_HISTORY)
    except ClientError:
        # A table of the developer's own can have another key.
        return False


def is_concerned(root: Path, changed: Iterable[Path]) -> bool:
    """Return True if changed files are migrations, or say which there are."""
    folders = {"migrations", "models"}
    backend = root / "backend"
    return any(path.parent.name in folders and path.is_relative_to(backend) for path in changed)


async def migrate(
    root: Path,
    environment: PythonEnvironment,
    stack: tuple[str, str],
    variables: Mapping[str, str],
    inherited: Mapping[str, str],
) -> list[Finding]:
    """Migrate the items of a stack, which is a name and a region; raise MigrationError.

    `variables` direct the program to the emulator.
    """
    name, region = stack
    paths = (root / "backend" / "src", root, environment.runtime)
    process = await asyncio.create_subprocess_exec(
        environment.python,
        *("-m", "deploy.migrate", "--after", "--pending", "--json", "--rate", "0"),
        *("--stack", name, "--region", region),
        cwd=root / "backend",
        env={
            **without_aws(inherited, region),
            **variables,
            "PYTHONPATH": ":".join(map(str, paths)),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, errors = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        text = errors.decode(errors="replace").strip()
        reason = f"Not migrated: {_reason(text)}"
        if process.returncode == _DIVERGED:
            raise DivergedError(reason)
        raise MigrationError(reason)
    return [_finding(json.loads(line)) for line in output.splitlines()]


def _reason(text: str) -> str:
    """Return the last line of a program's errors, with its place in a migration of the project."""
    frames = _FRAME.findall(text)
    place = ":".join(frames[-1]) + ": " if frames else ""
    return place + (text.rpartition("\n")[2] or "the program failed")


def _finding(report: Mapping[str, Any]) -> Finding:
    kinds = _FINDINGS.items()
    problems = [problem for kind, text in kinds for problem in _shown(report, kind, text)]
    if later := report.get("later"):
        problems.append(f"items may be of generation {later}, and changes of those are refused")
    return Finding(report["model"], report["written"], tuple(problems))


def _shown(report: Mapping[str, Any], kind: str, text: str) -> list[str]:
    # The program can be of an earlier release than this one.
    found: Mapping[str, list[str]] | list[str] = report.get(kind, {})
    if not found:
        return []
    count = len(found) + report.get("more", {}).get(kind, 0)
    named = found.items() if isinstance(found, dict) else [(item, []) for item in found]
    shown = [f"{item} ({', '.join(names)})" if names else item for item, names in [*named][:_SHOWN]]
    more = f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
    return [f"{count:,} {text}: {', '.join(shown)}{more}"]
