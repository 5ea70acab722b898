"""Named units of code and prose: functions, rules, targets, paragraphs, in runs of lines.

Each file has units whose order among themselves means nothing, so that two of them, put at the same
place by different people, both stand.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from scaffold.project.merge.sequences import edits

# Patterns, compiled when a file of their kind is merged.
_PYTHON: Final = r"(?:async )?(?:def|class) (\w+)"
_SCRIPT: Final = (
    r"(?:export )?(?:default )?(?:declare )?"
    r"(?:(?:async )?function\*? ?|class |interface |type |enum |const |let )(\w+)"
    r"|((?:describe|it|test)(?:\.\w+)?\([\"'`].*)"
)
_RULE: Final = r"([^{};]+(?:\{.*\}|[{,]))\n?$"
_ENTRY: Final = r"([^\s#-][^:]*):(?: |$)"
_TABLE: Final = r"(\[.*\]|[\w.-]+(?= *=))"
_TARGET: Final = r"((?:\.[A-Z_]+ *:.*)|[\w./%$(){}-]+(?: [\w./%$(){}-]+)* *::?(?!=))"
_LINE: Final = r"([^\s!].*)"
_SETTING: Final = r"(\w+)="

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
# In a longer run of lines, nobody looks for units.
_MOST_BORDERS: Final = 200
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
    indent = level(lines)
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


def with_added_units(path: str, base: list[str], winner: list[str], other: list[str]) -> list[str]:
    """Return the lines of a side that wins, and the units that the other added beside its lines.

    What the other has in place of something, or under a name that the winner has, is not added.
    """
    start, end = _whole_units(path, other)
    units = other[start:end]
    is_all = len(units) == len(other)
    if is_all and any(line.strip() for line in base) and named_units(path, base) is None:
        return winner
    before, after = _units_beside(path, base, units), named_units(path, units) or []
    known = {unit.name for unit in _units_beside(path, winner, units)}
    kept = winner
    for edit in edits([unit.name for unit in before], [unit.name for unit in after]):
        for unit in after[edit.first + edit.end - edit.start : edit.last]:
            if unit.name not in known:
                pair = (unit.lines, kept) if end < len(other) else (kept, unit.lines)
                kept = together(*pair) if kept else unit.lines
    return kept


def _units_beside(path: str, lines: list[str], units: list[str]) -> list[Unit]:
    """Return the whole units in a run that are of the same level as others."""
    start, end = _whole_units(path, lines)
    found = lines[start:end]
    return (named_units(path, found) or []) if level(found) == level(units) else []


def _whole_units(path: str, lines: list[str]) -> tuple[int, int]:
    """Return where the most whole units are at the end of a run, or else at its beginning."""
    borders = _borders(lines)
    for start in borders:
        if _stands(lines[start:], lines[:start]) and named_units(path, lines[start:]):
            return start, len(lines)
    for end in borders[::-1]:
        if _stands(lines[:end], lines[end:]) and named_units(path, lines[:end]):
            return 0, end
    return len(lines), len(lines)


def _borders(lines: list[str]) -> list[int]:
    """Return where a unit may begin: at a blank line, or where the indentation decreases."""
    borders = [0]
    indent = 0
    for number, line in enumerate(lines):
        is_border = not line.strip() or _indent(line) < indent
        if number and is_border and len(borders) < _MOST_BORDERS:
            borders.append(number)
        indent = _indent(line) if line.strip() else 0
    return borders


def _stands(units: list[str], rest: list[str]) -> bool:
    """Return True if units are not inside of the rest."""
    return all(_indent(line) >= level(units) for line in rest if line.strip())


def level(lines: list[str]) -> int:
    """Return the least indentation of lines that say something."""
    return min((_indent(line) for line in lines if line.strip()), default=0)


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
    pattern = _HEADERS.get(suffix)
    return re.compile(pattern) if pattern else None


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
