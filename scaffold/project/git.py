"""The git commands that projects need: a first commit, and the index stages of conflicts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from scaffold.files import open_regular, read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from scaffold.project.tree import Blob

# A first commit must not ask for a passphrase.
_UNATTENDED: Final = ("-c", "commit.gpgsign=false")
_FALLBACK_IDENTITY: Final = ("-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost")
_UNFINISHED: Final = (
    *("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"),
    *("rebase-merge", "rebase-apply"),
)
# What git calls the commit that it applies to ours.
_MERGED: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD")
# The newest commit comes first in the message that git proposes for a squash.
_SQUASHED: Final = re.compile(rb"^commit ([0-9a-f]{40,64})$", re.MULTILINE)
_BEGINNING: Final = 1 << 10
# What git calls the tree that a merge left in the project, markers included.
AUTO_MERGE: Final = "AUTO_MERGE"
# A folder that comes with its own .git may have a configuration that names commands to run.
_HARMLESS: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
# Nothing that we ask git needs another computer: neither a promised object nor a password.
_OFFLINE: Final = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
_MOST_BYTES: Final = 64 * 2**20
_NOT_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def available() -> bool:
    """Return True if git is installed."""
    return shutil.which("git") is not None


def inside_repository(folder: Path) -> bool:
    """Return True if a folder, or its nearest existing parent, is in a work tree."""
    while not folder.is_dir():
        folder = folder.parent
    return _run(folder, "rev-parse", "--is-inside-work-tree", check=False) == "true"


def tracks(root: Path, path: PurePosixPath) -> bool:
    """Return True if git tracks a file or anything in a folder."""
    if not available() or not inside_repository(root):
        return False
    return bool(_bytes(root, "--literal-pathspecs", "ls-files", "--", str(path)))


def harmless_variables() -> dict[str, str]:
    """Return the environment variables that keep a repository's git from running its commands."""
    pairs = [setting.partition("=") for setting in _HARMLESS[1::2]]
    numbered = list(enumerate(pairs))
    return {
        "GIT_CONFIG_COUNT": str(len(pairs)),
        **{f"GIT_CONFIG_KEY_{number}": key for number, (key, _, _) in numbered},
        **{f"GIT_CONFIG_VALUE_{number}": value for number, (_, _, value) in numbered},
    }


def first_commit(root: Path, message: str, paths: Iterable[PurePosixPath]) -> None:
    """Initialize a repository in a folder and commit these files, and nothing else."""
    branch = _run(root, "config", "init.defaultBranch", check=False) or "main"
    _run(root, "init", "--quiet", f"--initial-branch={branch}")
    identity = () if _run(root, "config", "user.email", check=False) else _FALLBACK_IDENTITY
    listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
    options = ("--force", "--pathspec-from-file=-", "--pathspec-file-nul")
    _bytes(root, "--literal-pathspecs", "add", *options, stdin=listed)
    _run(root, *_UNATTENDED, *identity, "commit", "--quiet", f"--message={message}")


def unignored_files(root: Path) -> frozenset[PurePosixPath] | None:
    """Return the files of a project that git does not ignore.

    None without a repository, and for a project that is ignored as a whole.
    """
    if not available() or not inside_repository(root):
        return None
    if _is_ignored(root):
        return None
    listed = _bytes(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return frozenset(PurePosixPath(os.fsdecode(name)) for name in listed.split(b"\0")[:-1])


def ignored(root: Path, paths: Collection[PurePosixPath]) -> frozenset[PurePosixPath]:
    """Return those of a project's files that git neither tracks nor would track.

    There are none without a repository, nor in a project that is ignored as a whole.
    """
    if not paths or not available() or not inside_repository(root) or _is_ignored(root):
        return frozenset()
    return _ignored(root, paths)


def _is_ignored(root: Path) -> bool:
    return _git(root, "check-ignore", "--quiet", ".").returncode == 0


def _ignored(root: Path, paths: Iterable[PurePosixPath]) -> frozenset[PurePosixPath]:
    listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
    found = _git(root, "check-ignore", "-z", "--stdin", stdin=listed).stdout
    return frozenset(PurePosixPath(os.fsdecode(name)) for name in found.split(b"\0")[:-1])


def is_merging(root: Path) -> bool:
    """Return True if a merge, rebase, cherry-pick or revert waits to be finished.

    Starts no process: every run asks.
    """
    marks = (root.absolute(), *root.absolute().parents)
    mark = next((folder / ".git" for folder in marks if (folder / ".git").exists()), None)
    if mark is None:
        return False
    folder = mark
    if mark.is_file():  # a worktree or a submodule
        _, _, name = read_file(mark).partition(b"gitdir:")
        folder = mark.parent / os.fsdecode(name.strip())
    return any((folder / name).exists() for name in _UNFINISHED)


def unmerged(root: Path) -> dict[PurePosixPath, dict[int, bytes]]:
    """Return the unmerged files of a project with the content of each index stage.

    Stage 1 is the common ancestor, 2 ours, 3 theirs. Without a repository there are none.
    """
    if not available() or not inside_repository(root):
        return {}
    found: dict[PurePosixPath, dict[int, bytes]] = defaultdict(dict)
    for line in _bytes(root, "ls-files", "--unmerged", "-z").split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        _mode, name, stage = head.split()
        file = PurePosixPath(os.fsdecode(path))
        found[file][int(stage)] = _blob(root, file, name)
    return dict(found)


def merged_commits(root: Path) -> dict[str, str]:
    """Return the commits of an unfinished merge: `ours`, `theirs`, and their `base`.

    A stash that was applied tells only ours, and theirs may be of a squash that was given up.
    """
    for name in (*_MERGED, _squashed_commit(root)):
        if name and _run(root, "rev-parse", "--verify", "--quiet", name, check=False):
            is_picked = name in {"CHERRY_PICK_HEAD", "REBASE_HEAD"}
            base = f"{name}^" if is_picked else _run(root, "merge-base", "HEAD", name, check=False)
            return {"ours": "HEAD", "theirs": name} | ({"base": base} if base else {})
    return {"ours": "HEAD"}


def _squashed_commit(root: Path) -> str:
    """Return the last commit of those that git squashed last, or nothing."""
    name = _run(root, "rev-parse", "--git-path", "SQUASH_MSG", check=False)
    file = root / name
    if not name or not file.is_file():
        return ""
    with open_regular(file, follow=True) as message:
        found = _SQUASHED.search(message.read(_BEGINNING))
    return found[1].decode() if found else ""


def content_at(root: Path, commit: str, path: PurePosixPath) -> bytes | None:
    """Return the content of a file in a commit, None if it is not there."""
    name = _git(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{path}")
    return _blob(root, path, name.stdout.strip()) if name.returncode == 0 else None


def _blob(root: Path, path: PurePosixPath, name: bytes) -> bytes:
    if int(_bytes(root, "cat-file", "-s", name.decode())) > _MOST_BYTES:
        raise OSError(f"{path} is larger than {_MOST_BYTES >> 20} MiB")
    return _bytes(root, "cat-file", "blob", name.decode())


def mark_unmerged(
    root: Path, conflicts: Mapping[PurePosixPath, tuple[Blob | None, Blob, Blob]]
) -> None:
    """Register conflicts in the index, so that editors and mergetool show their three sides.

    Ignored files stay out of the index.
    """
    if not conflicts or not available() or not inside_repository(root):
        return
    ignored = _ignored(root, conflicts)
    prefix = _run(root, "rev-parse", "--show-prefix")
    lines = []
    for path, blobs in conflicts.items():
        if path in ignored:
            continue
        full = os.fsencode(prefix + str(path))
        lines.append(b"0 " + b"0" * 40 + b"\t" + full)
        for stage, blob in enumerate(blobs, start=1):
            if blob is not None:
                name = _bytes(root, "hash-object", "-w", "--stdin", stdin=blob.content).strip()
                lines.append(b"%s %s %d\t%s" % (blob.mode.encode(), name, stage, full))
    _bytes(
        root, "update-index", "-z", "--index-info", stdin=b"".join(b"%s\0" % line for line in lines)
    )


def reset_unmerged(root: Path, paths: Iterable[PurePosixPath]) -> None:
    """Reset the index entries of unmerged files to the last commit."""
    if not available() or not inside_repository(root):
        return
    lines = _bytes(root, "ls-files", "--unmerged", "-z").split(b"\0")[:-1]
    listed = {line.partition(b"\t")[2] for line in lines}
    paths_listed = b"".join(name + b"\0" for name in listed.intersection(map(os.fsencode, paths)))
    if paths_listed:
        options = ("--quiet", "--pathspec-from-file=-", "--pathspec-file-nul")
        _bytes(root, "--literal-pathspecs", "reset", *options, stdin=paths_listed)


def _run(folder: Path, *arguments: str, check: bool = True) -> str:
    done = _git(folder, *arguments)
    if check and done.returncode != 0:
        raise _failed(done, arguments[0])
    return os.fsdecode(done.stdout).strip() if done.returncode == 0 else ""


def _bytes(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _git(folder, *arguments, stdin=stdin)
    if done.returncode != 0:
        raise _failed(done, arguments[0])
    return done.stdout


def _failed(done: subprocess.CompletedProcess[bytes], command: str) -> OSError:
    message = done.stderr.decode(errors="replace").strip()
    return OSError(done.returncode, f"git {command} failed: {message}")


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in _NOT_INHERITED}
    return subprocess.run(  # noqa: S603 - fixed arguments, no shell
        ["git", "-C", str(folder), *_HARMLESS, *arguments],  # noqa: S607 - the user's git
        check=False,
        capture_output=True,
        env=environment | _OFFLINE,
        input=stdin,
    )
