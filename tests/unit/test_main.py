"""The program's start and end."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

from scaffold import __main__ as program
from scaffold.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """The tests' own garbage is collected afterwards as before."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("arguments", "collects"),
    [(["dev"], True), (["logs", "--follow"], True), (["regenerate", "dev"], False), ([], False)],
)
def test_only_what_runs_on_looks_for_garbage(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], *, collects: bool
) -> None:
    """What ends in a second has no use for it."""
    seen: list[bool] = []
    monkeypatch.setattr(sys, "argv", ["scaffold", *arguments])
    monkeypatch.setattr(app, "run", lambda: seen.append(gc.isenabled()))

    program.main()

    assert seen == [collects]


def test_an_interrupt_of_the_start_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the exit code of one."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "run", interrupted)
    with pytest.raises(SystemExit) as caught:
        program.main()

    assert caught.value.code == 130
