"""The first code of a function's process: run by the project's interpreter, not by ours.

Arguments: the folder of AWS's runtime packages, and the id of the process that started this one.
On stdin comes, now or later, which function it is: the folder of its code, and all variables.
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
    """End with the parent, wait to become a function, and hand over to AWS's client."""
    _, runtime, parent = sys.argv
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        os._exit(1)
    # The function's own files come first, then its packages, last what the runtime brings.
    del sys.path[0]
    sys.path.append(runtime)
    if not select.select([sys.stdin], [], [], 0)[0]:
        _load_ahead()
    _become(sys.stdin.readline())
    # Two edits within a second look the same to a cached bytecode file.
    sys.dont_write_bytecode = True
    sys.argv = ["awslambdaric", os.environ["_HANDLER"]]
    runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)


def _load_ahead() -> None:
    """Import, while there is time, what takes most of a function's start."""
    with contextlib.suppress(Exception):
        importlib.import_module("boto3.session")
        importlib.import_module("botocore.client")


def _become(function: str) -> None:
    if not function:
        os._exit(0)
    code, variables = json.loads(function)
    os.environ.update(variables)
    time.tzset()
    os.chdir(code)
    sys.path.insert(0, code)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


if __name__ == "__main__":
    main()
