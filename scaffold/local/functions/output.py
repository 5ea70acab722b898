"""Reads the output of a function's process line by line, without keeping all of it."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# The output kept per invocation; the rest is counted and dropped.
_LINES: Final = 1_000
_BYTES: Final = 256 * 2**10
_LINE: Final = 8 * 2**10
_TAIL: Final = 4 * 2**10
_CHUNK: Final = 64 * 2**10
# A bound, because a process may write faster than we read.
_CHUNKS_AT_ONCE: Final = 64


class Output:
    """The reading end of the pipe for a process's stdout and stderr.

    `emit` gets each line and the ID of its request, None between requests.
    """

    def __init__(self) -> None:
        self.emit: Callable[[str, str | None], None] = lambda _text, _request_id: None
        self._read, self.write = os.pipe()
        os.set_blocking(self._read, False)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._read, self._take)
        self._request_id: str | None = None
        self._line = bytearray()
        self._reset()

    def started(self) -> None:
        """Close the writing end once the process has inherited it."""
        if self.write >= 0:
            os.close(self.write)
            self.write = -1

    def begin(self, request_id: str) -> None:
        """Attribute the output from now on to a request."""
        self._flush()
        self._reset()
        self._request_id = request_id

    def end(self) -> bytes:
        """Return the last output of the request; later output belongs to no request."""
        self._flush()
        tail = bytes(self._tail)
        self._request_id = None
        self._reset()
        return tail

    def close(self) -> None:
        """Read the remaining output, and close the pipe."""
        if self._read < 0:
            return
        self._flush()
        self._loop.remove_reader(self._read)
        os.close(self._read)
        self._read = -1
        self.started()

    def _reset(self) -> None:
        self._lines = 0
        self._bytes = 0
        self._dropped = 0
        self._tail = bytearray()

    def _flush(self) -> None:
        """Emit the output so far, and the size of what was dropped."""
        for _ in range(_CHUNKS_AT_ONCE):
            if not self._take():
                break
        if self._line:
            self._add(bytes(self._line))
            self._line.clear()
        if self._dropped:
            self.emit(
                f"… {self._dropped / 2**20:.1f} MB more output not shown",
                self._request_id,
            )
            self._dropped = 0

    def _take(self) -> bool:
        """Read a chunk; return False if there is none."""
        if self._read < 0:
            return False
        try:
            chunk = os.read(self._read, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:
            # End of file: every writer has exited.
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
        # AWS's runtime joins the lines of a traceback with carriage returns and no-break spaces.
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
