"""The first code of a function's process: run by the project's interpreter, not by ours.

Arguments: the folder of AWS's runtime packages, and the id of the process that started this one.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """End with the parent, put the paths in Lambda's order, and hand over to AWS's client."""
    _, runtime, parent = sys.argv
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        os._exit(1)
    # The function's own files first, then its packages, last what the runtime brings.
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    sys.path.append(runtime)
    # Two edits within a second look the same to a cached bytecode file.
    sys.dont_write_bytecode = True
    sys.argv = ["awslambdaric", os.environ["_HANDLER"]]
    runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
