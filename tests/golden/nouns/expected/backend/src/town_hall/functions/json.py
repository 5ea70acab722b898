"""The code of the function json."""

from town_hall.core.endpoints import Request


def on_http(request: Request) -> object:
    """Return a JSON value, or a `Reply` with its own status."""
    return {"route": request.route, "path": dict(request.path)}
