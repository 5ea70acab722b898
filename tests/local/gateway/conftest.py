"""An HTTP API in front of a function that a test writes."""

from __future__ import annotations

import pytest
from local.gateway.issuer import Issuer
from local.gateway.serving import Clock


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests in asyncio."""
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    """A user pool that signs tokens; its key is made once."""
    return Issuer()
