"""Three-way merges of lines. Unlike git's, edits that touch but do not overlap may both stand."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from scaffold.project.merge.conflict_markers import GENERATED, Labels
from scaffold.project.merge.sequences import hunks
from scaffold.project.merge.units import is_balanced, level, named_units, together, with_added_units

if TYPE_CHECKING:
    from scaffold.project.merge.conflict_markers import Side
    from scaffold.project.merge.sequences import Edit, Hunk

# Begins a marker while texts are merged, so that a line of a person's is never taken for one.
# UTF-8 has no character for it.
MARK: Final = "\udc01"

_PROSE: Final = (".md", ".rst", ".txt")
# What belongs to the line below it.
_BEFORE: Final = re.compile(r"\s*(?:@\w|#|//|/\*|\*/|\*\s|<!--|\{/\*)|.*[:\\=]\s*$")
# What belongs to the line above it.
_BEHIND: Final = re.compile(
    r"\s*(?:(?:else|elif|except|finally|catch|case|default|and|or)\b|[)\]}.?:+&|=,<])"
)
_ELEMENT: Final = re.compile(r"\s*\S.*,\n")
_CLOSING: Final = re.compile(r"\s*(?:[)\]}]+|</\w+>)[;,)]*\n")
_LIST_ITEM: Final = re.compile(r"\s*(?:$|[-*+|#>]|\d+\.)")
# Fewer letters than this are found again by chance.
_TELLING: Final = 4


class Context(NamedTuple):
    """A merge: the file, for its kind; the labels of conflicts, or the side that wins."""

    path: str
    labels: Labels = GENERATED
    side: Side | None = None

    @property
    def plain(self) -> Context:
        """The same for text whose kind is not that of its file."""
        return self._replace(path="")


class _Part(NamedTuple):
    """An edit: the lines that it takes away, those that it brings, and whether it is yours."""

    gone: list[str]
    came: list[str]
    mine: bool


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with its end."""
    *lines, last = text.split("\n")
    ended = [f"{line}\n" for line in lines]
    return [*ended, last] if last else ended


def has_conflict(text: str) -> bool:
    """Return True if a merge left a conflict in a text."""
    return MARK in text


def merge_lines(base: str, yours: str, new: str, context: Context) -> str:
    """Merge texts whose lines all end; what clashes is in conflict markers."""
    b, y, n = (lines_of(text) for text in (base, yours, new))
    merged: list[str] = []
    at = 0
    for hunk in hunks(b, y, n, _is_closing):
        merged += b[at : hunk.base.start]
        merged += _merge_hunk(hunk, b, y, n, context)
        at = hunk.base.stop
    return "".join(merged + b[at:])


def conflict(base: list[str], yours: list[str], new: list[str], context: Context) -> list[str]:
    """Return a conflict as git writes it (zdiff3), or the lines of the side that wins.

    Lines that both sides have at its ends are outside.
    """
    if context.side == "ours":
        return with_added_units(context.path, base, yours, new)
    if context.side == "theirs":
        return with_added_units(context.path, base, new, yours)
    low = high = 0
    least = min(len(yours), len(new))
    while low < least and yours[low] == new[low]:
        low += 1
    while high < least - low and yours[-1 - high] == new[-1 - high]:
        high += 1
    labels = context.labels
    return [
        *yours[:low],
        f"{MARK}<<<<<<< {labels.ours}\n",
        *yours[low : len(yours) - high],
        f"{MARK}||||||| {labels.base}\n",
        *base,
        f"{MARK}=======\n",
        *new[low : len(new) - high],
        f"{MARK}>>>>>>> {labels.theirs}\n",
        *yours[len(yours) - high :],
    ]


def _merge_hunk(
    hunk: Hunk, b: list[str], y: list[str], n: list[str], context: Context
) -> list[str]:
    base, yours, new = b[hunk.base], y[hunk.yours], n[hunk.new]
    if hunk.is_yours or yours == new:
        return yours
    if hunk.is_new:
        return new
    if hunk.in_order and _can_stand(hunk, b, y, n, context.path):
        return hunk.applied(b, y, n)
    from scaffold.project.merge.imports import merge_imports  # noqa: PLC0415 - start-up time

    imports = merge_imports(base, yours, new)
    if imports is not None:
        return imports
    if not base:
        both = _both_units(yours, new, context.path)
        both = both or _both_elements(b[: hunk.base.start], yours, new)
        if both:
            return both
    return conflict(base, yours, new, context)


def _both_units(yours: list[str], new: list[str], path: str) -> list[str] | None:
    """Return the units of both sides, put at the same place, if no two have the same name."""
    mine, theirs = named_units(path, yours), named_units(path, new)
    if mine is None or theirs is None:
        return None
    names = [unit.name for unit in (*mine, *theirs)]
    return together(new, yours) if len(set(names)) == len(names) else None


def _both_elements(above: list[str], yours: list[str], new: list[str]) -> list[str] | None:
    """Return the elements of a list or an object, one a line, that both put at the same place."""
    lines = [*new, *yours]
    is_elements = all(_ELEMENT.fullmatch(line) and is_balanced([line]) for line in lines)
    if not is_elements or set(yours) & set(new) or len({level([line]) for line in lines}) > 1:
        return None
    indent = level(lines)
    opening = next((x for x in reversed(above) if x.strip() and level([x]) < indent), "")
    return lines if opening.rstrip().endswith(("[", "{")) else None


def _can_stand(hunk: Hunk, b: list[str], y: list[str], n: list[str], path: str) -> bool:
    """Return True if edits that touch mean the same beside each other."""
    parts = [
        _Part(b[edit.start : edit.end], (y if mine else n)[edit.first : edit.last], mine)
        for mine, edit in hunk.edits
    ]
    if any(_is_moved(b, y if mine else n, edit) for mine, edit in hunk.edits):
        return False
    return all(
        upper.mine == lower.mine or _can_touch(upper, lower, path)
        for upper, lower in pairwise(parts)
    )


def _can_touch(upper: _Part, lower: _Part, path: str) -> bool:
    """Return True if an edit means the same beside the other side's edit that it touches."""
    runs = (upper.gone, upper.came, lower.gone, lower.came)
    if not all(map(is_balanced, runs)):
        return False  # one opens or closes what the other is in
    if path.endswith(_PROSE) and _is_paragraph(upper, lower):
        return False
    if _is_indented_anew(upper) or _is_indented_anew(lower):
        return False  # it was put into a block, or taken out of one
    if lower.gone and not lower.came:
        # A comment or decorator of what is gone would hang on what follows.
        return not (upper.came and _BEFORE.match(upper.came[-1]))
    if upper.gone and not upper.came:
        return not _BEHIND.match(lower.came[0]) and level(lower.came) <= level(upper.gone)
    return True


def _is_paragraph(upper: _Part, lower: _Part) -> bool:
    last, first = (upper.came or upper.gone)[-1], (lower.came or lower.gone)[0]
    return not _LIST_ITEM.match(last) and not _LIST_ITEM.match(first)


def _is_indented_anew(part: _Part) -> bool:
    return bool(part.gone and part.came) and _edges(part.gone) != _edges(part.came)


def _is_moved(base: list[str], side: list[str], edit: Edit) -> bool:
    """Return True if lines that an edit takes away are elsewhere on that side."""
    lost = {line.strip() for line in base[edit.start : edit.end] if _is_telling(line)}
    lost -= {line.strip() for line in side[edit.first : edit.last]}
    if not lost:
        return False
    before = Counter(line.strip() for line in base)
    after = Counter(line.strip() for line in side)
    return any(after[line] >= before[line] for line in lost)


def _is_closing(line: str) -> bool:
    return _CLOSING.fullmatch(line) is not None


def _is_telling(line: str) -> bool:
    return len(re.findall(r"\w", line)) >= _TELLING


def _edges(lines: list[str]) -> tuple[int, int]:
    return level(lines[:1]), level(lines[-1:])
