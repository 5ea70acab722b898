"""The code of the function delta-abcdefgh-abcdefgh-abcdefgh."""

from application_abcdefgh_abcdefgh_ab.core.endpoints import Request


def on_http(request: Request) -> object:
    """Return a JSON value, or a `Reply` with its own status."""
    return {"route": request.route, "path": dict(request.path)}
