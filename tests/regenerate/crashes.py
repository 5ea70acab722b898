"""Runs that end at a chosen disk operation.

Python calls audit hooks before each operation, so the code under test needs no mocks. A hook cannot
be removed, so each run is a process of its own.
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
    """The end of a run: the error's type and message, and the number of disk operations."""

    code: int
    error: str = ""
    message: str = ""
    changes: int = 0


def run(action: Callable[[], object], hook: Hook | None = None) -> Ending:
    """Run in a new process, and call the hook before each disk operation.

    It gets the number of the operation, from 1, and whether it needs disk space; it may raise or
    exit.
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
    except BaseException as problem:  # noqa: BLE001 - the parent reports it
        code, error, message = 1, type(problem).__name__, str(problem)
    finally:
        os.write(writer, json.dumps([error, message, changes]).encode())
        os._exit(code)


def at(chosen: int, act: Callable[[], None]) -> Hook:
    """Return a hook that acts before a single operation."""

    def hook(number: int, _grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        if number == chosen:
            act()

    return hook


def once(place: Path, act: Callable[[], None]) -> Hook:
    """Return a hook that acts as soon as a file exists."""
    acted = False

    def hook(_number: int, _grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        nonlocal acted
        if not acted and place.exists():
            acted = True
            act()

    return hook


def from_on(chosen: int, act: Callable[[], None], *, growing: bool = False) -> Hook:
    """Return a hook that acts before every operation from a number on, or those that need space."""

    def hook(number: int, grows: bool) -> None:  # noqa: FBT001 - a hook's signature
        if number >= chosen and (grows or not growing):
            act()

    return hook


def kill() -> None:
    """Exit like a killed process, without cleaning up."""
    os._exit(KILLED)
