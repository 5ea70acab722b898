"""What can go wrong while a project is written."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePath

_SCREEN = 10


class TransactionError(ScaffoldError):
    """A project that cannot be written: a full disk, a folder without permission."""


class RefusedError(TransactionError):
    """A write that could lose something, or that another run is in the way of."""

    exit_code = 3


class HalfDoneError(TransactionError):
    """A failure that could not be taken back; what it takes to do so is kept."""

    exit_code = 3


class InterruptedLateError(TransactionError):
    """A request to end that came when every change was made: committed, undone or written."""

    exit_code = 130

    def __init__(self, done: str) -> None:
        super().__init__(f"interrupted when everything was {done} already")


@contextlib.contextmanager
def naming(path: PurePath) -> Iterator[None]:
    """Tell of a failing file operation by the project's path, not by the staged file's."""
    try:
        yield
    except OSError as error:
        raise TransactionError(f"{path}: {error.strerror or error}") from error


@contextlib.contextmanager
def afterwards() -> Iterator[None]:
    """Say of an interrupt in the block that it came too late to stop anything."""
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedLateError("written") from None


def listing(names: Iterable[object]) -> str:
    """A line each, as many as a screen takes."""
    lines = [f"\n  {name}" for name in names]
    more = f"\n  and {len(lines) - _SCREEN} more" if len(lines) > _SCREEN else ""
    return "".join(lines[:_SCREEN]) + more
