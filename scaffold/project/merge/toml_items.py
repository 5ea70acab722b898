"""The items of TOML: keys before the first header, then a table for each header."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from scaffold.project.merge.flow_items import STRING, TOML, bracket_end, end_of, split_flow
from scaffold.project.merge.items import Container, Item, with_distinct_keys
from scaffold.project.merge.words import split_words

_FILLER: Final = re.compile(r"[ \t]*(?:#.*)?\n")
_HEADER: Final = re.compile(r"\[(\[)?([^\[\]\n]+)\]\]?[ \t]*(?:#.*)?\n")
_FIRST_LINE: Final = re.compile(r"\s*(.*)")
_KEY: Final = re.compile(r"""[ \t]*((?:[\w.-]|"[^"\n]*"|'[^'\n]*')+)[ \t]*=[ \t]*""")
_BARE_VALUE: Final = re.compile(r"[^\n#]*[^\s#]")


def split_toml(text: str) -> Container | None:
    """Return the keys and tables of a document, or None for anything else."""
    items: list[Item] = []
    at = lead = 0
    while at < len(text):
        if filler := _FILLER.match(text, at):
            at = filler.end()
            continue
        item = _table(text, at, text[lead:at]) or _entry(text, at, text[lead:at])
        if item is None:
            return None
        at = lead = at + len(item.text)
        if items and items[-1].split is _split_table and item.split is not _split_table:
            table = items[-1]
            items[-1] = table._replace(value=table.value + item.lead + item.text)
        else:
            items.append(item)
    return with_distinct_keys(Container("map", items, tail=text[lead:], indent=0))


def is_table(key: str) -> bool:
    """Return True for the key of a table: a key behind a header belongs to its table."""
    return key.startswith("[")


def _split_table(text: str) -> Container | None:
    found = split_toml(text)
    return found if found and not any(is_table(item.key) for item in found.items) else None


def _table(text: str, at: int, lead: str) -> Item | None:
    """Return a table without its entries; one of several is known by its first line, too."""
    header = _HEADER.match(text, at)
    if header is None:
        return None
    first = _FIRST_LINE.match(text, header.end()) if header[1] else None
    key = f"[{header[2].strip()}]" + (f" {first[1]}" if first else "")
    return Item(key, lead, header[0], "", "", _split_table)


def _entry(text: str, at: int, lead: str) -> Item | None:
    found = _KEY.match(text, at)
    if found is None:
        return None
    start = found.end()
    opens = text[start : start + 1]
    if opens in {"[", "{"}:
        end = bracket_end(text, start)
    else:
        end = end_of(STRING if opens in {'"', "'"} else _BARE_VALUE, text, start)
    rest = _FILLER.match(text, end)
    if end <= start or rest is None:
        return None
    split = partial(split_flow, notation=TOML) if opens in {"[", "{"} else split_words
    return Item(found[1], lead, found[0], text[start:end], rest[0], split)
