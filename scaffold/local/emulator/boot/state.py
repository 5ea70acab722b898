"""The state on disk: replaced as a whole, by one thread at a time; not where it is unreadable."""

from __future__ import annotations

import copy
import json
import os
import pickle
import shutil
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Never

import ministack.app as ministack
from ministack.core import persistence
from ministack.services import dynamodb

if TYPE_CHECKING:
    from typing import TextIO

SAVE_EVERY_SECONDS: Final = 5.0
# The part of the time that saving may take: requests wait while a large state is copied.
LARGEST_SHARE: Final = 0.05

# It has keys as well, which ministack writes once.
_FOLDER: Final = Path(persistence.STATE_DIR)
_SAVED: Final = _FOLDER / "saved"
# The next state while it is written, and the last one while the next takes its place.
_DRAFT: Final = _FOLDER / "draft"
_FORMER: Final = _FOLDER / "former"
# The names of the files that a state has.
_CONTENTS: Final = "contents"
# Where the file of a service begins.
_FORMAT: Final = '{"__ministack_format__"'

_saving = threading.Lock()
_loaded = threading.Event()


def save_periodically() -> None:
    """Save the state while running: ministack itself saves only when it stops cleanly."""
    pause = SAVE_EVERY_SECONDS
    _loaded.wait()
    while True:
        time.sleep(pause)
        started = time.monotonic()
        _save()
        pause = max(SAVE_EVERY_SECONDS, (time.monotonic() - started) / LARGEST_SHARE)


def save_as_a_whole() -> None:
    """Replace the files of all services in one step; the last save waits for one in progress."""
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
        try:
            states = _states()
            shutil.rmtree(_DRAFT, ignore_errors=True)
            persistence.STATE_DIR = str(_DRAFT)
            # It reports what it cannot write, and goes on.
            persistence.save_all({name: _getter(state) for name, state in states.items()})
            if all((_DRAFT / f"{name}.json").exists() for name in states):
                _replace_state()
        except Exception as error:  # noqa: BLE001 - the next save may succeed
            persistence.logger.error("Persistence: failed to save the state: %s", error)


def _states() -> dict[str, Any]:
    """Return the state of each service; what the stacks have is there when tables are copied."""
    getters = ministack._build_persistence_save_dict()
    names = sorted(getters, key=lambda name: name != "cloudformation")
    return {name: state for name in names if (state := getters[name]()) is not None}


def _getter(state: object) -> Any:  # noqa: ANN401 - a function
    return lambda: state


def _replace_state() -> None:
    """Let the draft take the place of the state, with what it has of services not used so far."""
    former = _last_state()
    for file in former.glob("*.json"):
        if not (_DRAFT / file.name).exists():
            shutil.copyfile(file, _DRAFT / file.name)
    names = sorted(file.name for file in _DRAFT.glob("*.json"))
    (_DRAFT / _CONTENTS).write_text("\n".join(names))
    if _SAVED.exists():
        _SAVED.rename(_FORMER)
    _DRAFT.rename(_SAVED)
    shutil.rmtree(_FORMER, ignore_errors=True)
    for file in _FOLDER.glob("*.json"):
        file.unlink()


def _last_state() -> Path:
    """Return the folder of the last state; earlier versions of scaffold had no extra one."""
    return _SAVED if _SAVED.exists() else _FOLDER


def _copy(value: Any) -> Any:  # noqa: ANN401 - of any type
    try:
        return pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - just made
    except (pickle.PicklingError, TypeError, AttributeError):
        return copy.deepcopy(value)


def _dump(value: object, file: TextIO, **options: Any) -> None:  # noqa: ANN401 - those of json.dump
    file.write(json.dumps(value, **options))


def _load() -> None:
    if _FOLDER.exists() and not _FOLDER.is_dir():
        _keep_and_exit(_FOLDER, "is no folder")
    _finish_last_save()
    folder = _last_state()
    _check_contents(folder)
    _restore_all(folder)
    _loaded.set()


def _finish_last_save() -> None:
    if _FORMER.exists() and _DRAFT.exists() and not _SAVED.exists():
        _DRAFT.rename(_SAVED)  # killed between the two steps
    for leftover in (_DRAFT, _FORMER):
        shutil.rmtree(leftover, ignore_errors=True)


def _check_contents(folder: Path) -> None:
    contents = folder / _CONTENTS
    for name in contents.read_text().splitlines() if contents.exists() else ():
        if not (folder / name).exists():
            _keep_and_exit(folder / name, "is missing")


def _restore_all(folder: Path) -> None:
    persistence.STATE_DIR = str(folder)
    for service, module in ministack._state_map.items():
        path = folder / f"{service}.json"
        if path.exists():
            try:
                _restore(path, service, module)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is kept
                _keep_and_exit(path, f"is unreadable: {error!r}")


def _restore(path: Path, service: str, module: str) -> None:
    state = persistence.load_state(service)
    if not isinstance(state, dict):
        raise TypeError("no state that this version of ministack has written")
    if state:
        ministack._get_module(module).load_persisted_state(state)
    elif not path.read_text().startswith(_FORMAT):
        raise ValueError("no state of ministack's")


def _keep_and_exit(path: Path, fault: str) -> Never:
    sys.stderr.write(
        f"{path} {fault}. It has data that --persist kept.\n"
        "Restore it from a copy, or start without --persist to discard all data.\n"
    )
    sys.stderr.flush()
    # Not by an exception, of which the server would print where it came from.
    os._exit(1)
