"""The start and end of the program."""

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
    """Enable garbage collection again after each test."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.parametrize(
    ("arguments", "collects"),
    [(["dev"], True), (["logs", "--follow"], True), (["regenerate", "dev"], False), ([], False)],
)
def test_garbage_collection_is_off_for_short_commands(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], *, collects: bool
) -> None:
    """Commands that end within a second do not need it."""
    seen: list[bool] = []
    monkeypatch.setattr(sys, "argv", ["scaffold", *arguments])
    monkeypatch.setattr(app, "run", lambda: seen.append(gc.isenabled()))

    program.main()

    assert seen == [collects]


def test_interrupt_during_start_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exits 130 without a traceback."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "run", interrupted)
    with pytest.raises(SystemExit) as caught:
        program.main()

    assert caught.value.code == 130
