"""The generated projects, and the stacks that their templates make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cloudformation import Stack, stacks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import goldens


@pytest.fixture(scope="session")
def every_case(
    golden_cases: Sequence[goldens.Case], example_cases: Sequence[goldens.Case]
) -> Sequence[goldens.Case]:
    """Golden cases and examples."""
    return [*golden_cases, *example_cases]


@pytest.fixture(scope="session")
def every_stack(every_case: Sequence[goldens.Case]) -> Sequence[Stack]:
    """Every stage of every case."""
    return [stack for case in every_case for stack in stacks(case)]
