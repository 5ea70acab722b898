"""The code of the function typing."""

from typing import Any


def handle(event: dict[str, Any]) -> object:
    """Return a JSON value to the caller."""
    return {"received": sorted(event)}
