"""What the function cancel does."""

from hello.core.endpoints import Request


def on_http(request: Request) -> object:
    """Answer a request with a JSON value, or with a `Reply` that has a status of its own."""
    return {"route": request.route, "path": dict(request.path)}
