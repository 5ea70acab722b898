"""Serves one function's inbox, prints the first event and hangs, until somebody kills it."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from scaffold.local.activity import ActivityLog
from scaffold.local.application import Application, Function
from scaffold.local.events.event_sources import EventSources, EventSourcesContext

if TYPE_CHECKING:
    from collections.abc import Mapping


async def main(endpoint: str, key: str, secret: str, arn: str, inbox: str) -> None:
    """Serve until killed."""

    async def credentials(_role: str | None) -> Mapping[str, str]:
        return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}

    async def invoke(_function: str, payload: bytes, *, trigger: str) -> NoReturn:
        del trigger
        sys.stdout.write(f"{payload.decode()}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()
        raise AssertionError("nobody sets it")

    async def may_invoke(_role: str, _function: str) -> bool:
        return True

    function = Function(
        logical_id="Work",
        name="work",
        arn=arn,
        handler="app.handler",
        runtime="python3.14",
        code=Path(),
        memory=128,
        timeout=10,
        role="",
        async_queue=inbox,
    )
    context = EventSourcesContext(
        endpoint, "us-east-1", credentials, invoke, may_invoke, ActivityLog(time.time)
    )
    async with EventSources(context) as sources:
        await sources.update(Application("app", "us-east-1", functions=(function,)))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
