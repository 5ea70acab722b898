"""What the function probe does."""

from aws_lambda_powertools import Logger

from hello.core.arrivals import Upload

logger = Logger()


def on_upload(upload: Upload) -> None:
    """Handle a file that has arrived; the same one never comes twice."""
    logger.info("A file has arrived", extra={"key": upload.key, "size": upload.size})
