"""Requests that SQS and EventBridge reject, and ministack accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ministack.services import eventbridge, sqs

if TYPE_CHECKING:
    from .responses import Response

LONGEST_DELAY: Final = 900


def reject_long_delays() -> None:
    """Reject delays that exceed SQS's limit."""
    send = sqs._act_send_message

    def sent(data: dict[str, Any], url: str) -> dict[str, Any]:
        delay = data.get("DelaySeconds")
        if delay is not None and not 0 <= int(delay) <= LONGEST_DELAY:
            raise sqs._Err(
                "InvalidParameterValue",
                f"Value {delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must "
                f"be >= 0 and <= {LONGEST_DELAY}.",
            )
        response: dict[str, Any] = send(data, url)
        return response

    # Batches call the function by its name, single requests through the table.
    sqs._act_send_message = sqs._HANDLERS["SendMessage"] = sent


def reject_malformed_events() -> None:
    """Fail entries without a source, a detail type or a JSON object as the detail."""
    put_events = eventbridge._put_events

    def checked(data: dict[str, Any], *rest: Any, **named: Any) -> Response:  # noqa: ANN401 - ministack's own
        entries = data.get("Entries", [])
        problems = [_problem(entry) for entry in entries]
        sound = [entry for entry, bad in zip(entries, problems, strict=True) if bad is None]
        response: Response = put_events({**data, "Entries": sound}, *rest, **named)
        if len(sound) == len(entries) or response[0] >= 400:  # noqa: PLR2004 - an error
            return response
        body = json.loads(response[2])
        passed = iter(body["Entries"])
        body["Entries"] = [next(passed) if bad is None else bad for bad in problems]
        body["FailedEntryCount"] += len(entries) - len(sound)
        return response[0], response[1], json.dumps(body).encode()

    eventbridge._put_events = checked


def _problem(entry: dict[str, Any]) -> dict[str, str] | None:
    for name in ("Source", "DetailType", "Detail"):
        if not entry.get(name):
            reason = f"Parameter {name} is not valid. Reason: {name} is a required argument."
            return {"ErrorCode": "InvalidArgument", "ErrorMessage": reason}
    try:
        detail = json.loads(entry["Detail"])
    except ValueError:
        detail = None
    if isinstance(detail, dict):
        return None
    return {"ErrorCode": "MalformedDetail", "ErrorMessage": "Detail is malformed."}
