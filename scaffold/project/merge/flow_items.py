"""The items between brackets: JSON, YAML's flow style, TOML's arrays and inline tables."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final, NamedTuple

from scaffold.project.merge.items import (
    COMMA,
    Container,
    Item,
    with_distinct_keys,
    with_names,
)

STRING: Final = re.compile(
    r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:\\.|[^"\\])*"|\'(?:\'\'|[^\'])*\''
)


class Notation(NamedTuple):
    """The signs between a key and its value, and at the start of a comment."""

    colon: str
    comment: str


JSON: Final = Notation(":", "//")
YAML: Final = Notation(":", "#")
TOML: Final = Notation("=", "#")


class _Patterns(NamedTuple):
    """Space and comments between items, a comment behind one, and a key with its colon."""

    space: re.Pattern[str]
    behind: re.Pattern[str]
    key: re.Pattern[str]


def split_flow(text: str, notation: Notation) -> Container | None:
    """Return the items between brackets, or None where a text is anything else."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] not in {"{", "["}:
        return None
    end = bracket_end(text, start)
    if not end or text[end:].strip():
        return None
    is_map = text[start] == "{"
    patterns = _patterns(notation, is_map=is_map)
    items: list[Item] = []
    at, comma = start + 1, ""
    while (begin := end_of(patterns.space, text, at)) < end - 1:
        key = patterns.key.match(text, begin)
        if key is None or (items and not comma):
            return None
        value_end, after = _value_end(text, key.end(), end - 1, patterns.space)
        value = text[key.end() : value_end]
        comma = "," if text[after] == "," else ""
        behind = after + 1 if comma else value_end
        rest = end_of(patterns.behind, text, behind)
        trail = text[value_end:after] * bool(comma) + COMMA + text[behind:rest]
        split = partial(split_flow, notation=notation) if value[:1] in {"{", "["} else None
        name = key[1].strip("\"'") if is_map else value.strip()
        items.append(Item(name, text[at:begin], key[0], value, trail, split))
        at = rest
    head, tail = text[: start + 1], text[at:]
    if is_map:
        return with_distinct_keys(Container("map", items, head, tail, comma))
    return with_names(Container("list", items, head, tail, comma))


@lru_cache
def _patterns(notation: Notation, *, is_map: bool) -> _Patterns:
    key = rf"(\"(?:\\.|[^\"\\])*\"|'[^']*'|[^\s,\[\]{{}}\"']+?)\s*{notation.colon}\s*"
    return _Patterns(
        space=re.compile(rf"(?:\s+|(?<!\S){notation.comment}[^\n]*)*"),
        behind=re.compile(rf"(?:[ \t]*{notation.comment}[^\n]*)?"),
        key=re.compile(key if is_map else "()"),
    )


def _value_end(text: str, start: int, stop: int, space: re.Pattern[str]) -> tuple[int, int]:
    """Return where a value ends, and where the comma or bracket behind it is."""
    at = start
    while at < stop and text[at] != ",":
        if text[at] in "{[":
            at = bracket_end(text, at) or stop
        elif at == start and (string := STRING.match(text, at)):
            at = string.end()
        elif (after := end_of(space, text, at)) > at and (after >= stop or text[after] == ","):
            return at, min(after, stop)
        else:
            at += 1
    return min(at, stop), min(at, stop)


def bracket_end(text: str, start: int = 0) -> int:
    """Return the index behind the bracket that closes the one at `start`; 0 if none does."""
    depth, at, fresh = 0, start, True
    while at < len(text):
        character = text[at]
        if character in "\"'" and fresh and (string := STRING.match(text, at)):
            at = string.end()
        elif _begins_comment(text, at):
            at = text.find("\n", at) % (len(text) + 1)
        else:
            depth += (character in "{[") - (character in "}]")
            at += 1
            if depth == 0:
                return at
        fresh = character in "{[,:=" or (fresh and character.isspace())
    return 0


def end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return the end of a match at an index, or the index itself if there is none."""
    found = pattern.match(text, start)
    return found.end() if found else start


def _begins_comment(text: str, at: int) -> bool:
    return (text[at] == "#" or text.startswith("//", at)) and text[at - 1].isspace()
