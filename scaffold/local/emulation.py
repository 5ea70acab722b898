"""The emulator of a run: started, watched, and started again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from scaffold.local.emulator import environment, process
from scaffold.local.emulator.cloud import Emulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    from scaffold.local.emulator.process import EmulatorProcess, Settings
    from scaffold.local.journal import Journal


class Emulation:
    """An emulator that stays, at one address and with the same keys."""

    def __init__(self, emulator: Emulator) -> None:
        self.current = emulator

    async def credentials(self, role_arn: str | None) -> Mapping[str, str]:
        """The environment variables of a role, of the administrator for None."""
        return await self.current.credentials(role_arn)

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore has no types
        """A botocore client of the administrator; blocks while it is made."""
        return self.current.client(service)

    async def authorize(self, access_key_id: str, action: str, resource_arn: str) -> bool:
        """Whether the owner of an access key may do something."""
        return await self.current.authorize(access_key_id, action, resource_arn)

    async def keep(self, restarted: Callable[[], Awaitable[None]]) -> None:
        """See to it that it stays; nothing to do for one that somebody else runs."""


class OwnEmulation(Emulation):
    """An emulator whose process is ours."""

    def __init__(self, python: Path, running: EmulatorProcess, journal: Journal) -> None:
        super().__init__(Emulator.of(running, running.again.region, journal))
        self._python = python
        self._process = running
        self._journal = journal

    async def keep(self, restarted: Callable[[], Awaitable[None]]) -> None:
        """Start it again whenever it ends, and then call `restarted`; until cancelled."""
        while True:
            code = await self._process.wait()
            self._journal.notice(
                f"The AWS emulator ended (exit status {code}); it starts again with what it saved",
                level="error",
            )
            self._process = await process.start(self._python, self._process.again)
            self._process.listen(self.current.hear)
            await restarted()

    async def stop(self) -> None:
        """End the process."""
        await self._process.stop()


@contextlib.asynccontextmanager
async def emulate(
    settings: Settings, journal: Journal, say: Callable[[str], None]
) -> AsyncIterator[Emulation]:
    """An emulator for as long as the block runs; installed the first time."""
    python = await asyncio.to_thread(environment.prepare, say)
    emulation = OwnEmulation(python, await process.start(python, settings), journal)
    try:
        yield emulation
    finally:
        await emulation.stop()
