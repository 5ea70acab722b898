"""The choices a person makes for single files, and the conflicts they have to resolve first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.names import suggestion
from scaffold.project.merge.conflict_markers import UnresolvedError, conflicts, digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePosixPath

    from scaffold.project.merge.conflict_markers import Conflict, Side
    from scaffold.project.reconcile.matching import Pair
    from scaffold.project.tree import Tree


class ChoiceError(ScaffoldError):
    """A choice that does not apply to its file."""


class Choices(NamedTuple):
    """The files whose conflicts one side wins, and the deleted files to restore."""

    ours: frozenset[PurePosixPath] = frozenset()
    theirs: frozenset[PurePosixPath] = frozenset()
    restore: frozenset[PurePosixPath] = frozenset()

    def side(self, pair: Pair) -> Side | None:
        """Return the side that wins in a file, which any of its paths may name."""
        if not self.ours and not self.theirs:
            return None
        if self.ours & pair.paths:
            return "ours"
        return "theirs" if self.theirs & pair.paths else None


def check_choices(pairs: Iterable[Pair], choices: Choices) -> None:
    """Raise ChoiceError if a choice names no generated file, or restores one that exists."""
    if both := choices.ours & choices.theirs:
        raise ChoiceError(f"{min(both)} is in both --ours and --theirs. Choose one side")
    chosen = choices.ours | choices.theirs | choices.restore
    if not chosen:
        return
    known = {path: pair for pair in pairs if pair.new for path in pair.paths}
    for path in sorted(chosen - known.keys()):
        hint = suggestion(str(path), map(str, known))
        raise ChoiceError(f"{path} is not a generated file{hint}")
    for path in sorted(choices.restore):
        if known[path].location is not None:
            message = (
                f"{path} already exists. Delete it, then run `scaffold regenerate --restore {path}`"
            )
            raise ChoiceError(message)


def check_resolved(pairs: Iterable[Pair], tree: Tree, choices: Choices) -> None:
    """Raise UnresolvedError if a generated file has a conflict and no side was chosen."""
    unresolved = sorted(
        f"{pair.location}:{found[0].line}"
        for pair in pairs
        if choices.side(pair) is None and (found := unresolved_conflicts(pair, tree))
    )
    if not unresolved:
        return
    shown = "\n".join(f"  {place}" for place in unresolved)
    raise UnresolvedError(
        f"unresolved conflicts; nothing was written:\n{shown}\n"
        "Edit the files, or choose a side with `scaffold regenerate --ours PATH` or `--theirs PATH`"
    )


def unresolved_conflicts(pair: Pair, tree: Tree) -> list[Conflict]:
    """Return the conflicts that the last run or a git merge left in a file.

    Regions that were in the file before, and those of a text that is generated with them, are not
    conflicts but text: an example, for instance.
    """
    yours = tree.at(pair.location) if pair.location else None
    if yours is None or not yours.is_text or pair.location in tree.merge_stages:
        return []
    found = list(conflicts(yours.content))
    return list(filter(_is_unresolved(pair, tree), found)) if found else []


def _is_unresolved(pair: Pair, tree: Tree) -> Callable[[Conflict], bool]:
    """Return what tells a conflict of a file from text that looks like one."""
    left = pair.old.marked if pair.old else None
    merged = tree.unmerged.get(pair.location) if pair.location else None
    known = (left or frozenset()) | (merged or frozenset())
    known |= digests(pair.old.pristine) if pair.old and pair.old.pristine else frozenset()

    def is_unresolved(conflict: Conflict) -> bool:
        is_left = conflict.is_written and left is not None
        return (is_left or merged is not None) and conflict.digest not in known

    return is_unresolved
