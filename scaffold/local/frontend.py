"""The frontend on this computer: its dependencies, its configuration, and Vite."""

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
from scaffold.local.child_processes import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scaffold.local.child_processes import ChildProcess, ChildProcesses

_POLL: Final = 0.02
# Vite transforms a few small files at a time: V8 need not set aside room for more.
_FRUGAL: Final = ("--max-semi-space-size=1",)
_START_SECONDS: Final = 60
# How much of npm's output helps when it fails.
_SHOWN_LINES: Final = 30
# What a build tool may know of the user's environment: nothing that could be a secret.
_PASSED_ON: Final = ("PATH", "HOME", "LANG", "TMPDIR", "USERPROFILE", "SYSTEMROOT", "NODE_OPTIONS")


class FrontendError(ScaffoldError):
    """Node is missing, or the dependencies cannot be installed, or Vite does not start."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Frontend:
    """The folder of a frontend that Vite builds."""

    folder: Path

    @property
    def exists(self) -> bool:
        """Whether the project has one."""
        return (self.folder / "package.json").is_file()

    @property
    def _stamp(self) -> Path:
        return self.folder / "node_modules" / ".scaffold-installed"

    @property
    def installed(self) -> bool:
        """Whether what the lock file names has been installed."""
        try:
            return self._stamp.read_text() == self._digest() and self._vite.is_file()
        except OSError:
            return False

    @property
    def _vite(self) -> Path:
        return self.folder / "node_modules" / "vite" / "bin" / "vite.js"

    def _digest(self) -> str:
        content = b"".join(
            path.read_bytes()
            for name in ("package.json", "package-lock.json")
            if (path := self.folder / name).is_file()
        )
        return hashlib.sha256(content).hexdigest()

    async def install(self, children: ChildProcesses, on_line: Callable[[str], None]) -> None:
        """Install the dependencies, as the lock file names them."""
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
        """Note that what is in node_modules is what the lock file names."""
        self._stamp.write_text(self._digest())

    async def start(
        self, children: ChildProcesses, port: int, on_line: Callable[[str], None]
    ) -> ChildProcess:
        """Vite's server on a port of this computer, once it answers."""
        command = [_find("node"), *_FRUGAL, str(self._vite), "--host", "127.0.0.1"]
        command += ["--port", str(port)]
        command += ["--strictPort", "--clearScreen", "false"]
        vite = await children.start(self._program("vite", command), on_line)
        ended = asyncio.create_task(vite.wait())
        try:
            await asyncio.wait_for(_answering(port, ended), _START_SECONDS)
        except TimeoutError:
            await vite.stop()
            raise FrontendError(f"Vite did not answer within {_START_SECONDS} seconds") from None
        if ended.done():
            raise FrontendError("Vite ended before it answered; its messages are in the log")
        ended.cancel()
        return vite

    def _program(self, name: str, command: list[str]) -> Program:
        environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        quiet = {"NO_COLOR": "1", "npm_config_update_notifier": "false", "BROWSER": "none"}
        npm = {key: value for key, value in os.environ.items() if key.startswith("npm_config_")}
        return Program(name, command, self.folder, {**npm, **environment, **quiet})


class ConfigFile:
    """`/config.json` of the frontend for as long as the local cloud runs, then what was there.

    What is kept outlives a run that was killed; it is empty where there was nothing.
    """

    def __init__(self, frontend: Frontend, kept: Path) -> None:
        self._path = frontend.folder / "public" / "config.json"
        self._kept = kept

    def write(self, config: Mapping[str, str]) -> None:
        """Write the configuration, and keep aside what was there before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._kept.exists():
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            before = self._path.read_bytes() if self._path.is_file() else b""
            fresh = self._kept.with_suffix(".json.new")
            fresh.write_bytes(before)
            fresh.replace(self._kept)
        fresh = self._path.with_suffix(".json.new")
        fresh.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
        fresh.replace(self._path)

    def restore(self) -> None:
        """Put back what was there before; nothing where nothing was."""
        if not self._kept.exists():
            return
        if self._kept.stat().st_size:
            self._kept.replace(self._path)
        else:
            self._path.unlink(missing_ok=True)
            self._kept.unlink()


def _find(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        message = f"{program} is missing: install Node.js 20.19 or newer, or use --no-frontend"
        raise FrontendError(message)
    return path


async def _answering(port: int, ended: asyncio.Task[int]) -> None:
    while not ended.done():
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(_POLL)
