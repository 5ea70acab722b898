"""Named units of code and prose: functions, rules, targets, paragraphs, in runs of lines.

Each file has units whose order among themselves means nothing, so that two of them, put at the same
place by different people, both stand.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from scaffold.project.merge.sequences import edits

_PYTHON: Final = re.compile(r"(?:async )?(?:def|class) (\w+)")
_SCRIPT: Final = re.compile(
    r"(?:export )?(?:default )?(?:declare )?"
    r"(?:(?:async )?function\*? ?|class |interface |type |enum |const |let )(\w+)"
    r"|((?:describe|it|test)(?:\.\w+)?\([\"'`].*)"
)
_RULE: Final = re.compile(r"([^{};]+(?:\{.*\}|[{,]))\n?$")
_ENTRY: Final = re.compile(r"([^\s#-][^:]*):(?: |$)")
_TABLE: Final = re.compile(r"(\[.*\]|[\w.-]+(?= *=))")
_TARGET: Final = re.compile(r"((?:\.[A-Z_]+ *:.*)|[\w./%$(){}-]+(?: [\w./%$(){}-]+)* *::?(?!=))")
_LINE: Final = re.compile(r"([^\s!].*)")
_SETTING: Final = re.compile(r"(\w+)=")

_HEADERS: Final = {
    ".py": _PYTHON,
    ".ts": _SCRIPT,
    ".tsx": _SCRIPT,
    ".js": _SCRIPT,
    ".jsx": _SCRIPT,
    ".css": _RULE,
    ".yaml": _ENTRY,
    ".yml": _ENTRY,
    ".toml": _TABLE,
    "Makefile": _TARGET,
    ".mk": _TARGET,
    ".gitignore": _LINE,
    ".dockerignore": _LINE,
    ".gitattributes": _LINE,
    ".env": _SETTING,
}
_PROSE: Final = ".md"
# Items of a list and rows of a table, each of which is a unit of its own.
_PROSE_ITEM: Final = re.compile(r"[-*+] |\|")
# What belongs to the unit below it: comments and decorators.
_PREFACE: Final = re.compile(r"(?:@\w|#|//|/?\*|<!--)")
_OPENING, _CLOSING = "([{", ")]}"


class Unit(NamedTuple):
    """A named unit with what belongs to it, and the blank lines around it."""

    name: str
    lines: list[str]


def named_units(path: str, lines: list[str]) -> list[Unit] | None:
    """Return the units that a run of lines consists of, or None if it is anything else.

    Blank lines before a unit are its own, as are those behind the last.
    """
    if path.endswith(_PROSE):
        return _paragraphs(lines)
    header = _header(path)
    if header is None:
        return None
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    units: list[Unit] = []
    preface: list[str] = []
    for line in lines:
        found = header.match(line[indent:]) if _indent(line) == indent else None
        is_open = bool(units) and not preface and not is_balanced(units[-1].lines)
        if found and not is_open:
            name = next(group for group in found.groups() if group)
            units.append(Unit(name.strip(), [*preface, line]))
            preface = []
        elif _is_inside(line, indent, units) and not preface:
            units[-1].lines.append(line)
        elif not line.strip() or _PREFACE.match(line.strip()):
            preface.append(line)
        else:
            return None
    if units and not any(line.strip() for line in preface):
        units[-1].lines.extend(preface)
        preface = []
    whole = not preface and all(is_balanced(unit.lines) for unit in units)
    return units if whole and units else None


def together(upper: list[str], lower: list[str]) -> list[str]:
    """Return two runs of units, one after the other, with the blank lines that separate them."""
    before, behind = _blank(lower), _blank(upper[::-1])
    other = max(_blank(upper), _blank(lower[::-1]))
    return [*upper, *["\n"] * (other if not before and not behind else 0), *lower]


def is_balanced(lines: list[str]) -> bool:
    """Return True if as many brackets of each kind close as open."""
    text = "".join(lines)
    return all(
        text.count(opening) == text.count(closing)
        for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    )


def added_units(path: str, base: list[str], side: list[str]) -> list[Unit]:
    """Return the units that a side added to others, and not in place of one."""
    before, after = named_units(path, base) or [], named_units(path, side) or []
    if any(line.strip() for line in base) and not before:
        return []
    changes = edits([unit.name for unit in before], [unit.name for unit in after])
    return [
        unit for edit in changes for unit in after[edit.first + edit.end - edit.start : edit.last]
    ]


def _paragraphs(lines: list[str]) -> list[Unit] | None:
    """Return the paragraphs of a run that is not part of one, or its items of a list."""
    if lines and all(map(_PROSE_ITEM.match, lines)):
        return [Unit(line.strip(), [line]) for line in lines]
    if not lines or (lines[0].strip() and lines[-1].strip()):
        return None
    units: list[Unit] = []
    blank: list[str] = []
    is_new = True
    for line in lines:
        if not line.strip():
            blank.append(line)
            is_new = True
        elif is_new:
            units.append(Unit(line.strip(), [*blank, line]))
            blank, is_new = [], False
        else:
            previous = units[-1]
            units[-1] = Unit(f"{previous.name}\n{line.strip()}", [*previous.lines, line])
    if units:
        units[-1].lines.extend(blank)
    return units or None


def _header(path: str) -> re.Pattern[str] | None:
    name = path.rpartition("/")[2]
    suffix = name[name.rfind(".") :] if "." in name else name
    return _HEADERS.get(suffix)


def _is_inside(line: str, indent: int, units: list[Unit]) -> bool:
    """Return True if a line belongs to the unit before it."""
    if not units:
        return False
    if not line.strip():
        return not is_balanced(units[-1].lines)
    deeper = _indent(line) > indent or line.lstrip()[0] in _CLOSING
    return deeper or not is_balanced(units[-1].lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _blank(lines: list[str]) -> int:
    """Count the blank lines at the beginning."""
    return next((number for number, line in enumerate(lines) if line.strip()), len(lines))
