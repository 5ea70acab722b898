"""What the function shrink does."""

from aws_lambda_powertools import Logger

from hello.core.arrivals import Upload
from hello.core.endpoints import Request

logger = Logger()


def on_http(request: Request) -> object:
    """Answer a request with a JSON value, or with a `Reply` that has a status of its own."""
    return {"route": request.route, "path": dict(request.path)}


def on_upload(upload: Upload) -> None:
    """Handle a file that has arrived; the same one never comes twice."""
    logger.info("A file has arrived", extra={"key": upload.key, "size": upload.size})
