"""Requests to the dashboard of a running `scaffold dev`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

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


def invite(
    running: Running, username: str, groups: tuple[str, ...], pool: str | None
) -> dict[str, Any]:
    """Create a user of a pool, by default the only one; return it with its invitation."""
    known = list(_request(running, "GET", "/api/pools"))
    if not known:
        raise DashboardError("the template has no user pool that runs locally")
    if pool is None and len(known) > 1:
        raise DashboardError(f"there are several user pools: choose --pool {' or '.join(known)}")
    path = f"/api/pools/{quote(pool or known[0], safe='')}/users"
    body = {"username": username, "groups": list(groups)}
    user: dict[str, Any] = _request(running, "POST", path, body)
    return user


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
