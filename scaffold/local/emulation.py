"""The emulator of a run, restarted when it ends unexpectedly."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from scaffold.local.emulator import environment, process
from scaffold.local.emulator.cloud import Emulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    from scaffold.local.activity import ActivityLog
    from scaffold.local.emulator.process import EmulatorProcess, Settings


class Emulation:
    """An emulator whose endpoint and keys stay the same when it restarts."""

    def __init__(self, emulator: Emulator) -> None:
        self.current = emulator

    async def credentials(self, role_arn: str | None) -> Mapping[str, str]:
        """Return the environment variables of a role, of the administrator for None."""
        return await self.current.credentials(role_arn)

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore has no types
        """Return a botocore client of the administrator; blocks while it is created."""
        return self.current.client(service)

    def secret_of(self, access_key_id: str) -> str | None:
        """Return the secret of an access key that this run has handed out, or None."""
        return self.current.secret_of(access_key_id)

    async def authorize(self, access_key_id: str, action: str, resource_arn: str) -> bool:
        """Return True if the role of an access key is allowed an action on a resource."""
        return await self.current.authorize(access_key_id, action, resource_arn)

    async def keep(self, restarted: Callable[[], Awaitable[None]]) -> None:
        """Do nothing: the user runs this emulator."""


class ManagedEmulation(Emulation):
    """An emulator that runs as a child process."""

    def __init__(self, python: Path, running: EmulatorProcess, journal: ActivityLog) -> None:
        super().__init__(Emulator.of(running, running.restart_settings.region, journal))
        self._python = python
        self._process = running
        self._journal = journal

    async def keep(self, restarted: Callable[[], Awaitable[None]]) -> None:
        """Restart it whenever it ends, then call `restarted`; runs until cancelled."""
        while True:
            code = await self._process.wait()
            self._journal.notice(
                f"The AWS emulator ended (exit status {code}); restarting it with its saved state",
                level="error",
            )
            self._process = await process.start(self._python, self._process.restart_settings)
            self._process.listen(self.current.hear)
            await restarted()

    async def stop(self) -> None:
        """Stop the process."""
        await self._process.stop()


@contextlib.asynccontextmanager
async def emulate(
    settings: Settings, journal: ActivityLog, say: Callable[[str], None]
) -> AsyncIterator[Emulation]:
    """Run an emulator during the block; installs it the first time."""
    python = await asyncio.to_thread(environment.prepare, say)
    emulation = ManagedEmulation(python, await process.start(python, settings), journal)
    try:
        yield emulation
    finally:
        await emulation.stop()
