"""Three-way merges of items by key: two sides that touch different keys never conflict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from scaffold.project.merge.flow_items import JSON, split_flow
from scaffold.project.merge.items import COMMA, UNORDERED, Item, verbatim
from scaffold.project.merge.lines import (
    MARK,
    Context,
    conflict,
    has_conflict,
    lines_of,
    merge_lines,
)
from scaffold.project.merge.ordering import merge_order
from scaffold.project.merge.sequences import hunks
from scaffold.project.merge.toml_items import is_table, split_toml
from scaffold.project.merge.yaml_items import split_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.project.merge.items import Container, Split
    from scaffold.project.merge.sequences import Hunk

    _Containers = tuple[Container, Container, Container]

_SPLITS: Final[dict[str, Split]] = {
    "yaml": split_yaml,
    "yml": split_yaml,
    "json": partial(split_flow, notation=JSON),
    "toml": split_toml,
}
_OWN_LINE: Final = re.compile(r"\n *\S")


class ClashError(Exception):
    """Two changes that cannot both be, below the level at which a conflict can be written."""


def splitter(path: str) -> Split | None:
    """Return what cuts a file of this kind into items, or None for a file of lines."""
    return _SPLITS.get(path.rpartition(".")[2])


@dataclass(frozen=True, slots=True)
class KeyMerge:
    """A merge by key; texts are base, yours and new.

    If it is `strict`, what clashes by its key is a conflict even where its lines would merge.
    """

    context: Context
    strict: bool = False

    def merge(self, split: Split | None, texts: tuple[str, str, str], name: str = "") -> str:
        """Return the merge of texts that can be cut; raise ClashError if it cannot be written.

        `name` is the key that the texts are the values of.
        """
        base, yours, new = (split(text) if split else None for text in texts)
        if base is None or yours is None or new is None or not _are_alike(base, yours, new):
            raise ClashError
        sides = (base, yours, new)
        items = list(self._by_key(sides) if _have_keys(sides) else self._in_sequence(sides, name))
        head = either(base.head, yours.head, new.head)
        tail = either(base.tail, yours.tail, new.tail)
        if base.comma is not None:
            items = _with_commas(items, sides)
        return head + "".join(item.lead + item.text for item in items) + tail

    def _by_key(self, sides: _Containers) -> Iterator[Item]:
        b, y, n = ({item.key: item for item in side.items} for side in sides)
        keys = merge_order(list(b), list(y), list(n))
        if self.context.path.endswith(".toml"):
            keys.sort(key=is_table)
        for key in keys:
            yield from self._item(b.get(key), y.get(key), n.get(key), sides[2])

    def _in_sequence(self, sides: _Containers, name: str) -> Iterator[Item]:
        """Merge items without names: by what they say, and where they are."""
        base, yours, new = ([item.plain for item in side.items] for side in sides)
        at = 0
        for hunk in hunks(base, yours, new):
            yield from sides[0].items[at : hunk.base.start]
            yield from self._run(hunk, sides, name)
            at = hunk.base.stop
        yield from sides[0].items[at:]

    def _run(self, hunk: Hunk, sides: _Containers, name: str) -> Iterator[Item]:
        base, yours, new = sides
        old, mine, theirs = (
            base.items[hunk.base],
            yours.items[hunk.yours],
            new.items[hunk.new],
        )
        known = {item.plain for item in theirs}
        is_set = name in UNORDERED
        if hunk.is_new or [item.plain for item in mine] == [item.plain for item in theirs]:
            yield from theirs
        elif hunk.is_yours:
            yield from mine
        elif hunk.in_order and (is_set or not hunk.replaced_by_both):
            yield from hunk.applied(base.items, yours.items, new.items)
        elif _are_paired(old, mine, theirs):
            for versions in zip(old, mine, theirs, strict=True):
                yield from self._item(*versions, new)
        elif not old and (is_set or self.context.side):
            mine = [item for item in mine if item.plain not in known]
            yours_first = self.context.side == "ours" and not is_set
            yield from (*mine, *theirs) if yours_first else (*theirs, *mine)
        else:
            raise ClashError

    def _item(
        self, base: Item | None, yours: Item | None, new: Item | None, within: Container
    ) -> Iterator[Item]:
        """Yield what becomes of an item; what clashes in it is a conflict of its lines."""
        try:
            merged = self._merged(base, yours, new)
        except ClashError:
            merged = self._clashing(base, yours, new, within)
        if merged is not None:
            yield merged

    def _merged(self, base: Item | None, yours: Item | None, new: Item | None) -> Item | None:
        if yours is None or new is None:
            left = yours or new
            if base is None or left is None:
                return left
            if left.plain != base.plain or left.lead.strip() != base.lead.strip():
                raise ClashError  # one side took away what the other changed
            return None
        lead = either(base.lead if base else "", yours.lead, new.lead)
        if yours.plain in {base.plain if base else None, new.plain}:
            return new._replace(lead=lead)
        if base is None:
            raise ClashError
        if new.plain == base.plain:
            return yours._replace(lead=lead)
        return new._replace(
            lead=lead,
            intro=either(base.intro, yours.intro, new.intro),
            value=self._value(base, yours, new),
            trail=either(base.trail, yours.trail, new.trail),
        )

    def _value(self, base: Item, yours: Item, new: Item) -> str:
        values = (base.value, yours.value, new.value)
        if yours.value in {base.value, new.value} or new.value == base.value:
            return new.value if yours.value == base.value else yours.value
        if base.value[:1] in {"|", ">"} and len({v.split("\n", 1)[0] for v in values}) == 1:
            return merge_lines(*values, self.context.plain)
        split = base.split if yours.split and new.split else None
        if len({item.pad for item in (base, yours, new)}) > 1:
            raise ClashError
        padded = self.merge(split, (base.padded, yours.padded, new.padded), base.key)
        pad = " " * base.pad
        first = padded[len(pad) : len(pad) + 1]
        if not padded.startswith(pad) or (pad and first in {"", " ", "\n", "#"}):
            raise ClashError
        return padded[len(pad) :]

    def _clashing(
        self, base: Item | None, yours: Item | None, new: Item | None, within: Container
    ) -> Item | None:
        """Return an item with a conflict of its lines, or that of the side that wins."""
        items = (base, yours, new)
        if self.context.side and (None in items or within.comma is not None):
            return yours if self.context.side == "ours" else new
        texts = [item.lead + item.text if item else "" for item in items]
        if within.comma is None:
            text = merge_lines(texts[0], texts[1], texts[2], self.context)
            if not has_conflict(text) and (self.strict or None in items):
                text = self._conflict(*map(lines_of, texts))
            return verbatim(text)
        tail = within.tail + "."
        if not all(_OWN_LINE.match(text) for text in (*texts, tail) if text):
            raise ClashError
        lines = (lines_of(text[1:] + "\n") if text else [] for text in texts)
        return verbatim(self._conflict(*lines).removesuffix("\n"), lead="\n")

    def _conflict(self, base: list[str], yours: list[str], new: list[str]) -> str:
        return "".join(conflict(base, yours, new, self.context))


def either(base: str, yours: str, new: str) -> str:
    """Return the one that was changed; space between things is no reason to clash."""
    if yours in {base, new} or new == base:
        return new if yours == base else yours
    if not yours.strip() and (not base.strip() or not new.strip()):
        return new
    if not new.strip() and not base.strip():
        return yours
    raise ClashError


def _are_alike(*sides: Container) -> bool:
    """Return True if all sides are of one kind, in one style, indented the same."""
    kinds = {(side.kind, side.comma is None) for side in sides}
    return len(kinds) == 1 and len({side.indent for side in sides if side.items}) <= 1


def _have_keys(sides: _Containers) -> bool:
    """Return True if items can be told apart by their keys, or by the same name in them."""
    if sides[0].kind == "map":
        return True
    naming = {side.items[0].key.partition("=")[0] for side in sides if side.items}
    return all(side.named for side in sides) and len(naming) == 1


def _are_paired(*runs: list[Item]) -> bool:
    """Return True if each item has its counterpart, and all of them can be cut."""
    return len({len(run) for run in runs}) == 1 and all(item.split for run in runs for item in run)


def _with_commas(items: list[Item], sides: _Containers) -> list[Item]:
    """Return items between brackets with commas between them, spaced as the others are."""
    base, yours, new = sides
    last = either(base.comma or "", yours.comma or "", new.comma or "")
    newest_first = (new, yours, base)
    first_lead = next((side.items[0].lead for side in newest_first if side.items), "")
    next_lead = next((side.items[1].lead for side in newest_first if len(side.items) > 1), " ")
    firsts = {side.items[0].key for side in sides if side.items}
    placed = []
    for number, item in enumerate(items):
        moved = item.key in firsts and "\n" not in item.lead
        lead = first_lead if number == 0 else next_lead if moved else item.lead
        text = item.text.replace(COMMA, "," if number < len(items) - 1 else last)
        keeps_lead = item.lead.strip() or text.startswith(MARK)
        placed.append(verbatim(text, item.lead if keeps_lead else lead))
    return placed
