"""The run lock: one run at a time."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final, TextIO

from scaffold.files import open_private, open_regular
from scaffold.project.transaction.errors import RefusedError, TransactionError, naming
from scaffold.project.transaction.journal import STORE_PATH, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POLL_SECONDS: Final = 0.05
_FILE: Final = "running"
_LONGEST_ID: Final = 20


@contextlib.contextmanager
def run_lock(root: Path, seconds: float = 2.0) -> Iterator[None]:
    """Hold the project; raise RefusedError if another run still holds it after `seconds`.

    The operating system releases the lock when the process ends, so a killed run blocks nobody.
    """
    store = Store(root)
    with naming(STORE_PATH):
        store.create()
        descriptor = open_private(store.folder / _FILE, os.O_RDWR | os.O_APPEND)
        file = os.fdopen(descriptor, "a+", encoding="utf-8", errors="replace")
    with file:
        _acquire(file, root, seconds)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_running(root: Path) -> bool:
    """Return True if a run holds the project at the moment."""
    import fcntl  # noqa: PLC0415 - commands that do not write work without it

    try:
        with open_regular(Store(root).folder / _FILE) as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def _acquire(file: TextIO, root: Path, seconds: float) -> None:
    import fcntl  # noqa: PLC0415 - commands that do not write work without it

    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.seek(0)
                holder = file.read(_LONGEST_ID) or "unknown"
                message = (
                    f"{root}: another scaffold process ({holder}) is writing here. Wait for it to"
                    " end, then run this again"
                )
                raise RefusedError(message) from None
            time.sleep(_POLL_SECONDS)
        except OSError as error:
            raise TransactionError(f"{STORE_PATH}: cannot be locked: {error.strerror}") from error
        else:
            return
