"""The responses of ministack's handlers."""

from __future__ import annotations

from typing import TypeAlias

from ministack.services import cognito

# Status, headers and body.
Response: TypeAlias = tuple[int, dict[str, str], bytes]


def error_response(code: str, message: str) -> Response:
    """Return an error response of Cognito."""
    response: Response = cognito.error_response_json(code, message, 400)
    return response
