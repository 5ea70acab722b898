"""Migrating what an application has stored locally, with the project's own program."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import ScaffoldError
from scaffold.local.isolation import without_aws

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scaffold.local.functions.python_environment import PythonEnvironment

_PROGRAM: Final = "deploy/migrate.py"
_MIGRATIONS: Final = "backend/src/*/migrations/*_[0-9]*.py"
_SHOWN: Final = 3


class MigrationError(ScaffoldError):
    """The program that migrates stored items failed; the message quotes its last line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one model: how many items were changed, and what is left to look after."""

    model: str
    written: int
    problems: tuple[str, ...]


def has_migrations(root: Path) -> bool:
    """Return True if a project has a program that migrates, and migrations for it."""
    return (root / _PROGRAM).is_file() and any(root.glob(_MIGRATIONS))


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
        lines = errors.decode(errors="replace").strip().splitlines()
        raise MigrationError(f"Not migrated: {lines[-1] if lines else 'the program failed'}")
    return [_finding(json.loads(line)) for line in output.splitlines()]


def _finding(report: Mapping[str, Any]) -> Finding:
    problems = (
        *_shown(report["unfit"], "a value that does not fit"),
        *_shown(report["taken"], "a unique value that another item has"),
        *_shown(report["keyless"], "an indexed value that is empty or too long"),
    )
    return Finding(report["model"], report["written"], problems)


def _shown(found: Mapping[str, list[str]], what: str) -> list[str]:
    if not found:
        return []
    shown = (f"{item} ({', '.join(names)})" for item, names in list(found.items())[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return [f"{len(found)} with {what}: {', '.join(shown)}{more}"]
