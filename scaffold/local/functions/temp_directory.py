"""The temporary folders of function processes: /tmp to them, and gone with them."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Final

import psutil

# The id of the process that made it tells whether anybody still needs it.
_NAME: Final = re.compile(r"scaffold-function-(\d+)-.*")


def create() -> tempfile.TemporaryDirectory[str]:
    """A folder for a process, as a context."""
    return tempfile.TemporaryDirectory(
        prefix=f"scaffold-function-{os.getpid()}-", ignore_cleanup_errors=True
    )


def remove_orphaned() -> None:
    """Remove what a run that was killed could not."""
    for path in Path(tempfile.gettempdir()).iterdir():
        made = _NAME.fullmatch(path.name)
        if made and not psutil.pid_exists(int(made[1])):
            shutil.rmtree(path, ignore_errors=True)
