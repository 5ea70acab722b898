"""Where the events of functions wait: the inboxes that a template has use for, and the others."""

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
    """The URLs of inboxes, by their functions' ARNs.

    A function that no rule, bucket or topic targets has none before its first event.
    """

    def __init__(self, call: RoleClient) -> None:
        self._call = call
        self._stack = ""
        self._urls: dict[str, str] = {}

    async def update(self, application: Application) -> None:
        """Learn the inboxes of an application, with those that an earlier run has existing."""
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
        """The inbox of a function, where it has one."""
        return self._urls.get(function.arn)

    async def ensure(self, function: Function) -> str:
        """The inbox of a function, existing where it has none."""
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
