"""Single keys of a terminal, read without waiting for Enter."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextlib.contextmanager
def pressed(handle: Callable[[str], object]) -> Iterator[None]:
    """Hand every key to `handle` while the block runs; nothing where there is no terminal."""
    try:
        import termios  # noqa: PLC0415 - absent on Windows
        import tty  # noqa: PLC0415 - absent on Windows
    except ImportError:
        yield
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield
        return
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    loop = asyncio.get_running_loop()
    tty.setcbreak(number, termios.TCSANOW)
    loop.add_reader(number, lambda: _read(number, handle))
    try:
        yield
    finally:
        loop.remove_reader(number)
        termios.tcsetattr(number, termios.TCSANOW, before)


def _read(number: int, handle: Callable[[str], object]) -> None:
    for key in os.read(number, 64).decode(errors="ignore"):
        handle(key)
