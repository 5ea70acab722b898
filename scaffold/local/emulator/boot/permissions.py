"""Batches need the permission that AWS asks for them, which is that of the single operation."""

from __future__ import annotations

from typing import Any, Final

from ministack.core import iam_actions

PERMISSIONS: Final = {
    "sns:PublishBatch": "sns:Publish",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}


def name_batches_as_aws_does() -> None:
    """Check a batch as what it consists of: there is no permission of its own name."""
    extract = iam_actions.extract_iam_action

    def named(*request: Any, **more: Any) -> str | None:  # noqa: ANN401 - ministack's own
        action: str | None = extract(*request, **more)
        return PERMISSIONS.get(action, action) if action else None

    iam_actions.extract_iam_action = named
