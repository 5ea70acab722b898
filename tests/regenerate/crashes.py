"""Runs that end at a chosen file operation.

Python announces each operation to its audit hooks before it is done, so nothing has to be replaced
in the code under test. A hook cannot be taken off: each run is a process of its own.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Hook: TypeAlias = "Callable[[int, bool], None]"

KILLED = 99
_CHANGES = {
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
}
_GROWTH = {"os.link", "os.mkdir", "os.symlink"}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: the name and text of what it raised, and how often it changed the disk."""

    code: int
    error: str = ""
    message: str = ""
    changes: int = 0


def run(action: Callable[[], object], hook: Hook | None = None) -> Ending:
    """Run in a process of its own; the hook is called before each change of the disk.

    It is told the number of the change, from 1, and whether it takes more of the disk; it may
    raise or exit.
    """
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child starts no thread
        pid = os.fork()
    if pid == 0:
        os.close(reader)
        _child(action, hook, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        text = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Ending(code, *json.loads(text)) if text else Ending(code)


def _child(action: Callable[[], object], hook: Hook | None, writer: int) -> None:
    changes = 0

    def announce(event: str, details: tuple[Any, ...]) -> None:
        nonlocal changes
        opens = event == "open" and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if opens or event in _CHANGES:
            changes += 1
            if hook is not None:
                hook(changes, bool(opens) or event in _GROWTH)

    code, error, message = 0, "", ""
    try:
        sys.addaudithook(announce)
        action()
    except BaseException as problem:  # noqa: BLE001 - the parent judges it
        code, error, message = 1, type(problem).__name__, str(problem)
    finally:
        os.write(writer, json.dumps([error, message, changes]).encode())
        os._exit(code)


def at(chosen: int, act: Callable[[], None]) -> Hook:
    """A hook that acts before one change."""

    def hook(number: int, _grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        if number == chosen:
            act()

    return hook


def once(place: Path, act: Callable[[], None]) -> Hook:
    """A hook that acts as soon as a file is there."""
    acted = False

    def hook(_number: int, _grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        nonlocal acted
        if not acted and place.exists():
            acted = True
            act()

    return hook


def from_on(chosen: int, act: Callable[[], None], *, growing: bool = False) -> Hook:
    """A hook that acts before every change from one on, or every one that takes more space."""

    def hook(number: int, grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        if number >= chosen and (grows or not growing):
            act()

    return hook


def kill() -> None:
    """End as a killed process does: nothing is cleaned up."""
    os._exit(KILLED)
