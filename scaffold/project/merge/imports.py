"""Imports, in lines and of names, as sets."""

from __future__ import annotations

import re
from typing import Final

_IMPORT: Final = re.compile(
    r"((?:from [\w.]+ )?import |import (?:type )?(?:\w+, )?\{ ?)([\w, ]+)( ?\} from \S+;)?\n"
    r"|import .+ from \S+;\n|import \S+;\n"
)


def merge_imports(base: list[str], yours: list[str], new: list[str]) -> list[str] | None:
    """Return the imports of both sides, or None if one can only have its own."""
    if not all(map(_IMPORT.fullmatch, (*base, *yours, *new))):
        return None
    if not base:
        return [*new, *(line for line in yours if line not in new)]
    if len(base) == len(yours) == len(new) == 1:
        merged = _merge_names(base[0], yours[0], new[0])
        return [merged] if merged else None
    return _merge_lines(base, yours, new)


def _merge_lines(base: list[str], yours: list[str], new: list[str]) -> list[str] | None:
    """Return the lines as a set, if nothing that one side changed is the other's, too."""
    gone = [line for line in base if line not in yours or line not in new]
    if any(line not in yours and line not in new for line in gone):
        return None
    if any(_module(line) in map(_module, new) for line in yours if line not in base + new):
        return None
    kept = [line for line in new if line in yours or line not in base]
    return [*kept, *(line for line in yours if line not in base + new)]


def _module(line: str) -> str:
    """Return what a line imports from."""
    if line.startswith("import ") and " from " in line:
        return line.rpartition(" from ")[2]
    return " ".join(line.split()[:2])


def _merge_names(*lines: str) -> str | None:
    """Return an import from one module of which both sides changed the names."""
    found = [match for line in lines if (match := _IMPORT.fullmatch(line)) and match[2]]
    if len(found) < len(lines) or len({(match[1], match[3]) for match in found}) > 1:
        return None
    base, yours, new = (
        [name.strip() for name in match[2].split(",") if name.strip()] for match in found
    )
    names = [name for name in new if name in yours or name not in base]
    names += [name for name in yours if name not in base + new]
    if new == sorted(new) and yours == sorted(yours):
        names.sort()
    start, end = found[2][1], found[2][3] or ""
    return f"{start}{', '.join(names)}{end}\n" if names else None
