"""The tricky cases, each with the whole program."""

from __future__ import annotations

import pytest
from regenerate.peers import Scaffold
from regenerate.tricky import Case, passes
from regenerate.tricky_cases import CASES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tricky_case(case: Case) -> None:
    """`make bench` prints Copier's result beside ours."""
    assert passes(case, Scaffold)
