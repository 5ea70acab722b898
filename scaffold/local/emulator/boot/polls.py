"""Long polls of queues are answered at once, and end with their connection."""

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

# Seconds between two looks at a queue that is waited for.
LOOK: Final = 0.01


def answer_at_once() -> None:
    """Look often for the messages that a poll waits for: ministack does so ten times a second."""

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(min(seconds, LOOK))

    sqs.asyncio = SimpleNamespace(iscoroutine=asyncio.iscoroutine, sleep=sleep)


def end_with_the_connection() -> None:
    """End a poll whose caller is gone.

    ministack goes on to its end, up to 20 seconds, and gives the messages that come meanwhile to
    nobody: they are out of sight for the queue's visibility timeout.
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
