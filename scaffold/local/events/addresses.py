"""Where the events of functions wait: the inboxes that a template has use for, and the others."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scaffold.local.application import Application, Function
    from scaffold.local.events.api import Caller

_NAME_LIMIT: Final = 80
_LISTED: Final = 1000


class Addresses:
    """The URLs of inboxes, by their functions' ARNs.

    A function that no rule, bucket or topic targets has none before its first event.
    """

    def __init__(self, call: Caller) -> None:
        self._call = call
        self._stack = ""
        self._urls: dict[str, str] = {}

    async def update(self, application: Application) -> None:
        """Learn the inboxes of an application, with those that an earlier run has made."""
        self._stack = application.stack
        made = await self._made()
        urls = await asyncio.gather(*(self._find(each, made) for each in application.functions))
        self._urls = {
            function.arn: url
            for function, url in zip(application.functions, urls, strict=True)
            if url is not None
        }

    def get(self, function: Function) -> str | None:
        """The inbox of a function, where it has one."""
        return self._urls.get(function.arn)

    async def make(self, function: Function) -> str:
        """The inbox of a function, made where it has none."""
        if function.arn not in self._urls:
            answer = await self._call("sqs", "CreateQueue", QueueName=self._name(function))
            self._urls[function.arn] = str(answer["QueueUrl"])
        return self._urls[function.arn]

    async def _find(self, function: Function, made: set[str]) -> str | None:
        if function.inbox is not None:
            return await self._call.api.queue_url(function.inbox)
        return next((url for url in made if url.endswith(f"/{self._name(function)}")), None)

    async def _made(self) -> set[str]:
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
