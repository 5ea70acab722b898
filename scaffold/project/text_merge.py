"""Three-way merges of texts, by `git merge-file`: it needs no repository."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.project.reconcile.conflicts import Labels, Merged

# More conflicts than this and git says no more than that; above it, that it failed.
_MOST_CONFLICTS = 127


class MergeError(ScaffoldError):
    """A merge that could not be made at all."""

    exit_code = 3


def merge(base: bytes, ours: bytes, theirs: bytes, labels: Labels) -> Merged:
    """The merge of two texts that come from one; raises MergeError where there is no git."""
    with tempfile.TemporaryDirectory(prefix="scaffold-merge-") as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, content in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(content)
        named = [f"-L{label}" for label in (labels.ours, labels.base, labels.theirs)]
        command = ["git", "merge-file", "--stdout", "--zdiff3", *named, *map(str, files)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
        except FileNotFoundError as error:
            message = (
                "you and the generator both changed a file, and merging the two needs git,"
                " which is not installed; nothing was written"
            )
            raise MergeError(message) from error
    if not 0 <= done.returncode <= _MOST_CONFLICTS:
        raise MergeError(f"git merge-file failed: {done.stderr.decode(errors='replace').strip()}")
    return Merged(done.stdout, conflicts=done.returncode > 0)
