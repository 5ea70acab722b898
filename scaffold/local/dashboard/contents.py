"""The contents of queues and buckets in the emulator, and the redrive of dead letters."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_OBJECTS: Final = 200
_RECEIVE_LIMIT: Final = 10


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue; `feeds` names the queues whose dead letters it receives."""

    name: str
    waiting: int
    in_flight: int
    delayed: int
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object in a bucket; size in bytes."""

    key: str
    size: int
    modified: str


class Contents:
    """The queues and buckets of the emulator; `client` returns a botocore client of a service."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self._client = client

    async def queues(self) -> list[Queue]:
        """Return every queue with its message counts."""
        return await asyncio.to_thread(self._queues)

    async def redrive(self, name: str) -> int:
        """Move a dead-letter queue's messages back to their source queue; return the number."""
        return await asyncio.to_thread(self._redrive, name)

    async def objects(self, bucket: str) -> list[StoredObject]:
        """Return the first objects of a bucket."""
        return await asyncio.to_thread(self._objects, bucket)

    def _queues(self) -> list[Queue]:
        sqs = self._client("sqs")
        attributes = self._attributes(sqs)
        feeds = _dead_letter_sources(attributes)
        return [
            Queue(
                name=name,
                waiting=int(values.get("ApproximateNumberOfMessages", 0)),
                in_flight=int(values.get("ApproximateNumberOfMessagesNotVisible", 0)),
                delayed=int(values.get("ApproximateNumberOfMessagesDelayed", 0)),
                feeds=feeds.get(name, ()),
            )
            for name, values in sorted(attributes.items())
        ]

    @staticmethod
    def _attributes(sqs: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401 - botocore's client
        urls = sqs.list_queues().get("QueueUrls", [])
        return {
            url.rsplit("/", 1)[-1]: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])[
                "Attributes"
            ]
            for url in urls
        }

    def _redrive(self, name: str) -> int:
        sqs = self._client("sqs")
        origins = _dead_letter_sources(self._attributes(sqs)).get(name, ())
        if not origins:
            raise LookupError(f"no queue sends its dead letters to {name}")
        source = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        target = sqs.get_queue_url(QueueName=origins[0])["QueueUrl"]
        moved = 0
        while True:
            response = sqs.receive_message(
                QueueUrl=source,
                MaxNumberOfMessages=_RECEIVE_LIMIT,
                MessageAttributeNames=["All"],
                VisibilityTimeout=30,
            )
            messages = response.get("Messages", [])
            if not messages:
                return moved
            for message in messages:
                sqs.send_message(
                    QueueUrl=target,
                    MessageBody=message["Body"],
                    MessageAttributes=message.get("MessageAttributes", {}),
                )
                sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
                moved += 1

    def _objects(self, bucket: str) -> list[StoredObject]:
        response = self._client("s3").list_objects_v2(Bucket=bucket, MaxKeys=_MAX_OBJECTS)
        return [
            StoredObject(entry["Key"], entry["Size"], entry["LastModified"].isoformat())
            for entry in response.get("Contents", [])
        ]


def _dead_letter_sources(attributes: dict[str, dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the source queues by dead-letter queue."""
    feeds: dict[str, tuple[str, ...]] = {}
    for name, values in sorted(attributes.items()):
        policy = json.loads(values.get("RedrivePolicy") or "{}")
        if arn := policy.get("deadLetterTargetArn"):
            dead_letters = arn.rsplit(":", 1)[-1]
            feeds[dead_letters] = (*feeds.get(dead_letters, ()), name)
    return feeds
