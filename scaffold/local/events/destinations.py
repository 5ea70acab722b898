"""Where the records of ended events go: queues, topics, event buses and functions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scaffold.errors import ScaffoldError
from scaffold.local.events.api import ServiceError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from scaffold.local.events.api import Attributes, Caller
    from scaffold.local.journal import Journal


@dataclass(frozen=True, slots=True)
class Destinations:
    """Delivers as the role of the function whose events they are."""

    function_name: str
    function_arn: str
    call: Caller
    invoke_async: Callable[[str, bytes, str], Awaitable[str]]
    journal: Journal

    async def send(self, destination: str, record: Mapping[str, Any], *, succeeded: bool) -> None:
        """Send the record of an event; a destination that refuses it is named in the journal."""
        text = json.dumps(record)
        service = destination.split(":")[2] if destination.count(":") > 1 else ""
        try:
            if service == "events":
                await self._put_event(destination, text, succeeded=succeeded)
            elif service == "lambda":
                await self.invoke_async(
                    destination, text.encode(), f"destination of {self.function_name}"
                )
            else:
                await self._message(destination, text, {})
        except (ServiceError, ScaffoldError) as error:
            self._lost(destination, "the record", str(error))

    async def bury(self, queue: str, event: bytes, attributes: Attributes) -> None:
        """Send an event itself to the function's dead-letter queue or topic."""
        try:
            await self._message(queue, event.decode(errors="replace"), attributes)
        except ServiceError as error:
            self._lost(queue, "the event", str(error))

    async def _message(self, arn: str, text: str, attributes: Attributes) -> None:
        service = arn.split(":")[2] if arn.count(":") > 1 else ""
        if service == "sqs":
            url = await self.call.api.queue_url(arn)
            await self.call(
                "sqs", "SendMessage", QueueUrl=url, MessageBody=text, MessageAttributes=attributes
            )
        elif service == "sns":
            await self.call.api.publish(self.call.role, arn, text, attributes)
        else:
            self._lost(arn, "the record", f"{service or arn} is not supported locally")

    async def _put_event(self, bus: str, text: str, *, succeeded: bool) -> None:
        entry = {
            "Source": "lambda",
            "DetailType": "Lambda Function Invocation Result - "
            + ("Success" if succeeded else "Failure"),
            "Resources": [f"{self.function_arn}:$LATEST", bus],
            "Detail": text,
            "EventBusName": bus,
        }
        answer = await self.call("events", "PutEvents", Entries=[entry])
        if answer.get("FailedEntryCount"):
            failed = answer["Entries"][0]
            raise ServiceError(failed.get("ErrorCode", ""), failed.get("ErrorMessage", ""))

    def _lost(self, destination: str, what: str, why: str) -> None:
        self.journal.notice(
            f"{self.function_name}: {what} did not reach {destination}: {why}",
            level="error",
            topic="events",
        )
