"""The little of git that a new project needs."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# A first commit must not ask for a passphrase, run a stranger's hook, or open an editor.
_UNATTENDED: Final = ("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")
_FALLBACK_IDENTITY: Final = ("-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost")
_NOT_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def available() -> bool:
    """Whether there is a git to run."""
    return shutil.which("git") is not None


def inside_repository(folder: Path) -> bool:
    """Whether a folder, or the nearest parent that exists, is in a work tree already."""
    while not folder.is_dir():
        folder = folder.parent
    answer = _run(folder, "rev-parse", "--is-inside-work-tree", check=False)
    return answer == "true"


def first_commit(root: Path, message: str) -> None:
    """Make a repository of a folder, with one commit of all that is not ignored."""
    branch = _run(root, "config", "init.defaultBranch", check=False) or "main"
    _run(root, "init", "--quiet", f"--initial-branch={branch}")
    identity = () if _run(root, "config", "user.email", check=False) else _FALLBACK_IDENTITY
    _run(root, "add", "--all")
    _run(root, *_UNATTENDED, *identity, "commit", "--quiet", f"--message={message}")


def _run(folder: Path, *arguments: str, check: bool = True) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_INHERITED}
    done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's git
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    if check and done.returncode != 0:
        raise OSError(done.returncode, f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip() if done.returncode == 0 else ""
