"""One run at a time, and none that is cut in half by a signal."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Final, TextIO

from scaffold.project.transaction.errors import RefusedError, TransactionError, naming
from scaffold.project.transaction.journal import STORE_PATH, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE: Final = 0.05
_ENDING_SIGNALS: Final = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextlib.contextmanager
def run_lock(root: Path, seconds: float = 2.0) -> Iterator[None]:
    """Hold the project; refused, with the holder's process, where another run has it for long.

    The lock is the system's and ends with the process: what a killed run leaves blocks nobody.
    """
    store = Store(root)
    with naming(STORE_PATH):
        store.make()
        file = (store.folder / "running").open("a+", encoding="utf-8")
    with file:
        _acquire(file, root, seconds)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_running(root: Path) -> bool:
    """Whether a run holds the project at this moment."""
    import fcntl  # noqa: PLC0415 - whatever does not write works where there is none

    try:
        with (Store(root).folder / "running").open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def _acquire(file: TextIO, root: Path, seconds: float) -> None:
    import fcntl  # noqa: PLC0415 - whatever does not write works where there is none

    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.seek(0)
                holder = file.read() or "unknown"
                message = f"another scaffold is writing to {root} (process {holder}); wait for it"
                raise RefusedError(message) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise TransactionError(f"{STORE_PATH}: cannot be locked: {error.strerror}") from error
        else:
            return


@contextlib.contextmanager
def signals_held() -> Iterator[None]:
    """Let requests to end wait until the block is left.

    By handlers, not by a signal mask: another thread, such as a spinner's, would take the signal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python hands signals to the main thread only
        return
    came: list[int] = []
    handlers = {number: signal.getsignal(number) for number in _ENDING_SIGNALS}
    held = {number: handler for number, handler in handlers.items() if handler != signal.SIG_IGN}
    for number in held:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in came:
            signal.raise_signal(number)
