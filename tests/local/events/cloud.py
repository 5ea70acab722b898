"""SQS and DynamoDB streams in this process, by a clock that the tests turn, behind real HTTP calls.

Queues hold messages back for a delay and a visibility timeout, keep the order of FIFO groups and
redrive to a dead-letter queue; whatever is published to a topic or a bus is kept to look at.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import heapq
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, Self
from urllib.parse import parse_qs

import httpx
from local.events.functions import ACCOUNT, REGION

from scaffold.local.activity import ActivityLog, Notice
from scaffold.local.events.clock import Clock
from scaffold.local.events.event_sources import EventSources, EventSourcesContext

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from local.events.functions import Functions

Parameters = ParamSpec("Parameters")


class TurnedClock:
    """A clock that stands still until a test turns it."""

    def __init__(self) -> None:
        self.seconds = float(int(time.time()))
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self.clock = Clock(lambda: self.seconds, self._sleep)

    async def _sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._numbers), waking))
        await waking

    async def turn(self, seconds: float) -> None:
        """Let time pass, waking each sleeper at its own moment."""
        end = self.seconds + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, waking = heapq.heappop(self._sleepers)
            self.seconds = max(self.seconds, moment)
            if not waking.done():
                waking.set_result(None)
            await settle()
        self.seconds = end
        await settle()


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(200):
        await asyncio.sleep(0)


@dataclass(slots=True)
class Message:
    """A message of a queue."""

    id: str
    body: str
    attributes: dict[str, Any]
    group: str | None
    sent: float
    visible: float
    receives: int = 0
    receipt: str | None = None
    number: str = ""


@dataclass(slots=True)
class Queue:
    """A queue; times in seconds."""

    name: str
    visibility: int = 30
    dead_letters: str | None = None
    receives: int = 3
    messages: list[Message] = field(default_factory=list)

    @property
    def arn(self) -> str:
        """The ARN."""
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{self.name}"

    @property
    def url(self) -> str:
        """The URL."""
        return f"http://emulator/{ACCOUNT}/{self.name}"


class Cloud:
    """The services, to be called through `transport`."""

    def __init__(self) -> None:
        self.time = TurnedClock()
        self.queues: dict[str, Queue] = {}
        self.records: dict[str, list[dict[str, Any]]] = {}
        self.published: list[dict[str, list[str]]] = []
        self.put: list[dict[str, Any]] = []
        # Operations that some role may not call.
        self.denied: set[str] = set()
        self.is_down = False
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()
        self.transport = httpx.MockTransport(self._answer)

    def queue(self, name: str, **options: Any) -> Queue:  # noqa: ANN401 - as Queue takes them
        """A new queue."""
        self.queues[name] = Queue(name, **options)
        return self.queues[name]

    def send(
        self,
        queue: Queue,
        body: object,
        *,
        group: str | None = None,
        attributes: Mapping[str, Any] | None = None,
    ) -> Message:
        """Send a message; what is no string is sent as JSON."""
        text = body if isinstance(body, str) else json.dumps(body)
        number = f"{next(self._numbers):020}"
        now = self.time.seconds
        message = Message(f"m{int(number)}", text, dict(attributes or {}), group, now, now)
        message.number = number
        queue.messages.append(message)
        self._changed.set()
        return message

    def write(self, stream: str, value: int, **dynamodb: Any) -> str:  # noqa: ANN401 - as records are
        """Add a record to a stream; its sequence number."""
        number = f"{next(self._numbers):020}"
        self.records.setdefault(stream, []).append(
            {
                "eventID": f"e{int(number)}",
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": REGION,
                "dynamodb": {
                    "ApproximateCreationDateTime": self.time.seconds,
                    "Keys": {"id": {"N": str(value)}},
                    "NewImage": {"id": {"N": str(value)}},
                    "SequenceNumber": number,
                    "SizeBytes": 8,
                    "StreamViewType": "NEW_AND_OLD_IMAGES",
                    **dynamodb,
                },
            }
        )
        return number

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.is_down:
            raise httpx.ConnectError("connection refused")
        target = request.headers.get("X-Amz-Target")
        if target is None:
            self.published.append(parse_qs(request.content.decode()))
            return httpx.Response(200, text="<PublishResponse/>")
        operation = target.rpartition(".")[2]
        if operation in self.denied and "X-Amz-Security-Token" in request.headers:
            return _refusal(403, "AccessDeniedException", f"not authorized to perform: {operation}")
        handlers: dict[str, Callable[[dict[str, Any]], Any]] = {
            "ReceiveMessage": self._receive,
            "SendMessage": self._send,
            "DeleteMessageBatch": self._delete,
            "ChangeMessageVisibility": self._change,
            "GetQueueUrl": self._url,
            "CreateQueue": lambda p: {"QueueUrl": self.queue(p["QueueName"]).url},
            "ListQueues": lambda p: {
                "QueueUrls": [
                    queue.url
                    for queue in self.queues.values()
                    if queue.name.startswith(p["QueueNamePrefix"])
                ]
            },
            "GetQueueAttributes": lambda p: {
                "Attributes": {"VisibilityTimeout": str(self._of(p).visibility)}
            },
            "PutEvents": self._put_events,
            "DescribeStream": self._describe,
            "GetShardIterator": self._iterator,
            "GetRecords": self._records,
        }
        answer = handlers[operation](json.loads(request.content))
        if asyncio.iscoroutine(answer):
            answer = await answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    def _of(self, parameters: dict[str, Any]) -> Queue:
        return self.queues[parameters["QueueUrl"].rpartition("/")[2]]

    def _url(self, parameters: dict[str, Any]) -> dict[str, Any] | httpx.Response:
        queue = self.queues.get(parameters["QueueName"])
        if queue is None:
            return _refusal(400, "com.amazonaws.sqs#QueueDoesNotExist", "There is no such queue.")
        return {"QueueUrl": queue.url}

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        message = self.send(
            self._of(parameters),
            parameters["MessageBody"],
            attributes=parameters.get("MessageAttributes"),
        )
        return {"MessageId": message.id}

    async def _receive(self, parameters: dict[str, Any]) -> dict[str, Any]:
        queue = self._of(parameters)
        deadline = self.time.seconds + parameters["WaitTimeSeconds"]
        while not (found := self._visible(queue, parameters["MaxNumberOfMessages"])):
            if self.time.seconds >= deadline:
                return {}
            later = [m.visible for m in queue.messages if m.visible > self.time.seconds]
            self._changed.clear()
            wait = min([deadline, *later]) - self.time.seconds
            await self.time.clock.pause(wait, self._changed)
        visibility = parameters.get("VisibilityTimeout", queue.visibility)
        for message in found:
            message.receives += 1
            message.receipt = f"{message.id}-{message.receives}"
            message.visible = self.time.seconds + visibility
        return {"Messages": [_received(message) for message in found]}

    def _visible(self, queue: Queue, limit: int) -> list[Message]:
        if queue.dead_letters is not None:
            for message in [m for m in queue.messages if self._is_spent(queue, m)]:
                queue.messages.remove(message)
                self.queues[queue.dead_letters].messages.append(message)
        now = self.time.seconds
        blocked = {m.group for m in queue.messages if m.group and m.receives and m.visible > now}
        ready = [m for m in queue.messages if m.visible <= now and m.group not in blocked]
        return ready[:limit]

    def _is_spent(self, queue: Queue, message: Message) -> bool:
        return message.receives >= queue.receives and message.visible <= self.time.seconds

    def _delete(self, parameters: dict[str, Any]) -> dict[str, Any]:
        receipts = {entry["ReceiptHandle"] for entry in parameters["Entries"]}
        queue = self._of(parameters)
        queue.messages = [m for m in queue.messages if m.receipt not in receipts]
        self._changed.set()
        return {"Successful": [], "Failed": []}

    def _change(self, parameters: dict[str, Any]) -> dict[str, Any]:
        for message in self._of(parameters).messages:
            if message.receipt == parameters["ReceiptHandle"]:
                message.visible = self.time.seconds + parameters["VisibilityTimeout"]
        self._changed.set()
        return {}

    def _put_events(self, parameters: dict[str, Any]) -> dict[str, Any]:
        self.put += parameters["Entries"]
        return {"FailedEntryCount": 0, "Entries": []}

    def _describe(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"StreamDescription": {"Shards": [{"ShardId": "shard-1"}]}}

    def _iterator(self, parameters: dict[str, Any]) -> dict[str, Any] | httpx.Response:
        stream = parameters["StreamArn"]
        numbers = [r["dynamodb"]["SequenceNumber"] for r in self.records.get(stream, [])]
        if parameters["ShardIteratorType"] == "TRIM_HORIZON":
            place = 0
        elif parameters["SequenceNumber"] in numbers:
            place = numbers.index(parameters["SequenceNumber"]) + 1
        else:
            return _refusal(400, "TrimmedDataAccessException", "Sequence number not found")
        return {"ShardIterator": f"{stream} {place}"}

    def _records(self, parameters: dict[str, Any]) -> dict[str, Any]:
        stream, place = parameters["ShardIterator"].split()
        start = int(place)
        records = self.records.get(stream, [])[start : start + parameters["Limit"]]
        return {"Records": records, "NextShardIterator": f"{stream} {start + len(records)}"}


def _received(message: Message) -> dict[str, Any]:
    attributes = {
        "SenderId": "AIDAIENQZJOLO23YVJ4VO",
        "SentTimestamp": str(int(message.sent * 1000)),
        "ApproximateReceiveCount": str(message.receives),
        "ApproximateFirstReceiveTimestamp": str(int(message.sent * 1000)),
    }
    if message.group:
        attributes |= {"MessageGroupId": message.group, "SequenceNumber": message.number}
    return {
        "MessageId": message.id,
        "ReceiptHandle": message.receipt,
        "Body": message.body,
        "MD5OfBody": hashlib.md5(message.body.encode(), usedforsecurity=False).hexdigest(),
        "Attributes": attributes,
        "MessageAttributes": message.attributes,
    }


def _refusal(status: int, code: str, message: str) -> httpx.Response:
    return httpx.Response(status, json={"__type": code, "message": message})


async def credentials(role: str | None) -> Mapping[str, str]:
    """Credentials of a role, which the cloud knows by their session token."""
    own = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    return own if role is None else own | {"AWS_SESSION_TOKEN": role}


async def everything(_role: str, _function: str) -> bool:
    """A role that may invoke every function."""
    return True


def in_loop(
    test: Callable[Parameters, Coroutine[Any, Any, None]],
) -> Callable[Parameters, None]:
    """Run an asynchronous test in a loop of its own."""

    @functools.wraps(test)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


class Running:
    """Event sources at work for functions, in a cloud; inside `async with`."""

    def __init__(self, cloud: Cloud, functions: Functions, **context: Any) -> None:  # noqa: ANN401 - as EventSourcesContext takes them
        self.activity = ActivityLog(lambda: cloud.time.seconds)
        self.sources = EventSources(
            EventSourcesContext(
                endpoint="http://emulator",
                region=REGION,
                credentials=credentials,
                invoke=functions,
                activity=self.activity,
                clock=cloud.time.clock,
                transport=cloud.transport,
                **({"may_invoke": everything} | context),
            )
        )

    @property
    def notices(self) -> list[str]:
        """The texts of the notices so far."""
        return [record.text for record in self.activity.records() if isinstance(record, Notice)]

    async def __aenter__(self) -> Self:
        """Nothing is at work before the first `update`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End what is at work."""
        await self.sources.aclose()


def binary(value: bytes) -> dict[str, str]:
    """A binary message attribute, as the wire has it."""
    return {"DataType": "Binary", "BinaryValue": base64.b64encode(value).decode()}
