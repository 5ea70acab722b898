"""Ends the children of a process that was killed: a program of its own, run with `-I -S`.

Its standard input is a pipe from the process that it watches: `+PID` and `-PID` lines say which
process groups are alive. The pipe ends when that process does, however it ends.
"""

import contextlib
import os
import signal
import sys


def main() -> None:
    """Read until the pipe ends, then kill every group that is left."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        if line.startswith("+"):
            groups.add(int(line[1:]))
        else:
            groups.discard(int(line[1:]))
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
