"""The state on disk: saved by one thread at a time, and not replaced where it was unreadable."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import ministack.app as ministack
from ministack.core import persistence
from ministack.services import dynamodb

if TYPE_CHECKING:
    from typing import TextIO

SAVE_EVERY_SECONDS: Final = 5.0
# The part of the time that saving may take: requests wait while a large state is copied.
LARGEST_SHARE: Final = 0.05

_saving = threading.Lock()


def save_periodically() -> None:
    """Save the state while running: ministack itself saves only when it stops cleanly."""
    pause = SAVE_EVERY_SECONDS
    while True:
        time.sleep(pause)
        started = time.monotonic()
        _save()
        pause = max(SAVE_EVERY_SECONDS, (time.monotonic() - started) / LARGEST_SHARE)


def save_one_at_a_time() -> None:
    """Let the last save wait for one in progress, which writes to the same files."""
    ministack.save_all = lambda _: _save()


def save_quickly() -> None:
    """Copy and encode in C: it takes a quarter of the time, and no request runs in between."""
    dynamodb.copy = SimpleNamespace(deepcopy=_copy)
    persistence.json = SimpleNamespace(dump=_dump, load=json.load, JSONDecodeError=ValueError)


def refuse_unreadable_state() -> None:
    """Exit if the state of an earlier run is unreadable: the next save would replace it."""
    ministack._load_persisted_state = _load


def _save() -> None:
    with _saving:
        persistence.save_all(ministack._build_persistence_save_dict())


def _copy(value: Any) -> Any:  # noqa: ANN401 - of any type
    try:
        return pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - just made
    except (pickle.PicklingError, TypeError, AttributeError):
        return copy.deepcopy(value)


def _dump(value: object, file: TextIO, **options: Any) -> None:  # noqa: ANN401 - those of json.dump
    file.write(json.dumps(value, **options))


def _load() -> None:
    for service, module in ministack._state_map.items():
        path = Path(persistence.STATE_DIR, f"{service}.json")
        if path.exists():
            try:
                _restore(module, persistence.load_state(service))
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is kept
                sys.exit(
                    f"The data of {service} that --persist kept is unreadable ({error!r}).\n"
                    f"Restore {path}, or start without --persist to discard all data."
                )


def _restore(module: str, state: object) -> None:
    if not isinstance(state, dict):
        raise TypeError("not a state that this version of ministack has written")
    if state:
        ministack._get_module(module).load_persisted_state(state)
