"""Verified addresses: only they receive the code that resets a password."""

from __future__ import annotations

from typing import Any, Final

from ministack.services import cognito

from .responses import Response, error_response
from .users import pool_of

OK: Final = 200
INVITED: Final = "FORCE_CHANGE_PASSWORD"
# What recovers an account, by the name of a pool's recovery mechanism.
_ATTRIBUTES: Final = {"verified_email": "email", "verified_phone_number": "phone_number"}


def verify_confirmed_addresses() -> None:
    """Mark an address as verified once its user has confirmed it with the code."""
    confirm = cognito._confirm_sign_up

    def confirmed(data: dict[str, Any]) -> Response:
        response: Response = confirm(data)
        pool, user = _pool_and_user(data)
        if response[0] == OK and "email" in (pool.get("AutoVerifiedAttributes") or ()):
            verified = [{"Name": "email_verified", "Value": "true"}]
            user["Attributes"] = cognito._merge_attributes(user["Attributes"], verified)
        return response

    cognito._confirm_sign_up = confirmed


def reset_through_verified_addresses() -> None:
    """Send codes that reset a password to verified addresses of confirmed users only."""
    forgot, reset = cognito._forgot_password, cognito._admin_reset_user_password

    def asked(data: dict[str, Any]) -> Response:
        pool, user = _pool_and_user(data)
        error = _recovery_error(pool, user) if user else None
        # The state of an invited user is told in any case.
        if error and user.get("UserStatus") != INVITED and _hides(pool, data):
            return _simulated_delivery(data)
        response: Response = error or forgot(data)
        return response

    def required(data: dict[str, Any]) -> Response:
        pool, user = _pool_and_user(data)
        response: Response = (_recovery_error(pool, user) if user else None) or reset(data)
        return response

    cognito._forgot_password = asked
    cognito._admin_reset_user_password = required


def resend_to_unconfirmed_users() -> None:
    """Send no second confirmation code to a user who is confirmed."""
    resend = cognito._resend_confirmation_code

    def resent(data: dict[str, Any]) -> Response:
        pool, user = _pool_and_user(data)
        if not user or user.get("UserStatus") == "UNCONFIRMED":
            response: Response = resend(data)
            return response
        if _hides(pool, data):
            return _simulated_delivery(data)
        return error_response("InvalidParameterException", "User is already confirmed.")

    cognito._resend_confirmation_code = resent


def _pool_and_user(data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the pool and the user of a request, empty if they do not exist."""
    pool = pool_of(data) or {}
    user = cognito._resolve_user(pool, data.get("Username"))[0] if pool else None
    return pool, user or {}


def _hides(pool: dict[str, Any], data: dict[str, Any]) -> bool:
    """Return True if the request's client must not tell whether a user exists."""
    return bool(cognito._hides_user_existence(pool, data.get("ClientId")))


def _simulated_delivery(data: dict[str, Any]) -> Response:
    """Return the response to a code that was sent, without sending one."""
    response: Response = cognito._code_delivery_response(
        cognito._masked_destination(data.get("Username"))
    )
    return response


def _recovery_error(pool: dict[str, Any], user: dict[str, Any]) -> Response | None:
    if not user.get("Enabled", True):
        return error_response("NotAuthorizedException", "User is disabled.")
    if user.get("UserStatus") == INVITED:
        return error_response(
            "NotAuthorizedException", "User password cannot be reset in the current state."
        )
    setting = pool.get("AccountRecoverySetting") or {}
    mechanisms = [found.get("Name") for found in setting.get("RecoveryMechanisms") or ()]
    wanted = [_ATTRIBUTES[name] for name in mechanisms or _ATTRIBUTES if name in _ATTRIBUTES]
    attributes = cognito._attr_list_to_dict(user.get("Attributes", []))
    if any(attributes.get(f"{name}_verified", "").lower() == "true" for name in wanted):
        return None
    return error_response(
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or"
        " phone_number",
    )
