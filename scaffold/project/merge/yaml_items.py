"""The items of YAML in block style, by their indentation."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

from scaffold.project.merge.flow_items import YAML, bracket_end, split_flow
from scaffold.project.merge.items import Container, Item, with_distinct_keys, with_names

_PLAIN_KEY: Final = r"""[^\s#&*!|>%@\[\]{},"'`?:-](?:[^\s:#]|:(?=\S)|(?<=\S)\#|[ ](?=[^\s:#]))*"""
_KEY: Final = re.compile(rf"""[ ]*("[^"\\\n]*"|'[^'\n]*'|{_PLAIN_KEY})[ ]*:(?=[ \n])[ ]*""")
_DASH: Final = re.compile(r"[ ]*-(?=[ \n])[ ]*")
_FILLER: Final = re.compile(r"[ \t]*(?:#.*)?\n")
_TAG: Final = re.compile(r"(?:![\w:!/.-]*(?:[ ]+|(?=\n)))?")
_NOTE: Final = re.compile(r"[ ]+#.*\n$|[ ]*\n$")
_OPENING: Final = re.compile(r"(?:#.*\n|[ ]*\n)*---[ ]*\n")
_FIRST: Final = re.compile(r"^([ ]*)[^ \n#]", re.MULTILINE)
_TAB: Final = re.compile(r"^[ ]*\t", re.MULTILINE)


@lru_cache(maxsize=1024)
def split_yaml(text: str) -> Container | None:
    """Return the items of a block mapping or sequence, or None for anything else or unclear."""
    opening = _OPENING.match(text)
    head, text = (opening[0], text[opening.end() :]) if opening else ("", text)
    first = _FIRST.search(text)
    if first is None or not _is_plain_block(text, len(first[1])):
        return None
    indent, start = len(first[1]), first.start()
    is_list = _DASH.match(text, start) is not None
    borders = [*_borders(text, start, indent, is_list=is_list), len(text)]
    items: list[Item] = []
    lead = text[:start]
    for begin, end in pairwise(borders):
        stop = _content_end(text, begin, end, indent)
        item = _item(text[begin:stop], lead, is_list=is_list)
        if item is None:
            return None
        items.append(item)
        lead = text[stop:end]
    if is_list:
        return with_names(Container("list", items, head, lead, indent=indent))
    return with_distinct_keys(Container("map", items, head, lead, indent=indent))


def _is_plain_block(text: str, indent: int) -> bool:
    """Return True for one document, indented with spaces, no line less than the first."""
    if not text.endswith("\n") or "\n---" in text or "\n..." in text:
        return False
    if "\t" in text and _TAB.search(text):
        return False
    return not indent or not re.search(rf"\n {{0,{indent - 1}}}(?=[^ \n#])", text)


def _borders(text: str, start: int, indent: int, *, is_list: bool) -> list[int]:
    """Return where the items begin."""
    behind = re.compile("\n" + " " * indent + r"(?=[^ \n#])").finditer(text, start)
    borders = [start, *(found.start() + 1 for found in behind)]
    if is_list:
        return borders
    # A sequence may be indented as deep as its key.
    return [at for at in borders if not _DASH.match(text, at)]


def _content_end(text: str, start: int, end: int, indent: int) -> int:
    """Return where an item ends, and the space and comments before the next one begin."""
    while end > start:
        at = text.rfind("\n", start, end - 1) + 1
        line = text[at:end]
        deep = line.strip() and len(line) - len(line.lstrip(" ")) > indent
        if at <= start or deep or not _FILLER.fullmatch(line):
            break
        end = at
    return end


def _item(text: str, lead: str, *, is_list: bool) -> Item | None:
    found = (_DASH if is_list else _KEY).match(text)
    if found is None:
        return None
    intro, rest = found[0], text[found.end() :]
    key = text.strip() if is_list else found[1].strip("\"'")
    if is_list and (_KEY.match(rest) or _DASH.match(rest)):
        return Item(key, lead, intro, rest, "", split_yaml, pad=len(intro))
    end = tag.end() if (tag := _TAG.match(rest)) else 0
    return _with_value(Item(key, lead, intro + rest[:end], "", ""), rest[end:])


def _with_value(item: Item, text: str) -> Item:
    """Return an item with its value, which the text begins with, and what follows that."""
    if below := _FILLER.match(text):
        value = text[below.end() :]
        return item._replace(intro=item.intro + below[0], value=value, split=split_yaml)
    if text[0] in "{[" and (end := bracket_end(text)) and _FILLER.fullmatch(text, end):
        split = partial(split_flow, notation=YAML)
        return item._replace(value=text[:end], trail=text[end:], split=split)
    is_line = text.count("\n") == 1 and text[0] not in "\"'|>"
    note = _NOTE.search(text) if is_line else None
    end = note.start() if note else len(text)
    return item._replace(value=text[:end], trail=text[end:])
