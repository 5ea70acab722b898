"""Holding back the signals that end a process."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextlib.contextmanager
def signals_held() -> Iterator[None]:
    """Deliver signals that end the process only after the block.

    With handlers instead of a signal mask: another thread, such as a spinner's, would get them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python delivers signals to the main thread only
        return
    received: list[int] = []
    handlers = {number: signal.getsignal(number) for number in _ENDING_SIGNALS}
    held = {number: handler for number, handler in handlers.items() if handler != signal.SIG_IGN}
    for number in held:
        signal.signal(number, lambda number, _: received.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in received:
            signal.raise_signal(number)
