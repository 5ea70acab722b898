"""Requests to the dashboard of a running `scaffold dev`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from scaffold.local.session import Running

# Longer than any function runs, in seconds.
_TIMEOUT: Final = 910


class DashboardError(ScaffoldError):
    """The dashboard does not respond, or rejects a request."""


def invoke(running: Running, function: str, event: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Invoke a function, and return its outcome."""
    outcome: dict[str, Any] = _request(
        running, "POST", "/api/invoke", {"function": function, "event": event}
    )
    return outcome


def function_names(running: Running) -> list[str]:
    """Return the logical ids of the running functions."""
    return [function["name"] for function in _request(running, "GET", "/api/state")["functions"]]


def _request(running: Running, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
    import httpx  # noqa: PLC0415 - start-up time

    from scaffold.local.dashboard.access import split_token  # noqa: PLC0415 - start-up time

    origin, token = split_token(running.urls["Dashboard"])
    try:
        response = httpx.request(
            method,
            f"{origin}{path}",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_TIMEOUT,
            trust_env=False,
        )
        document = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise DashboardError(f"scaffold dev does not respond: {error}") from error
    if response.is_error:
        raise DashboardError(document["message"])
    return document
