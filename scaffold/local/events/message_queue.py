"""An SQS queue, as pollers use it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Final

from scaffold.local.events.aws_client import ServiceError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from scaffold.local.events.aws_client import RoleClient
    from scaffold.local.events.clock import Clock

# Seconds. The emulator completes an abandoned poll and assigns messages to it, so polls are short
# enough to let them finish before a reader stops.
POLL: Final = 5
_AT_ONCE: Final = 10
# Seconds for which a message is invisible; extended while its event is handled.
HELD: Final = 20
_HANDING_BACK: Final = 0.5


class MessageQueue:
    """Receives, deletes and delays the messages of one queue."""

    def __init__(self, call: RoleClient, address: str, clock: Clock) -> None:
        self._call = call
        self._address = address
        self._clock = clock
        self._url: str | None = None

    async def attributes(self) -> dict[str, str]:
        """Return the queue's attributes."""
        answer = await self._ask("GetQueueAttributes", AttributeNames=["All"])
        found: dict[str, str] = answer.get("Attributes", {})
        return found

    async def receive(
        self, limit: int, wait: int = POLL, visibility: int | None = None
    ) -> list[dict[str, Any]]:
        """Receive at most ten messages; hide them for `visibility` seconds (queue's by default)."""
        held = {} if visibility is None else {"VisibilityTimeout": visibility}
        answer = await self._ask(
            "ReceiveMessage",
            MaxNumberOfMessages=min(limit, _AT_ONCE),
            WaitTimeSeconds=wait,
            AttributeNames=["All"],
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
            **held,
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found

    async def delete(self, receipts: Sequence[str]) -> None:
        """Delete messages; one that has been received again in the meantime stays."""
        for first in range(0, len(receipts), _AT_ONCE):
            entries = [
                {"Id": str(number), "ReceiptHandle": receipt}
                for number, receipt in enumerate(receipts[first : first + _AT_ONCE])
            ]
            await self._ask("DeleteMessageBatch", Entries=entries)

    async def delay(self, receipt: str, seconds: int) -> None:
        """Make a message visible again after some seconds."""
        # After its visibility timeout, the message may have gone to another reader.
        with contextlib.suppress(ServiceError):
            await self._ask(
                "ChangeMessageVisibility", ReceiptHandle=receipt, VisibilityTimeout=seconds
            )

    @contextlib.asynccontextmanager
    async def held(self, receipt: str) -> AsyncIterator[None]:
        """Extend a message's visibility timeout while it is handled; release it on cancellation."""
        renewing = asyncio.create_task(self._renew(receipt))
        try:
            yield
        except asyncio.CancelledError:
            with contextlib.suppress(UnreachableError, TimeoutError):
                await asyncio.wait_for(self.delay(receipt, 0), _HANDING_BACK)
            raise
        finally:
            renewing.cancel()

    async def _renew(self, receipt: str) -> None:
        while True:
            await self._clock.sleep(HELD / 2)
            with contextlib.suppress(UnreachableError):
                await self.delay(receipt, HELD)

    async def _ask(self, operation: str, **parameters: object) -> dict[str, Any]:
        if self._url is None:
            self._url = await self._call.client.queue_url(self._address)
        return await self._call("sqs", operation, QueueUrl=self._url, **parameters)
