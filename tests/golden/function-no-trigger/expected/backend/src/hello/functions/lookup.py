"""What the function lookup does."""

from typing import Any


def handle(event: dict[str, Any]) -> object:
    """Answer the caller with a JSON value."""
    return {"received": sorted(event)}
