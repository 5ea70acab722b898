"""Permissions of batch operations: AWS checks the action of the single operation."""

from __future__ import annotations

from typing import Any, Final

from ministack.core import iam_actions

PERMISSIONS: Final = {
    "sns:PublishBatch": "sns:Publish",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}


def map_batch_actions() -> None:
    """Check batches as single operations: IAM has no actions for batches."""
    extract = iam_actions.extract_iam_action

    def named(*request: Any, **more: Any) -> str | None:  # noqa: ANN401 - ministack's own
        action: str | None = extract(*request, **more)
        return PERMISSIONS.get(action, action) if action else None

    iam_actions.extract_iam_action = named
