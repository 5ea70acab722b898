"""The code of the function shrink."""

from aws_lambda_powertools import Logger

from hello.core.arrivals import Upload
from hello.core.endpoints import Request

logger = Logger()


def on_http(request: Request) -> object:
    """Return a JSON value, or a `Reply` with its own status."""
    return {"route": request.route, "path": dict(request.path)}


def on_upload(upload: Upload) -> None:
    """Handle an uploaded file; each file is processed once."""
    logger.info("File uploaded", extra={"key": upload.key, "size": upload.size})
