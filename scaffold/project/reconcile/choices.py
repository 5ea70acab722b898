"""What a person decides about single files, and what they have to settle before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.names import suggestion
from scaffold.project.reconcile.conflicts import marker_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from scaffold.project.reconcile.conflicts import Side
    from scaffold.project.reconcile.matching import Pair
    from scaffold.project.tree import Tree


class ChoiceError(ScaffoldError):
    """A choice for a file that has nothing to choose."""


class UnresolvedError(ScaffoldError):
    """Conflicts of an earlier run, or of a merge, that nobody has settled."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose lines win in a file's conflicts, and which deleted files come back."""

    ours: frozenset[PurePosixPath] = frozenset()
    theirs: frozenset[PurePosixPath] = frozenset()
    restore: frozenset[PurePosixPath] = frozenset()

    def side(self, one: Pair) -> Side | None:
        """Whose lines win in a file, which may be named by any of its places."""
        if not self.ours and not self.theirs:
            return None
        if self.ours & one.places:
            return "ours"
        return "theirs" if self.theirs & one.places else None


def check_choices(pairs: Iterable[Pair], choices: Choices) -> None:
    """Raise ChoiceError where a choice names no generated file, or one that is there already."""
    if both := choices.ours & choices.theirs:
        raise ChoiceError(f"--ours and --theirs both name {min(both)}; give one of them")
    chosen = choices.ours | choices.theirs | choices.restore
    if not chosen:
        return
    known = {path: one for one in pairs if one.new for path in one.places}
    for path in sorted(chosen - known.keys()):
        hint = suggestion(str(path), map(str, known))
        raise ChoiceError(f"{path} is not a generated file{hint}")
    for path in sorted(choices.restore):
        if known[path].place is not None:
            message = f"{path} is there already; delete it first, and --restore makes it anew"
            raise ChoiceError(message)


def check_resolved(pairs: Iterable[Pair], tree: Tree, choices: Choices) -> None:
    """Raise UnresolvedError where a generated file has the markers of a conflict in it."""
    found = sorted(
        f"{one.place}:{line}"
        for one in pairs
        if choices.side(one) is None and (line := _unresolved(one, tree))
    )
    if not found:
        return
    shown = "\n".join(f"  {place}" for place in found)
    raise UnresolvedError(
        f"unresolved conflicts; nothing was written:\n{shown}\n"
        "Edit the files, or take a side: scaffold regenerate --ours PATH or --theirs PATH"
    )


def _unresolved(one: Pair, tree: Tree) -> int | None:
    """The line of a conflict in a person's file; one that was generated is no conflict."""
    yours = tree.at(one.place) if one.place else None
    if yours is None or not yours.is_text or one.place in tree.sides:
        return None
    generated = one.old.pristine if one.old else None
    return None if generated and marker_line(generated) else marker_line(yours.content)
