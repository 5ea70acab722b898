"""The records that tell a destination how an event has ended.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from scaffold.local.events.invocation import THROTTLED

if TYPE_CHECKING:
    from scaffold.local.events.invocation import Outcome

Condition: TypeAlias = Literal[
    "Success", "RetriesExhausted", "EventAgeExceeded", "RetryAttemptsExhausted", "RecordAgeExceeded"
]
_ERROR_MESSAGE_LIMIT: Final = 1024


def timestamp(seconds: float) -> str:
    """`2026-11-14T18:16:05.568Z`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


@dataclass(frozen=True, slots=True)
class Ended:
    """How the last attempt has ended, at seconds since 1970; no outcome where none was made."""

    at: float
    request_id: str
    attempts: int
    outcome: Outcome | None = None


def event_record(function: str, event: bytes, condition: Condition, ended: Ended) -> dict[str, Any]:
    """The record of an asynchronous invocation."""
    return {
        "version": "1.0",
        "timestamp": timestamp(ended.at),
        "requestContext": _request(f"{function}:$LATEST", condition, ended),
        "requestPayload": _value(event),
        **_response(ended.outcome),
    }


def batch_record(
    function: str, condition: Condition, ended: Ended, batch: dict[str, Any]
) -> dict[str, Any]:
    """The record of a stream's discarded batch, which holds its place and not its data."""
    context = _response(ended.outcome)
    context.pop("responsePayload", None)
    return {
        "requestContext": _request(function, condition, ended),
        **context,
        "version": "1.0",
        "timestamp": timestamp(ended.at),
        "DDBStreamBatchInfo": batch,
    }


def dead_letter_attributes(ended: Ended) -> dict[str, dict[str, str]]:
    """The message attributes of an event in a function's dead-letter queue."""
    message = "The event expired before it was processed."
    if ended.outcome is not None:
        error = _value(ended.outcome.payload)
        message = str(error.get("errorMessage", "")) if isinstance(error, dict) else str(error)
    status = "429" if _throttled(ended.outcome) else "200"
    cut = message.encode()[:_ERROR_MESSAGE_LIMIT].decode(errors="ignore")
    return {
        "RequestID": {"DataType": "String", "StringValue": ended.request_id},
        "ErrorCode": {"DataType": "Number", "StringValue": status},
        "ErrorMessage": {"DataType": "String", "StringValue": cut or "Unknown"},
    }


def _request(function: str, condition: Condition, ended: Ended) -> dict[str, Any]:
    return {
        "requestId": ended.request_id,
        "functionArn": function,
        "condition": condition,
        "approximateInvokeCount": ended.attempts,
    }


def _response(outcome: Outcome | None) -> dict[str, Any]:
    if outcome is None:
        return {}
    context: dict[str, Any] = {"statusCode": 200, "executedVersion": "$LATEST"}
    if _throttled(outcome):
        context["statusCode"] = 429
    elif outcome.error_type:
        context["functionError"] = "Unhandled"
    return {"responseContext": context, "responsePayload": _value(outcome.payload)}


def _throttled(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.error_type == THROTTLED


def _value(payload: bytes) -> object:
    """A payload as JSON; as a string where it is none."""
    try:
        value: object = json.loads(payload or b"null")
    except ValueError:
        return payload.decode(errors="replace")
    return value
