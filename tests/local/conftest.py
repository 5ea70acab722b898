"""What the tests of the local cloud share."""

from __future__ import annotations

import pytest


@pytest.fixture
def anyio_backend() -> str:
    """The event loop that the local cloud runs on."""
    return "asyncio"
