"""What SQS and EventBridge refuse, and ministack takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ministack.services import eventbridge, sqs

if TYPE_CHECKING:
    from .answers import Answer

LONGEST_DELAY: Final = 900


def refuse_long_delays() -> None:
    """Let no message wait longer than SQS has it wait."""
    send = sqs._act_send_message

    def sent(data: dict[str, Any], url: str) -> dict[str, Any]:
        delay = data.get("DelaySeconds")
        if delay is not None and not 0 <= int(delay) <= LONGEST_DELAY:
            raise sqs._Err(
                "InvalidParameterValue",
                f"Value {delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must "
                f"be >= 0 and <= {LONGEST_DELAY}.",
            )
        answer: dict[str, Any] = send(data, url)
        return answer

    # The batch calls it by its name, requests through the table.
    sqs._act_send_message = sqs._HANDLERS["SendMessage"] = sent


def refuse_malformed_events() -> None:
    """Fail the entries whose source, type or detail is not what EventBridge takes."""
    put = eventbridge._put_events

    def checked(data: dict[str, Any], *rest: Any, **named: Any) -> Answer:  # noqa: ANN401 - ministack's own
        entries = data.get("Entries", [])
        problems = [_problem(entry) for entry in entries]
        sound = [entry for entry, bad in zip(entries, problems, strict=True) if bad is None]
        answer: Answer = put({**data, "Entries": sound}, *rest, **named)
        if len(sound) == len(entries) or answer[0] >= 400:  # noqa: PLR2004 - an error
            return answer
        body = json.loads(answer[2])
        passed = iter(body["Entries"])
        body["Entries"] = [next(passed) if bad is None else bad for bad in problems]
        body["FailedEntryCount"] += len(entries) - len(sound)
        return answer[0], answer[1], json.dumps(body).encode()

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
