"""Watches a project's files, and classifies changes: code, template, or spec."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

SPEC_NAME: Final = "scaffold.yaml"
_DEPLOYED: Final = frozenset({"samconfig.toml"})
# Milliseconds: long enough for editors that write a file in several steps.
_SETTLE: Final = 60
_STEP: Final = 15
_SKIPPED: Final = frozenset(
    {
        ".git",
        ".scaffold",
        ".venv",
        "node_modules",
        "__pycache__",
        "dist",
        ".aws-sam",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".hypothesis",
        "frontend",
    }
)
_NOT_CODE: Final = frozenset({".pyc", ".swp", ".tmp", ".orig"})


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """The files that have been saved since the last batch."""

    code: frozenset[Path] = frozenset()
    template: bool = False
    spec: bool = False

    def __bool__(self) -> bool:
        """Return True if a saved file matters."""
        return bool(self.code) or self.template or self.spec


def classify(root: Path, template: Path, paths: Iterable[Path]) -> SavedFiles:
    """Return the paths that matter to a running application, by kind."""
    code = set()
    deployed = spec = False
    for path in paths:
        relative = path.relative_to(root)
        if path == template or str(relative) in _DEPLOYED:
            deployed = True
        elif str(relative) == SPEC_NAME:
            spec = True
        elif path.suffix not in _NOT_CODE and not path.name.endswith("~"):
            code.add(path)
    return SavedFiles(frozenset(code), deployed, spec)


async def watch(root: Path, template: Path) -> AsyncIterator[SavedFiles]:
    """Yield what is saved in a project.

    Skips the directories of tools: npm packages exceed the watch limits of some systems, and our
    own log changes with every request.
    """
    batches: asyncio.Queue[set[Path] | Exception] = asyncio.Queue()
    folders = _folders(root)
    top = asyncio.create_task(_forward([root], batches, recursive=False))
    deep = asyncio.create_task(_forward(folders, batches))
    try:
        while True:
            batch = await batches.get()
            if isinstance(batch, Exception):
                raise batch
            if replaced := {path for path in batch if path in folders or _is_new(path, root)}:
                folders = _folders(root)
                deep.cancel()
                deep = asyncio.create_task(_forward(folders, batches))
                # Files of a new directory may have been written before it was watched.
                batch |= {path for folder in replaced for path in folder.rglob("*")}
            saved = classify(root, template, batch)
            if saved:
                yield saved
    finally:
        top.cancel()
        deep.cancel()


def _folders(root: Path) -> set[Path]:
    return {path for path in root.iterdir() if path.name not in _SKIPPED and path.is_dir()}


def _is_new(path: Path, root: Path) -> bool:
    return path.parent == root and path.name not in _SKIPPED and path.is_dir()


async def _forward(
    folders: Iterable[Path],
    batches: asyncio.Queue[set[Path] | Exception],
    *,
    recursive: bool = True,
) -> None:
    """Put the changed paths of directories into a queue, and the error that ends watching."""
    from watchfiles import DefaultFilter, awatch  # noqa: PLC0415 - start-up time

    class Filter(DefaultFilter):
        ignore_dirs = tuple(_SKIPPED)

    changes = awatch(
        *folders, watch_filter=Filter(), debounce=_SETTLE, step=_STEP, recursive=recursive
    )
    try:
        async for batch in changes:
            batches.put_nowait({Path(path) for _, path in batch})
    except Exception as error:  # noqa: BLE001 - whoever reads the batches has to know
        batches.put_nowait(error)
