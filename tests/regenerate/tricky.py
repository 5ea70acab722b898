"""The form of the tricky cases of updating an edited project, and how a tool runs them."""

from __future__ import annotations

import signal
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from regenerate.peers import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from regenerate.peers import Copier, Files, Peer, Scaffold

Edit: TypeAlias = "Callable[[Path], object]"

POEM = "".join(f"line {number}\n" for number in range(1, 31))
NEWER = POEM.replace("line 20\n", "line 20, newer\n")
MINE = "a line of mine\n"
MANY = tuple(f"part{number:02}.txt" for number in range(20))


@dataclass(frozen=True, slots=True)
class Case:
    """A project from the templates `before`, edited, and then updated to those `after`.

    Afterwards, `kept` texts must be somewhere in the project, `files` must have all of their texts,
    `gone` paths must not exist, `exact` files must have exactly this content, `executable` files
    must be executable, and `links` must have these targets.
    """

    name: str
    edit: Edit
    before: Files = field(default_factory=lambda: {"poem.txt": POEM})
    after: Files = field(default_factory=lambda: {"poem.txt": NEWER})
    kept: tuple[str, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    exact: Mapping[str, bytes] = field(default_factory=dict)
    executable: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    play: Callable[[Case, Peer, Path], Path] = field(default_factory=lambda: plainly)

    def holds(self, root: Path) -> bool:
        """Return True if the project is as expected."""
        texts = [path.read_bytes().decode(errors="replace") for path in _files(root)]
        return (
            all(any(line in text for text in texts) for line in self.kept)
            and all(_has(root / path, wanted) for path, wanted in self.files.items())
            and not any((root / path).exists() for path in self.gone)
            and all(_content(root / path) == wanted for path, wanted in self.exact.items())
            and all((root / path).stat().st_mode & 0o100 for path in self.executable)
            and all(_target(root / path) == target for path, target in self.links.items())
        )


def passes(case: Case, kind: type[Scaffold | Copier]) -> bool:
    """Return True if a tool passes a case; refusing is failing."""
    with tempfile.TemporaryDirectory(prefix="case-") as folder:
        place = Path(folder).resolve()
        try:
            return case.holds(case.play(case, kind(place / "peer"), place))
        except NotUpdatedError:
            return False


class NotUpdatedError(Exception):
    """A tool that did not update the project."""


def plainly(case: Case, peer: Peer, place: Path) -> Path:
    """Update with everything committed; return the project's folder."""
    root = _edited(case, peer, place)
    commit(root, "Edit")
    return _updated(case, peer, root)


def renamed(case: Case, peer: Peer, place: Path) -> Path:
    """Rename the entity, then update."""
    root = _edited(case, peer, place)
    commit(root, "Edit")
    peer.rename(root, "greet")
    commit(root, "Rename")
    return _updated(case, peer, root)


def without_git(case: Case, peer: Peer, place: Path) -> Path:
    """Update in a folder without a repository."""
    peer.publish("v1", case.before)
    root = place / "project"
    peer.create(root)
    case.edit(root)
    return _updated(case, peer, root)


def killed(case: Case, peer: Peer, place: Path) -> Path:
    """Kill the update while it writes, and run it again."""
    root = _edited(case, peer, place)
    commit(root, "Edit")
    peer.publish("v2", case.after)
    ended = peer.update(root, kill_after=len(case.after) // 2)
    assert ended == -signal.SIGKILL, "it ended before it was killed"
    return _run(peer, root)


def in_a_shallow_clone(case: Case, peer: Peer, place: Path) -> Path:
    """Update in a clone with only the last commit."""
    root = _edited(case, peer, place)
    commit(root, "Edit")
    clone = place / "clone"
    git(place, "clone", "--quiet", "--depth=1", f"file://{root}", str(clone))
    return _updated(case, peer, clone)


def after_a_squash(case: Case, peer: Peer, place: Path) -> Path:
    """Edit and update a branch, squash it into main, and update to a third version.

    The second version is the third without its last file.
    """
    root = _edited(case, peer, place, branch=True)
    commit(root, "Edit")
    peer.publish("v2", _without_last(case))
    commit(_run(peer, root), "Update")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--squash", "branch")
    commit(root, "Squash")
    git(root, "branch", "--quiet", "-D", "branch")
    return _updated(case, peer, root, "v3")


def two_branches(case: Case, peer: Peer, place: Path) -> Path:
    """Merge a branch with the edits and the second version with one that has the third."""
    root = _edited(case, peer, place, branch=True)
    commit(root, "Edit")
    peer.publish("v2", _without_last(case))
    commit(_run(peer, root), "Update")
    git(root, "checkout", "--quiet", "main")
    _updated(case, peer, root, "v3")
    commit(root, "Update")
    git(root, "checkout", "--quiet", "branch")
    git(root, "merge", "--quiet", "main", check=False)
    peer.accept(root)
    return _run(peer, root)


def _edited(case: Case, peer: Peer, place: Path, *, branch: bool = False) -> Path:
    """Create a repository with a fresh project and the person's edits."""
    peer.publish("v1", case.before)
    root = place / "project"
    peer.create(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "Generate")
    if branch:
        git(root, "checkout", "--quiet", "-b", "branch")
    case.edit(root)
    return root


def _updated(case: Case, peer: Peer, root: Path, version: str = "v2") -> Path:
    peer.publish(version, case.after)
    return _run(peer, root)


def _run(peer: Peer, root: Path) -> Path:
    """Update; conflicts are fine, another exit code is a failure."""
    if peer.update(root) not in {0, 1}:
        raise NotUpdatedError
    return root


def _without_last(case: Case) -> Files:
    last = max(case.after)
    return {path: text for path, text in case.after.items() if path != last}


def _files(root: Path) -> list[Path]:
    own = {".git", ".scaffold"}
    paths = (path for path in root.rglob("*") if not own & set(path.relative_to(root).parts))
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def _has(path: Path, wanted: tuple[str, ...]) -> bool:
    return path.is_file() and all(text in path.read_bytes().decode() for text in wanted)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _target(path: Path) -> str | None:
    return str(path.readlink()) if path.is_symlink() else None
