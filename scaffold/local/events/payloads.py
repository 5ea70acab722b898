"""The event payloads that Lambda builds from messages, notifications and stream records.

Samples: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, with-sns.html, with-ddb.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# A message attribute whose value names the source, and marks the body as the event itself.
TRIGGER_ATTRIBUTE: Final = "scaffold.trigger"


@dataclass(frozen=True, slots=True)
class Event:
    """The payload to invoke a function with, and the name of its source."""

    payload: bytes
    trigger: str


def sqs_record(message: Mapping[str, Any], queue_arn: str, region: str) -> dict[str, Any]:
    """Return the event record of a received message."""
    record = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: _message_attribute(value)
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": region,
    }
    if "MD5OfMessageAttributes" in message:
        record["md5OfMessageAttributes"] = message["MD5OfMessageAttributes"]
    return record


def _message_attribute(value: Mapping[str, Any]) -> dict[str, Any]:
    attribute: dict[str, Any] = {}
    if "StringValue" in value:
        attribute["stringValue"] = value["StringValue"]
    if "BinaryValue" in value:
        attribute["binaryValue"] = value["BinaryValue"]
    return attribute | {
        "stringListValues": [],
        "binaryListValues": [],
        "dataType": value["DataType"],
    }


def stream_record(record: Mapping[str, Any], stream_arn: str) -> dict[str, Any]:
    """Return the event record of a table's change."""
    return {**record, "eventSourceARN": stream_arn}


def queued_event(message: Mapping[str, Any]) -> Event | None:
    """Return the event in a message of an asynchronous queue; None for S3's test message."""
    body: str = message["Body"]
    marked = message.get("MessageAttributes", {}).get(TRIGGER_ATTRIBUTE)
    if marked is not None:
        return Event(body.encode(), marked["StringValue"])
    try:
        content = json.loads(body)
    except ValueError:
        # A rule's input may be any text, which Lambda passes as a JSON string.
        return Event(json.dumps(body).encode(), "event")
    if not isinstance(content, dict):
        return Event(body.encode(), "event")
    if content.get("Event") == "s3:TestEvent" and content.get("Service") == "Amazon S3":
        return None
    if content.get("Type") == "Notification" and "TopicArn" in content:
        return Event(_sns_event(content), f"topic {_last(content['TopicArn'])}")
    return Event(body.encode(), _trigger(content))


def _trigger(content: dict[str, Any]) -> str:
    if isinstance(content.get("detail-type"), str):
        return f"event {content['detail-type']}"
    try:
        return f"bucket {content['Records'][0]['s3']['bucket']['name']}"
    except (KeyError, IndexError, TypeError):
        return "event"


def _sns_event(envelope: dict[str, Any]) -> bytes:
    unsubscribe = envelope.get("UnsubscribeURL", "")
    query = parse_qs(urlsplit(unsubscribe).query)
    record = {
        "EventVersion": "1.0",
        "EventSubscriptionArn": query.get("SubscriptionArn", [envelope["TopicArn"]])[0],
        "EventSource": "aws:sns",
        "Sns": {
            "SignatureVersion": envelope.get("SignatureVersion", "1"),
            "Timestamp": envelope.get("Timestamp"),
            "Signature": envelope.get("Signature", ""),
            "SigningCertUrl": envelope.get("SigningCertURL", ""),
            "MessageId": envelope.get("MessageId"),
            "Message": envelope.get("Message"),
            "MessageAttributes": envelope.get("MessageAttributes", {}),
            "Type": "Notification",
            "UnsubscribeUrl": unsubscribe,
            "TopicArn": envelope["TopicArn"],
            "Subject": envelope.get("Subject"),
        },
    }
    return json.dumps({"Records": [record]}).encode()


def _last(arn: str) -> str:
    return arn.rpartition(":")[2]
