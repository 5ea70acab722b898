"""Long polling of queues: respond at once, and end with the connection."""

from __future__ import annotations

import asyncio
import contextlib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import ministack.app as ministack
from ministack.services import sqs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

# Seconds between two checks of a queue.
INTERVAL: Final = 0.01


def poll_often() -> None:
    """Check queues more often than ministack, which does so ten times a second."""

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(min(seconds, INTERVAL))

    sqs.asyncio = SimpleNamespace(iscoroutine=asyncio.iscoroutine, sleep=sleep)


def end_with_connection() -> None:
    """End a poll when its client disconnects.

    ministack continues for up to 20 seconds and receives messages for nobody, which stay invisible
    for the queue's visibility timeout.
    """
    serve = ministack.app

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if headers.get(b"x-amz-target") != b"AmazonSQS.ReceiveMessage":
            await serve(scope, receive, send)
            return
        body = [await receive()]
        while body[-1].get("more_body"):
            body.append(await receive())
        leaving = asyncio.ensure_future(receive())

        async def received() -> Message:
            return body.pop(0) if body else await leaving

        serving = asyncio.ensure_future(serve(scope, received, send))
        try:
            await asyncio.wait({serving, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not serving.done():
                serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving

    ministack.app = watched
