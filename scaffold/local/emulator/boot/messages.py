"""Messages to the parent process: lines of JSON on standard output, after MARK."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any, Final

from ministack.core import iam_actions, persistence
from ministack.services import s3, ses

if TYPE_CHECKING:
    from .responses import Response

MARK: Final = "@scaffold "
LONGEST_BODY: Final = 20_000


def report(kind: str, **fields: object) -> None:
    """Send a message to the parent process."""
    # One write: many threads serve requests.
    sys.stdout.write(f"{MARK}{json.dumps({'kind': kind, **fields})}\n")
    sys.stdout.flush()


def report_emails() -> None:
    """Report every email, since nothing else delivers it."""
    record = ses._record_send

    def reported(**mail: Any) -> Any:  # noqa: ANN401 - ministack's own
        report(
            "mail",
            to=list(mail["to_addrs"]),
            subject=mail["subject"],
            body=(mail.get("body_text") or mail.get("body_html") or "")[:LONGEST_BODY],
        )
        return record(**mail)

    ses._record_send = reported


def report_denials() -> None:
    """Report every action that IAM denies."""
    respond = iam_actions.access_denied_response

    def reported(service: str, action: str, principal: str, *rest: Any, **named: Any) -> Response:  # noqa: ANN401 - ministack's own
        # Without a principal, the signature is wrong rather than a policy.
        if principal:
            report(
                "denied",
                action=action,
                principal=principal,
                resource=named.get("resource_arn", "*"),
                explicit=bool(named.get("explicit_deny")),
            )
        response: Response = respond(service, action, principal, *rest, **named)
        return response

    iam_actions.access_denied_response = reported


def report_failed_saves() -> None:
    """Report state that could not be written to disk."""
    handler = _Unsaved()
    for logger in (s3.logger, persistence.logger):
        logger.addHandler(handler)


class _Unsaved(logging.Handler):
    """Reports each failure once: the state is saved every few seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._reported: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        failed = text.startswith(("Failed to persist", "Persistence: failed", "Persistence: error"))
        if failed and text not in self._reported:
            self._reported.add(text)
            report("unsaved", text=text)
