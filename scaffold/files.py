"""A fast recursive listing of files, for the tool's own folders, which every run reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def files_within(folder: str) -> Iterator[str]:
    """Yield the path of every file below a folder, except bytecode; links are not followed."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    yield entry.path
                elif entry.name != "__pycache__":
                    folders.append(entry.path)
