"""A harness for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.functions.harness import Harness, leave_alone_what_runs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    """Code in a folder of its own, with the handlers of all tests."""
    leave_alone_what_runs()
    return Harness(tmp_path)
