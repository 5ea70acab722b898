"""Invocation records, which tell a destination how an event ended.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from scaffold.local.invocation import THROTTLED

if TYPE_CHECKING:
    from scaffold.local.invocation import InvocationResult

Condition: TypeAlias = Literal[
    "Success", "RetriesExhausted", "EventAgeExceeded", "RetryAttemptsExhausted", "RecordAgeExceeded"
]
_ERROR_MESSAGE_LIMIT: Final = 1024


def timestamp(seconds: float) -> str:
    """Return a time like `2026-11-14T18:16:05.568Z`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


@dataclass(frozen=True, slots=True)
class LastAttempt:
    """The last attempt, at seconds since the epoch; no `result` if the event expired before it."""

    at: float
    request_id: str
    attempts: int
    result: InvocationResult | None = None


def event_record(
    function: str, event: bytes, condition: Condition, last: LastAttempt
) -> dict[str, Any]:
    """Return the record of an asynchronous invocation."""
    return {
        "version": "1.0",
        "timestamp": timestamp(last.at),
        "requestContext": _request(f"{function}:$LATEST", condition, last),
        "requestPayload": _value(event),
        **_response(last.result),
    }


def batch_record(
    function: str, condition: Condition, last: LastAttempt, batch: dict[str, Any]
) -> dict[str, Any]:
    """Return the record of a discarded stream batch, which has its position but not its data."""
    context = _response(last.result)
    context.pop("responsePayload", None)
    return {
        "requestContext": _request(function, condition, last),
        **context,
        "version": "1.0",
        "timestamp": timestamp(last.at),
        "DDBStreamBatchInfo": batch,
    }


def dead_letter_attributes(last: LastAttempt) -> dict[str, dict[str, str]]:
    """Return the message attributes of an event in a function's dead-letter queue."""
    message = "The event expired before it was processed."
    if last.result is not None:
        error = _value(last.result.payload)
        message = str(error.get("errorMessage", "")) if isinstance(error, dict) else str(error)
    status = "429" if _throttled(last.result) else "200"
    cut = message.encode()[:_ERROR_MESSAGE_LIMIT].decode(errors="ignore")
    return {
        "RequestID": {"DataType": "String", "StringValue": last.request_id},
        "ErrorCode": {"DataType": "Number", "StringValue": status},
        "ErrorMessage": {"DataType": "String", "StringValue": cut or "Unknown"},
    }


def _request(function: str, condition: Condition, last: LastAttempt) -> dict[str, Any]:
    return {
        "requestId": last.request_id,
        "functionArn": function,
        "condition": condition,
        "approximateInvokeCount": last.attempts,
    }


def _response(result: InvocationResult | None) -> dict[str, Any]:
    if result is None:
        return {}
    context: dict[str, Any] = {"statusCode": 200, "executedVersion": "$LATEST"}
    if _throttled(result):
        context["statusCode"] = 429
    elif result.error_type:
        context["functionError"] = "Unhandled"
    return {"responseContext": context, "responsePayload": _value(result.payload)}


def _throttled(result: InvocationResult | None) -> bool:
    return result is not None and result.error_type == THROTTLED


def _value(payload: bytes) -> object:
    """Return a payload as JSON, or as a string if it is not JSON."""
    try:
        value: object = json.loads(payload or b"null")
    except ValueError:
        return payload.decode(errors="replace")
    return value
