"""The little of git that projects need: a first commit, and the sides of conflicts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scaffold.project.tree import Blob

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


def unmerged(root: Path) -> dict[PurePosixPath, dict[int, bytes]]:
    """The files of a project that a merge left in conflict: the content of each stage.

    Stage 1 is the common ancestor, 2 ours, 3 theirs; nothing where there is no repository.
    """
    if not available() or not inside_repository(root):
        return {}
    found: dict[PurePosixPath, dict[int, bytes]] = defaultdict(dict)
    for line in _bytes(root, "ls-files", "--unmerged", "-z").split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        _mode, name, stage = head.split()
        content = _bytes(root, "cat-file", "blob", name.decode())
        found[PurePosixPath(os.fsdecode(path))][int(stage)] = content
    return dict(found)


def mark_unmerged(
    root: Path, conflicts: Mapping[PurePosixPath, tuple[Blob | None, Blob, Blob]]
) -> None:
    """Register conflicts as a merge would, so that editors and mergetool show their three sides.

    Files that git ignores stay unknown to it.
    """
    if not conflicts or not available() or not inside_repository(root):
        return
    paths = b"".join(os.fsencode(path) + b"\0" for path in conflicts)
    ignored = _git(root, "check-ignore", "-z", "--stdin", given=paths).stdout.split(b"\0")
    prefix = _run(root, "rev-parse", "--show-prefix")
    lines = []
    for path, sides in conflicts.items():
        if os.fsencode(path) in ignored:
            continue
        full = os.fsencode(prefix + str(path))
        lines.append(b"0 " + b"0" * 40 + b"\t" + full)
        for stage, side in enumerate(sides, start=1):
            if side is not None:
                name = _bytes(root, "hash-object", "-w", "--stdin", given=side.content).strip()
                lines.append(b"%s %s %d\t%s" % (side.mode.encode(), name, stage, full))
    _bytes(root, "update-index", "-z", "--index-info", given=b"".join(b"%s\0" % x for x in lines))


def forget_unmerged(root: Path, paths: Iterable[PurePosixPath]) -> None:
    """Have files that are registered as conflicts be as in the last commit, for git."""
    if not available() or not inside_repository(root):
        return
    lines = _bytes(root, "ls-files", "--unmerged", "-z").split(b"\0")[:-1]
    listed = {line.partition(b"\t")[2] for line in lines}
    given = b"".join(name + b"\0" for name in listed.intersection(map(os.fsencode, paths)))
    if given:
        options = ("--quiet", "--pathspec-from-file=-", "--pathspec-file-nul")
        _bytes(root, "--literal-pathspecs", "reset", *options, given=given)


def _run(folder: Path, *arguments: str, check: bool = True) -> str:
    done = _git(folder, *arguments)
    if check and done.returncode != 0:
        raise _failed(done, arguments[0])
    return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""


def _bytes(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = _git(folder, *arguments, given=given)
    if done.returncode != 0:
        raise _failed(done, arguments[0])
    return done.stdout


def _failed(done: subprocess.CompletedProcess[bytes], command: str) -> OSError:
    said = done.stderr.decode(errors="replace").strip()
    return OSError(done.returncode, f"git {command} failed: {said}")


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_INHERITED}
    return subprocess.run(  # noqa: S603 - fixed arguments, no shell
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's git
        check=False,
        capture_output=True,
        env=environment,
        input=given,
    )
