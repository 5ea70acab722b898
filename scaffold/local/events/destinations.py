"""Destinations of invocation records: queues, topics, event buses and functions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scaffold.errors import ScaffoldError
from scaffold.local.events.aws_client import ServiceError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from scaffold.local.activity import ActivityLog
    from scaffold.local.events.aws_client import Attributes, RoleClient


@dataclass(frozen=True, slots=True)
class Destinations:
    """Delivers with the role of the function whose events they are."""

    function_name: str
    function_arn: str
    call: RoleClient
    invoke_async: Callable[[str, bytes, str], Awaitable[str]]
    activity: ActivityLog

    async def send(self, destination: str, record: Mapping[str, Any], *, succeeded: bool) -> None:
        """Send the record of an event; log an error if the destination rejects it."""
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
                await self._send_message(destination, text, {})
        except (ServiceError, ScaffoldError) as error:
            self._report_lost(destination, "the record", str(error))

    async def send_dead_letter(self, queue: str, event: bytes, attributes: Attributes) -> None:
        """Send an event to the function's dead-letter queue or topic."""
        try:
            await self._send_message(queue, event.decode(errors="replace"), attributes)
        except ServiceError as error:
            self._report_lost(queue, "the event", str(error))

    async def _send_message(self, arn: str, text: str, attributes: Attributes) -> None:
        service = arn.split(":")[2] if arn.count(":") > 1 else ""
        if service == "sqs":
            url = await self.call.client.queue_url(arn)
            await self.call(
                "sqs", "SendMessage", QueueUrl=url, MessageBody=text, MessageAttributes=attributes
            )
        elif service == "sns":
            await self.call.client.publish(self.call.role, arn, text, attributes)
        else:
            self._report_lost(arn, "the record", f"{service or arn} is not supported locally")

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

    def _report_lost(self, destination: str, what: str, why: str) -> None:
        self.activity.notice(
            f"{self.function_name}: {what} did not reach {destination}: {why}",
            level="error",
            topic="events",
        )
