"""The frontend, run locally: its dependencies, its configuration, and Vite."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError
from scaffold.files import read_file
from scaffold.local.child_processes import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scaffold.local.child_processes import ChildProcess, ChildProcesses

_POLL: Final = 0.02
# Vite transforms a few small files at a time, for which a small young generation suffices.
_V8_OPTIONS: Final = ("--max-semi-space-size=1",)
_START_SECONDS: Final = 60
# The last lines of npm's output are enough to explain a failure.
_SHOWN_LINES: Final = 30
# The environment variables that build tools get: none that could be a secret.
_INHERITED_VARIABLES: Final = (
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "USERPROFILE",
    "SYSTEMROOT",
)


class FrontendError(ScaffoldError):
    """Node is missing, or npm or Vite failed."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Frontend:
    """The directory of a frontend that Vite builds."""

    folder: Path

    @property
    def exists(self) -> bool:
        """True if the project has a frontend."""
        return (self.folder / "package.json").is_file()

    @property
    def _stamp(self) -> Path:
        return self.folder / "node_modules" / ".scaffold-installed"

    @property
    def installed(self) -> bool:
        """True if the dependencies in the lock file are installed."""
        try:
            return self._stamp.read_text() == self._digest() and self._vite.is_file()
        except OSError:
            return False

    @property
    def _vite(self) -> Path:
        return self.folder / "node_modules" / "vite" / "bin" / "vite.js"

    def _digest(self) -> str:
        content = b"".join(
            read_file(path)
            for name in ("package.json", "package-lock.json")
            if (path := self.folder / name).is_file()
        )
        return hashlib.sha256(content).hexdigest()

    async def install(self, children: ChildProcesses, on_line: Callable[[str], None]) -> None:
        """Install the dependencies in the lock file."""
        lines: list[str] = []

        def keep(line: str) -> None:
            lines.append(line)
            on_line(line)

        locked = (self.folder / "package-lock.json").is_file()
        command = [_find("npm"), "ci" if locked else "install", "--no-audit", "--no-fund"]
        npm = await children.start(self._program("npm", command), keep)
        if await npm.wait() != 0:
            shown = "\n".join(lines[-_SHOWN_LINES:])
            raise FrontendError(f"npm could not install the frontend's dependencies:\n{shown}")
        self.mark_installed()

    def mark_installed(self) -> None:
        """Record that node_modules matches the lock file."""
        self._stamp.write_text(self._digest())

    async def start(
        self, children: ChildProcesses, port: int, on_line: Callable[[str], None]
    ) -> ChildProcess:
        """Start Vite's development server on a port, and wait until it accepts connections."""
        command = [_find("node"), *_V8_OPTIONS, str(self._vite), "--host", "127.0.0.1"]
        command += ["--port", str(port)]
        command += ["--strictPort", "--clearScreen", "false"]
        vite = await children.start(self._program("vite", command), on_line)
        ended = asyncio.create_task(vite.wait())
        try:
            await asyncio.wait_for(_answering(port, ended), _START_SECONDS)
        except TimeoutError:
            await vite.stop()
            raise FrontendError(f"Vite was not ready within {_START_SECONDS} seconds") from None
        if ended.done():
            raise FrontendError(
                "Vite exited before it was ready; run `scaffold logs frontend` for its output"
            )
        ended.cancel()
        return vite

    def _program(self, name: str, command: list[str]) -> Program:
        environment = {key: os.environ[key] for key in _INHERITED_VARIABLES if key in os.environ}
        quiet = {"NO_COLOR": "1", "npm_config_update_notifier": "false", "BROWSER": "none"}
        npm = {key: value for key, value in os.environ.items() if key.startswith("npm_config_")}
        return Program(name, command, self.folder, {**npm, **environment, **quiet})


class ConfigFile:
    """The frontend's `/config.json`, replaced while the local cloud runs and restored afterwards.

    The backup survives a killed run; it is empty if there was no file.
    """

    def __init__(self, frontend: Frontend, backup: Path) -> None:
        self._path = frontend.folder / "public" / "config.json"
        self._backup = backup

    def write(self, config: Mapping[str, str]) -> None:
        """Write the configuration, after a backup of the original."""
        self._check_links()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._backup.exists():
            self._backup.parent.mkdir(parents=True, exist_ok=True)
            original = self._path.read_bytes() if self._path.is_file() else b""
            temporary = self._backup.with_suffix(".json.new")
            temporary.write_bytes(original)
            temporary.replace(self._backup)
        temporary = self._path.with_suffix(".json.new")
        temporary.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
        temporary.replace(self._path)

    def _check_links(self) -> None:
        """Raise FrontendError if a link would lead the configuration elsewhere."""
        temporary = self._path.with_suffix(".json.new")
        for place in (self._path.parent.parent, self._path.parent, temporary):
            if place.is_symlink():
                raise FrontendError(f"{place} is a link. Remove it")

    def restore(self) -> None:
        """Restore the original, or delete the file if there was none."""
        if not self._backup.exists():
            return
        if self._backup.stat().st_size:
            self._backup.replace(self._path)
        else:
            self._path.unlink(missing_ok=True)
            self._backup.unlink()


def _find(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        message = (
            f"{program} is not installed. Install Node.js 20.19 or later, or use --no-frontend"
        )
        raise FrontendError(message)
    return path


async def _answering(port: int, ended: asyncio.Task[int]) -> None:
    while not ended.done():
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(_POLL)
