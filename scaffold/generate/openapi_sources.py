"""The line of openapi.yaml that each line of schema.d.ts is derived from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Path: TypeAlias = tuple[str, ...]

_YAML_KEY: Final = re.compile(r'( *)"?([^\s"-][^\s"]*?)"?:(?: (.*))?')
_TYPE_KEY: Final = re.compile(r'( *)(?:export interface )?"?([\w/{}.$-]+)"?\??(?:: .*| \{)')
_YAML_INDENT: Final = 2
_TYPE_INDENT: Final = 4


def source_lines(types: Sequence[str], openapi: Sequence[str]) -> list[int | None]:
    """Return the index of the document's line for each declared line, or None."""
    index = _index(openapi)
    found: list[int | None] = []
    path: _Path = ()
    undecided = 0
    for line in types:
        undecided += 1
        if key := _TYPE_KEY.fullmatch(line):
            path = (*path[: len(key[1]) // _TYPE_INDENT], key[2])
        elif line.lstrip().startswith(("/*", "*")):
            # A comment belongs to the declaration after it.
            continue
        found += [_source(path, index)] * undecided
        undecided = 0
    return found + [None] * undecided


def _index(openapi: Sequence[str]) -> dict[_Path, int]:
    """Return the line of each key by its path, and of each operation by its id."""
    index: dict[_Path, int] = {}
    path: _Path = ()
    for number, line in enumerate(openapi):
        if not (key := _YAML_KEY.fullmatch(line)):
            continue
        path = (*path[: len(key[1]) // _YAML_INDENT], key[2])
        index.setdefault(path, number)
        if key[2] == "operationId":
            index["operations", key[3].strip('"')] = number
    return index


def _source(path: _Path, index: dict[_Path, int]) -> int | None:
    return next((index[key] for key in _candidates(path) if key in index), None)


def _candidates(path: _Path) -> Iterator[_Path]:
    """Yield where the document may have what is declared at a path, the most specific first."""
    if path[:1] == ("components",):
        yield (*path[:3], "properties", *path[3:4])
    for length in range(len(path), 1, -1):
        yield path[:length]
