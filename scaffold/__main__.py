"""The `scaffold` program."""

import errno
import gc
import os
import sys
from typing import Final, Never

# How writing to a stream fails; an error about a file has the file's name.
_WRITE_ERRORS: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE}


def main() -> None:
    """Run the command line; end with 1 if its output could not be written."""
    _open_closed_streams()
    try:
        _run()
    except OSError as problem:
        if problem.filename is not None or problem.errno not in _WRITE_ERRORS:
            raise
        _end(problem)
    finally:
        gc.freeze()  # nor is there any garbage to be looked for at the end
        _flush()


def _run() -> None:
    """Run the command line; `--version` answers without importing the commands."""
    if sys.argv[1:] == ["--version"]:
        from scaffold import __version__  # noqa: PLC0415

        sys.stdout.write(f"scaffold {__version__}\n")
        return
    if sys.argv[1:2] not in (["dev"], ["logs"]):  # which run until they are stopped
        gc.disable()  # the others end before it matters, and looking for garbage takes a tenth
    try:
        from scaffold.cli.app import run  # noqa: PLC0415 - start-up time

        run()
    except KeyboardInterrupt:  # while the commands are being imported
        sys.exit(130)


def _open_closed_streams() -> None:
    """Have /dev/null in place of closed standard streams, so that no other file gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is the stream's.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115 - for the whole run
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


def _flush() -> None:
    """Write what is still buffered."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as problem:
        _end(problem)


def _end(problem: OSError) -> Never:
    """Say that the output could not be written, unless its reader has ended, and exit with 1."""
    null = os.open(os.devnull, os.O_WRONLY)
    # What is still buffered would fail again when Python ends.
    os.dup2(null, sys.stdout.fileno())
    try:
        if not isinstance(problem, BrokenPipeError):
            sys.stderr.write(f"error: cannot write the output: {problem.strerror}\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(null, sys.stderr.fileno())
    sys.exit(1)


if __name__ == "__main__":
    main()
