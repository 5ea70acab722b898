"""Three-way merges of texts with `git merge-file`, which needs no repository."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from scaffold.errors import ScaffoldError
from scaffold.project.reconcile import Labels, MergedText

# The exit code of `git merge-file` is the number of conflicts up to this, and an error above it.
_MOST_CONFLICTS: Final = 127


class MergeError(ScaffoldError):
    """A merge that git could not run."""

    exit_code = 3


def merge(base: bytes, ours: bytes, theirs: bytes, labels: Labels) -> MergedText:
    """Merge two texts that have a common base; raise MergeError if git is not installed."""
    with tempfile.TemporaryDirectory(prefix="scaffold-merge-") as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, content in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(content)
        names = [f"-L{label}" for label in (labels.ours, labels.base, labels.theirs)]
        command = ["git", "merge-file", "--stdout", "--zdiff3", *names, *map(str, files)]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - no shell
        except FileNotFoundError as error:
            message = (
                "you and the generator both changed a file, and merging needs git, which is not"
                " installed; nothing was written. Install git, then run this again"
            )
            raise MergeError(message) from error
    if not 0 <= done.returncode <= _MOST_CONFLICTS:
        raise MergeError(f"git merge-file failed: {done.stderr.decode(errors='replace').strip()}")
    return MergedText(done.stdout, conflicts=done.returncode > 0)
