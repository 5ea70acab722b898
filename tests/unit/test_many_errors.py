"""Thousands of errors in one spec are found in time proportional to their number."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from scaffold import names
from scaffold.errors import SpecError
from scaffold.spec import reader

if TYPE_CHECKING:
    from types import FrameType

HEAD = "scaffold: 1\napp: big\n"
MODEL = f"{HEAD}models:\n  note:\n    fields:\n"
# Specs by the number of their wrong lines, which each make one error or a few.
SPECS = {
    "unknown keys": (HEAD, "bad_key{}: 1\n"),
    "names that none may have": (f"{HEAD}models:\n", "  bad_Key{}:\n    fields: {{a: string}}\n"),
    "unknown types": (MODEL, "      f{}: strin\n"),
    "a key written many times": (MODEL, "      a: string\n"),
    "refs to nothing": (f"{HEAD}models:\n", "  m{0}: {{fields: {{r: ref(nx{0})}}}}\n"),
    "rules without a meaning": (f"{MODEL}      a: string\n    access:\n", "      k{}: owner\n"),
    "triggers from nothing": (f"{HEAD}functions:\n", "  f{0}: {{trigger: {{upload: nx{0}}}}}\n"),
}


@pytest.mark.parametrize("kind", SPECS)
def test_twice_the_errors_are_twice_the_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in calls, above the number of names among which a suggestion is looked for."""
    monkeypatch.setattr(names, "_MOST_COMPARED", 100)

    small, large = calls(kind, 150), calls(kind, 300)

    assert large < 2.5 * small


def calls(kind: str, count: int) -> int:
    """Return how many functions are called to refuse a spec of so many wrong lines."""
    head, wrong = SPECS[kind]
    text = head + "".join(wrong.format(number) for number in range(count))
    total = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal total
        total += event in {"call", "c_call"}

    sys.setprofile(trace)
    try:
        reader.parse(text)
    except SpecError as error:
        str(error)
        found = len(error.diagnostics)
    finally:
        sys.setprofile(None)

    assert found >= count
    return total
