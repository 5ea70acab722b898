"""What a saved file asks for: new code, a new deployment, or a regeneration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

SPEC_NAME: Final = "scaffold.yaml"
_DEPLOYED: Final = frozenset({"samconfig.toml"})
# Milliseconds: editors write a file in several steps, and a person waits for the reload.
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
class Saved:
    """What has been saved since last time."""

    code: frozenset[Path] = frozenset()
    template: bool = False
    spec: bool = False

    def __bool__(self) -> bool:
        """Whether anything that matters has been saved."""
        return bool(self.code) or self.template or self.spec


def classify(root: Path, template: Path, paths: Iterable[Path]) -> Saved:
    """Which of the paths matter to a running application, and how."""
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
    return Saved(frozenset(code), deployed, spec)


async def watch(root: Path, template: Path) -> AsyncIterator[Saved]:
    """What is saved in a project, as it happens; folders of tools are not watched."""
    from watchfiles import DefaultFilter, awatch  # noqa: PLC0415 - start-up time

    class Filter(DefaultFilter):
        ignore_dirs = tuple(_SKIPPED)

    changes = awatch(root, watch_filter=Filter(), debounce=_SETTLE, step=_STEP)
    async for batch in changes:
        saved = classify(root, template, (Path(path) for _, path in batch))
        if saved:
            yield saved
