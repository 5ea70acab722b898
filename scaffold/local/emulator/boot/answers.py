"""What ministack's handlers return."""

from __future__ import annotations

from typing import TypeAlias

from ministack.services import cognito

# A status, headers and a body, as ministack passes them.
Answer: TypeAlias = tuple[int, dict[str, str], bytes]


def refusal(code: str, message: str) -> Answer:
    """An error as Cognito answers it."""
    answer: Answer = cognito.error_response_json(code, message, 400)
    return answer
