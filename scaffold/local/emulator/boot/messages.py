"""What the parent hears of: lines of JSON on standard output, after MARK."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any, Final

from ministack.core import iam_actions, persistence
from ministack.services import s3, ses

if TYPE_CHECKING:
    from .answers import Answer

MARK: Final = "@scaffold "
LONGEST_BODY: Final = 20_000


def tell(kind: str, **fields: object) -> None:
    """Send the parent a message."""
    # In one piece: requests are served by many threads.
    sys.stdout.write(f"{MARK}{json.dumps({'kind': kind, **fields})}\n")
    sys.stdout.flush()


def tell_of_mails() -> None:
    """Tell the parent of every mail, since nobody else delivers it."""
    record = ses._record_send

    def told(**mail: Any) -> Any:  # noqa: ANN401 - ministack's own
        tell(
            "mail",
            to=list(mail["to_addrs"]),
            subject=mail["subject"],
            body=(mail.get("body_text") or mail.get("body_html") or "")[:LONGEST_BODY],
        )
        return record(**mail)

    ses._record_send = told


def tell_of_denials() -> None:
    """Tell the parent whom IAM refused what."""
    respond = iam_actions.access_denied_response

    def told(service: str, action: str, principal: str, *rest: Any, **named: Any) -> Answer:  # noqa: ANN401 - ministack's own
        # Without a principal it is the signature that is wrong, not a policy.
        if principal:
            tell(
                "denied",
                action=action,
                principal=principal,
                resource=named.get("resource_arn", "*"),
                explicit=bool(named.get("explicit_deny")),
            )
        answer: Answer = respond(service, action, principal, *rest, **named)
        return answer

    iam_actions.access_denied_response = told


def tell_of_what_is_not_saved() -> None:
    """Tell the parent what only memory holds, since the disk did not take it."""
    handler = _Unsaved()
    for logger in (s3.logger, persistence.logger):
        logger.addHandler(handler)


class _Unsaved(logging.Handler):
    """Tells of each failure once: the state is saved every few seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        failed = text.startswith(("Failed to persist", "Persistence: failed"))
        if failed and text not in self._told:
            self._told.add(text)
            tell("unsaved", text=text)
