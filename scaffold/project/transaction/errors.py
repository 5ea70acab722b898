"""The errors of writing to a project."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePath

_MOST_LINES: Final = 10


class TransactionError(ScaffoldError):
    """A project that cannot be written, for example because the disk is full."""


class RefusedError(TransactionError):
    """A write that could overwrite something, or that another run blocks."""

    exit_code = 3


class RollbackError(TransactionError):
    """A failure that could not be rolled back; the data to do so is kept."""

    exit_code = 3


class LateInterruptError(TransactionError):
    """An interrupt that came after every change was committed, undone or written."""

    exit_code = 130

    def __init__(self, done: str) -> None:
        super().__init__(f"interrupted after everything was {done}")


@contextlib.contextmanager
def naming(path: PurePath) -> Iterator[None]:
    """Raise a failed file operation as a TransactionError that names the project's path."""
    try:
        yield
    except OSError as error:
        raise TransactionError(f"{path}: {error.strerror or error}") from error


@contextlib.contextmanager
def late_interrupts() -> Iterator[None]:
    """Raise LateInterruptError for an interrupt in the block: everything is written already."""
    try:
        yield
    except KeyboardInterrupt:
        raise LateInterruptError("written") from None


def listing(names: Iterable[object]) -> str:
    """Return one indented line per name, cut to what fits on a screen."""
    lines = [f"\n  {name}" for name in names]
    more = f"\n  and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return "".join(lines[:_MOST_LINES]) + more
