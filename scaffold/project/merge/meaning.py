"""The safety net: a merge has to say what its three texts together say.

It parses all four texts, and shares no assumption with the merge of their items.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scaffold.project.merge.items import UNORDERED, naming_key
from scaffold.project.merge.lines import Context, merge_lines
from scaffold.project.merge.reading import is_python, read
from scaffold.project.merge.trees import UnreadableError
from scaffold.project.merge.words import read_settings
from scaffold.project.merge.yaml_items import split_yaml

if TYPE_CHECKING:
    from scaffold.project.merge.items import Item, Split
    from scaffold.project.merge.trees import Tree

_Value: TypeAlias = "Tree | None"
_ABSENT: Final = ""


class _Four(NamedTuple):
    """The values of the base, yours, the new one, and their merge at one place."""

    base: _Value
    yours: _Value
    new: _Value
    merged: _Value


def is_right(
    split: Split | None, texts: tuple[str, str, str], merged: str, context: Context
) -> bool:
    """Return True if a merge without a conflict has every change of either side, and no other.

    What cannot be read before the merge need not be readable after it.
    """
    if context.path.endswith(".py"):
        return is_python(merged) or not all(map(is_python, texts))
    if split is None:
        return True
    whole = [*texts, merged]
    # A thinned text may lack the anchor of an alias.
    for four in (_thinned(whole), whole) if split is split_yaml else (whole,):
        try:
            base, yours, new = (read(context.path, text) for text in four[:3])
        except UnreadableError:
            continue
        try:
            return _explains(_Four(base, yours, new, read(context.path, four[3])), context)
        except UnreadableError:
            return False
    return True


def _thinned(texts: list[str]) -> list[str]:
    """Return YAML texts without all but one of the blocks that are the same in each."""
    found = [split_yaml(text) for text in texts]
    sides = [
        {item.key: item for item in side.items} for side in found if side and side.kind == "map"
    ]
    if len(sides) < len(texts):
        return texts
    same = {key for key, item in sides[0].items() if _is_same(item, [s.get(key) for s in sides])}
    thinned = [_ABSENT] * len(texts)
    for key in dict.fromkeys(key for side in sides for key in side if key not in same):
        items = [side.get(key) for side in sides]
        values = [item.value if item and item.split is split_yaml else _ABSENT for item in items]
        inner = _thinned(values) if all(values) else values
        for number, item in enumerate(items):
            if item:
                thinned[number] += item.intro + (inner[number] or item.value) + item.trail
    kept = min((sides[0][key].text for key in same), key=len, default="")
    return [kept + text for text in thinned]


def _is_same(item: Item, others: list[Item | None]) -> bool:
    return all(other is not None and other.text == item.text for other in others)


def _explains(four: _Four, context: Context, name: str = "") -> bool:
    """Return True if the merged value is explained by the other three; `name` is its key."""
    base, yours, new, merged = four
    if yours == new or base in (yours, new):
        return merged == (new if yours == base else yours)
    maps = [value for value in four if isinstance(value, dict)]
    if len(maps) == len(four):
        return _explains_map(maps, context)
    lists = [value for value in four if isinstance(value, list)]
    named = _named(lists) if len(lists) == len(four) else None
    if named:
        return _explains_map(named, context)
    if context.side and merged == (yours if context.side == "ours" else new):
        return True
    texts = [value[1] for value in four if isinstance(value, tuple)]
    if len(texts) == len(four):
        return _explains_text(texts, context)
    return len(lists) == len(four) and _explains_list(lists, context, name)


def _named(lists: list[list[Tree]]) -> list[dict[str, Tree]] | None:
    """Return lists as mappings by the names of their items, if all of these have one."""
    entries = [[item for item in side if isinstance(item, dict)] for side in lists]
    if list(map(len, entries)) != list(map(len, lists)) or not (key := naming_key(entries)):
        return None
    return [{str(item[key]): item for item in side} for side in entries]


def _explains_map(maps: list[dict[str, Tree]], context: Context) -> bool:
    keys = {key for side in maps for key in side}
    return all(_explains(_Four(*(side.get(key) for side in maps)), context, key) for key in keys)


def _explains_text(texts: list[str], context: Context) -> bool:
    """Return True for the merge of the lines of a scalar, or of the settings in it."""
    if all("\n" in text for text in texts):
        base, yours, new, merged = (text + "\n" for text in texts)
        return merge_lines(base, yours, new, context.plain) == merged
    settings = [read_settings(text) for text in texts]
    maps: list[dict[str, Tree]] = [
        {name: ("", value) for name, value in side} for side in settings if side
    ]
    counts = [len(side) for side in settings if side]
    return (
        counts == list(map(len, maps)) and len(maps) == len(texts) and _explains_map(maps, context)
    )


def _explains_list(lists: list[list[Tree]], context: Context, name: str) -> bool:
    if len({len(side) for side in lists}) == 1 and all(
        _explains(_Four(*four), context) for four in zip(*lists, strict=True)
    ):
        return True
    return _explains_items([[str(item) for item in side] for side in lists], context, name)


def _explains_items(lists: list[list[str]], context: Context, name: str) -> bool:
    """Return True if every item that came or went did so on a side, in the order of both."""
    base, yours, new, merged = map(Counter, lists)
    mine, theirs = yours - base, new - base
    changed_by_both = (base - yours) & (base - new)
    if changed_by_both and mine - theirs and theirs - mine and not context.side:
        return False
    for item in {*base, *yours, *new, *merged}:
        sides = (yours[item], new[item])
        expected = max(sides) if min(sides) >= base[item] else min(sides)
        if merged[item] != expected:
            return False
    return name in UNORDERED or all(
        _keeps_order(lists[0], side, lists[3]) for side in (lists[1], lists[2])
    )


def _keeps_order(base: list[str], side: list[str], merged: list[str]) -> bool:
    """Return True if the merge has the items in the order of a side, which had that of the base."""
    count = Counter(side)
    is_clear = max(count.values(), default=1) == 1
    if not is_clear or [x for x in base if x in count] != [x for x in side if x in set(base)]:
        return True
    present = set(merged)
    return [x for x in side if x in present] == [x for x in merged if x in count]
