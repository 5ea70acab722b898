"""Reads single keys from the terminal, without waiting for Enter."""

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
    """Call `handle` with every key while the block runs; do nothing outside a terminal."""
    try:
        import termios  # noqa: PLC0415 - absent on Windows
        import tty  # noqa: PLC0415 - absent on Windows
    except ImportError:
        yield
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield
        return
    descriptor = sys.stdin.fileno()
    saved = termios.tcgetattr(descriptor)
    loop = asyncio.get_running_loop()
    tty.setcbreak(descriptor, termios.TCSANOW)
    loop.add_reader(descriptor, lambda: _read(descriptor, handle))
    try:
        yield
    finally:
        loop.remove_reader(descriptor)
        termios.tcsetattr(descriptor, termios.TCSANOW, saved)


def _read(descriptor: int, handle: Callable[[str], object]) -> None:
    for key in os.read(descriptor, 64).decode(errors="ignore"):
        handle(key)
