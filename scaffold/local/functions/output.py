"""What a function's process writes, read line by line and never kept whole."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# What is kept of an invocation's output; the rest is counted and dropped.
_LINES: Final = 1_000
_BYTES: Final = 256 * 2**10
_LINE: Final = 8 * 2**10
_TAIL: Final = 4 * 2**10
_CHUNK: Final = 64 * 2**10
# How much may be waiting when an answer comes: a process that never stops writing has no end.
_CHUNKS_AT_ONCE: Final = 64


class Output:
    """The reading end of a process's stdout and stderr.

    `emit` gets a line, and the id of the request that it belongs to; without it nobody does.
    """

    def __init__(self) -> None:
        self.emit: Callable[[str, str | None], None] = lambda _text, _request_id: None
        self._read, self.write = os.pipe()
        os.set_blocking(self._read, False)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._read, self._take)
        self._request_id: str | None = None
        self._line = bytearray()
        self._forget()

    def started(self) -> None:
        """Let go of the writing end, once the process has it."""
        if self.write >= 0:
            os.close(self.write)
            self.write = -1

    def begin(self, request_id: str) -> None:
        """What is written from now on belongs to this request."""
        self._settle()
        self._forget()
        self._request_id = request_id

    def end(self) -> bytes:
        """What the request wrote last; what comes later belongs to none."""
        self._settle()
        tail = bytes(self._tail)
        self._request_id = None
        self._forget()
        return tail

    def close(self) -> None:
        """Read what is there, and give the pipe back."""
        if self._read < 0:
            return
        self._settle()
        self._loop.remove_reader(self._read)
        os.close(self._read)
        self._read = -1
        self.started()

    def _forget(self) -> None:
        self._lines = 0
        self._bytes = 0
        self._dropped = 0
        self._tail = bytearray()

    def _settle(self) -> None:
        """Take what has been written up to now, and say what was too much."""
        for _ in range(_CHUNKS_AT_ONCE):
            if not self._take():
                break
        if self._line:
            self._add(bytes(self._line))
            self._line.clear()
        if self._dropped:
            self.emit(
                f"… {self._dropped / 2**20:.1f} MB more were written, and are not shown",
                self._request_id,
            )
            self._dropped = 0

    def _take(self) -> bool:
        """Read a chunk; whether there was one."""
        if self._read < 0:
            return False
        try:
            chunk = os.read(self._read, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:
            # Every process that could write has ended.
            self._loop.remove_reader(self._read)
            return False
        self._tail += chunk[-_TAIL:]
        del self._tail[:-_TAIL]
        if self._lines >= _LINES or self._bytes >= _BYTES:
            self._dropped += len(chunk)
        else:
            self._split(chunk)
        return True

    def _split(self, chunk: bytes) -> None:
        *lines, rest = chunk.split(b"\n")
        for line in lines:
            self._extend(line)
            self._add(bytes(self._line))
            self._line.clear()
        self._extend(rest)

    def _extend(self, part: bytes) -> None:
        room = _LINE - len(self._line)
        self._line += part[:room]
        self._dropped += max(0, len(part) - room)

    def _add(self, line: bytes) -> None:
        # AWS's runtime keeps a traceback together by carriage returns and odd spaces.
        for text in line.decode(errors="replace").rstrip("\r").split("\r"):
            if self._lines >= _LINES or self._bytes >= _BYTES:
                self._dropped += len(text)
                continue
            self._lines += 1
            self._bytes += len(text)
            self.emit(_plain(text), self._request_id)


def _plain(text: str) -> str:
    stripped = text.lstrip("\u00a0")
    return " " * (len(text) - len(stripped)) + stripped
