"""The SQS queues that hold the events of asynchronous invocations, one per function."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scaffold.local.application import Application, Function
    from scaffold.local.events.aws_client import RoleClient

_NAME_LIMIT: Final = 80
_LISTED: Final = 1000


class AsyncQueueUrls:
    """The queue URLs by function ARN.

    The template has a queue for the target of a rule, bucket or topic. Other functions get one with
    their first event.
    """

    def __init__(self, call: RoleClient) -> None:
        self._call = call
        self._stack = ""
        self._urls: dict[str, str] = {}

    async def update(self, application: Application) -> None:
        """Find the queues of an application, including those that an earlier run created."""
        self._stack = application.stack
        existing = await self._existing()
        urls = await asyncio.gather(
            *(self._find(function, existing) for function in application.functions)
        )
        self._urls = {
            function.arn: url
            for function, url in zip(application.functions, urls, strict=True)
            if url is not None
        }

    def get(self, function: Function) -> str | None:
        """Return the queue URL of a function, or None."""
        return self._urls.get(function.arn)

    async def ensure(self, function: Function) -> str:
        """Return the queue URL of a function; create the queue if necessary."""
        if function.arn not in self._urls:
            answer = await self._call("sqs", "CreateQueue", QueueName=self._name(function))
            self._urls[function.arn] = str(answer["QueueUrl"])
        return self._urls[function.arn]

    async def _find(self, function: Function, existing: set[str]) -> str | None:
        if function.async_queue is not None:
            return await self._call.client.queue_url(function.async_queue)
        return next((url for url in existing if url.endswith(f"/{self._name(function)}")), None)

    async def _existing(self) -> set[str]:
        answer = await self._call(
            "sqs", "ListQueues", QueueNamePrefix=self._prefix(), MaxResults=_LISTED
        )
        return set(answer.get("QueueUrls", ()))

    def _prefix(self) -> str:
        return f"{self._stack[:40]}-events-"

    def _name(self, function: Function) -> str:
        name = f"{self._prefix()}{function.logical_id}"
        if len(name) <= _NAME_LIMIT:
            return name
        return f"{self._prefix()}{hashlib.sha256(function.logical_id.encode()).hexdigest()[:32]}"
