"""Entry point of a function's process, run by the project's interpreter.

Arguments: the directory of AWS's runtime packages, and the parent process ID. The code directory
and the environment variables of the function follow on stdin, possibly much later.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import runpy
import select
import signal
import sys
import time

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Wait for the function's settings on stdin, then run AWS's runtime client."""
    _, runtime, parent = sys.argv
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        os._exit(1)
    # As on Lambda: the function's code, then its packages, then the runtime's.
    del sys.path[0]
    sys.path.append(runtime)
    if not select.select([sys.stdin], [], [], 0)[0]:
        _load_ahead()
    _configure(sys.stdin.readline())
    # Cached bytecode can't tell two edits within one second apart.
    sys.dont_write_bytecode = True
    sys.argv = ["awslambdaric", os.environ["_HANDLER"]]
    runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)


def _load_ahead() -> None:
    """Import the packages that take most of a function's cold start."""
    with contextlib.suppress(Exception):
        importlib.import_module("boto3.session")
        importlib.import_module("botocore.client")


def _configure(settings: str) -> None:
    if not settings:
        os._exit(0)
    code, variables = json.loads(settings)
    os.environ.update(variables)
    time.tzset()
    os.chdir(code)
    sys.path.insert(0, code)
    devnull = os.open(os.devnull, os.O_RDONLY)
    os.dup2(devnull, 0)
    os.close(devnull)


if __name__ == "__main__":
    main()
