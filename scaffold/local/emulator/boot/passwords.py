"""Passwords that Cognito rejects, and ministack accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ministack.services import cognito

from .responses import Response, error_response
from .users import pool_of

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 256
PATTERN: Final = re.compile(r"^[\S]+.*[\S]+$")
# The parameters of Cognito's type `PasswordType`.
_PARAMETERS: Final = (
    ("SignUp", "Password"),
    ("AdminCreateUser", "TemporaryPassword"),
    ("AdminSetUserPassword", "Password"),
    ("ConfirmForgotPassword", "Password"),
    ("ChangePassword", "PreviousPassword"),
    ("ChangePassword", "ProposedPassword"),
)


def reject_malformed_passwords() -> None:
    """Reject passwords with outer blanks, and those that are too long, before anything else."""
    dispatch = cognito._dispatch_idp

    async def checked(action: str, data: dict[str, Any]) -> Response:
        for operation, parameter in _PARAMETERS:
            if operation == action and (constraint := _violation(data.get(parameter))):
                name = parameter[0].lower() + parameter[1:]
                return error_response(
                    "InvalidParameterException",
                    f"1 validation error detected: Value at '{name}' failed to satisfy constraint:"
                    f" Member must {constraint}",
                )
        response: Response = await dispatch(action, data)
        return response

    cognito._dispatch_idp = checked


def check_the_first_password() -> None:
    """Apply the pool's policy to the password that an invited user chooses."""

    def checking(
        respond: Callable[[dict[str, Any]], Response],
    ) -> Callable[[dict[str, Any]], Response]:
        def responded(data: dict[str, Any]) -> Response:
            return _first_password_error(data) or respond(data)

        return responded

    cognito._respond_to_auth_challenge = checking(cognito._respond_to_auth_challenge)
    cognito._admin_respond_to_auth_challenge = checking(cognito._admin_respond_to_auth_challenge)


def _first_password_error(data: dict[str, Any]) -> Response | None:
    pool = pool_of(data)
    if data.get("ChallengeName") != "NEW_PASSWORD_REQUIRED" or pool is None:
        return None
    password = (data.get("ChallengeResponses") or {}).get("NEW_PASSWORD")
    if not password:
        return error_response(
            "InvalidParameterException", "Missing required parameter NEW_PASSWORD"
        )
    if constraint := _violation(password):
        return error_response(
            "InvalidPasswordException",
            f"Password does not conform to policy: Password must {constraint}",
        )
    error: Response | None = cognito._validate_password(pool, password)
    return error


def _violation(password: object) -> str | None:
    if not isinstance(password, str):
        return None
    if len(password) > LONGEST:
        return f"have length less than or equal to {LONGEST}"
    if not PATTERN.match(password):
        return f"satisfy regular expression pattern: {PATTERN.pattern}"
    return None
