"""The temporary directories of function processes, their /tmp."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Final

import psutil

# Contains the ID of the process that uses it.
_NAME: Final = re.compile(r"scaffold-function-(\d+)-.*")


def create() -> tempfile.TemporaryDirectory[str]:
    """Create a directory as a context manager that removes it."""
    return tempfile.TemporaryDirectory(
        prefix=f"scaffold-function-{os.getpid()}-", ignore_cleanup_errors=True
    )


def remove_orphaned() -> None:
    """Remove the directories of runs that were killed."""
    for path in Path(tempfile.gettempdir()).iterdir():
        match = _NAME.fullmatch(path.name)
        if match and not psutil.pid_exists(int(match[1])):
            shutil.rmtree(path, ignore_errors=True)
