"""Renaming in a person's text what the generator renamed: its identifiers, not their prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scaffold.project.merge.lines import lines_of
from scaffold.project.merge.sequences import edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    _Spelling = tuple[str, tuple[bool, ...]]

_IDENTIFIER: Final = re.compile(r"[A-Za-z_$][\w$]*(?:-[A-Za-z0-9_]+)*")
_COMPOUND: Final = re.compile(r"[_-]|[a-z][A-Z]")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]")
_STRING: Final = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_SCRIPT: Final = rf"/\*[\s\S]*?\*/|//[^\n]*|{_STRING}|`[^`]*`"
# Where a word may be just a word: strings and comments of code, and the text of JSX.
_QUIET: Final = {
    "py": re.compile(rf"\"\"\"[\s\S]*?\"\"\"|{_STRING}|#[^\n]*"),
    "ts": re.compile(_SCRIPT),
    "tsx": re.compile(rf"{_SCRIPT}|>[^<>{{}}=;()]*<|^[\w\s,.'!?-]*$", re.MULTILINE),
}


def words_of(text: str) -> list[str]:
    """Return the words of a name in any spelling, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def renamed_identifiers(
    names: Mapping[str, str], files: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return the identifiers that the generator renamed in its files, given before and after.

    `names` has the renamed entities in snake case, plurals too. An identifier was renamed if it
    left a file while the same with the new name came; what two files say differently is left out.
    """
    found: dict[str, set[str]] = {}
    rules = [(f"_{old}_", f"_{now}_") for old, now in names.items()]
    for base, new in files:
        before, after = set(_IDENTIFIER.findall(base)), set(_IDENTIFIER.findall(new))
        came = {_spelling(identifier): identifier for identifier in after - before}
        for identifier in before - after:
            for spelling in _renamed_spellings(identifier, rules):
                if spelling in came:
                    found.setdefault(identifier, set()).add(came[spelling])
    return {old: others.pop() for old, others in found.items() if len(others) == 1}


def rename(
    path: str, texts: tuple[str, str, str], renames: Mapping[str, str]
) -> tuple[str, str, str]:
    """Return base, yours and new with the new names.

    In a person's own lines, only what is clearly such a name is renamed.
    """
    base, yours, new = texts
    still_there = set(_IDENTIFIER.findall(new)) if renames else set()
    table = {old: now for old, now in renames.items() if old not in still_there}
    if not table:
        return texts
    before, lines = lines_of(base), lines_of(yours)
    renamed: list[str] = []
    at = 0
    for edit in edits(before, lines):
        renamed.append(_swapped("".join(lines[at : edit.first]), table))
        generated = "".join(before[edit.start : edit.end])
        own = "".join(lines[edit.first : edit.last])
        renamed.append(_renamed_own(path, generated, own, table))
        at = edit.last
    renamed.append(_swapped("".join(lines[at:]), table))
    return _swapped(base, table), "".join(renamed), new


def _spelling(identifier: str) -> _Spelling:
    """Return the words of an identifier, and the style in which they are written."""
    style = (
        "-" in identifier,
        "_" in identifier.strip("_"),
        identifier.isupper(),
        identifier[:1].isupper(),
    )
    return f"_{'_'.join(words_of(identifier))}_", style


def _renamed_spellings(identifier: str, rules: list[tuple[str, str]]) -> Iterator[_Spelling]:
    words, style = _spelling(identifier)
    return ((words.replace(old, now), style) for old, now in rules if old in words)


def _swapped(text: str, table: Mapping[str, str]) -> str:
    return _IDENTIFIER.sub(lambda found: table.get(found[0], found[0]), text)


def _renamed_own(path: str, generated: str, own: str, table: Mapping[str, str]) -> str:
    """Return lines that a person wrote in place of generated ones, with the new names."""
    kept = _kept_starts(generated, own)
    pattern = _QUIET.get(path.rpartition(".")[2])
    quiet = [found.span() for found in pattern.finditer(own)] if pattern else [(0, len(own))]

    def swap(found: re.Match[str]) -> str:
        identifier, start, end = found[0], found.start(), found.end()
        is_clear = (
            start in kept
            or _COMPOUND.search(identifier)
            or own[start - 1 : start] in {"/", "."}
            or re.match(r"[./]\w", own[end : end + 2])
            or not any(first <= start < last for first, last in quiet)
        )
        return table.get(identifier, identifier) if is_clear else identifier

    return _IDENTIFIER.sub(swap, own)


def _kept_starts(generated: str, own: str) -> set[int]:
    """Return where the words begin that are left of what was generated."""
    pieces = _PIECE.findall(own)
    written = {
        number
        for edit in edits(_PIECE.findall(generated), pieces)
        for number in range(edit.first, edit.last)
    }
    kept: set[int] = set()
    at = 0
    for number, piece in enumerate(pieces):
        if number not in written:
            kept.add(at)
        at += len(piece)
    return kept
