"""A laboratory for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from local.functions.laboratory import Laboratory, leave_alone_what_runs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lab(tmp_path: Path) -> Laboratory:
    """Code in a folder of its own, with the handlers of all tests."""
    leave_alone_what_runs()
    return Laboratory(tmp_path)
