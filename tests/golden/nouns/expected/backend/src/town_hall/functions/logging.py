"""The code of the function logging."""

from aws_lambda_powertools import Logger

from town_hall.core.arrivals import Upload

logger = Logger()


def on_upload(upload: Upload) -> None:
    """Handle an uploaded file; each file is processed once."""
    logger.info("File uploaded", extra={"key": upload.key, "size": upload.size})
