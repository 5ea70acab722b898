"""The layout of rendered TypeScript where it depends on names: imports, and long lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What the generated projects' formatters are set to.
LINE_WIDTH: Final = 100

_IMPORT: Final = re.compile(
    r'import (?:(?P<default>\w+)|(?P<type>type )?\{ (?P<names>.+) \}) from "(?P<module>.+)";'
)
_OPENING: Final = {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}


class _Break(NamedTuple):
    """The way to break a long line: its parts go between its start and its end.

    `after` and `last` end the line of a part, and that of the last one.
    """

    pattern: re.Pattern[str]
    separator: str = ", "
    after: str = ","
    last: str = ","


def _broken(start: str, parts: str, end: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<indent> *)(?P<start>{start}){parts}(?P<end>{end})")


_BREAKS: Final = (
    # A value in a tag: <Detail label="Size">{video.size}</Detail>
    _Break(_broken(r"<[A-Z]\w* [^>]+>", r"(?P<parts>\{.+\})", r"</\w+>"), "\n", "", ""),
    # A tag: <Field form={form} name="title" />
    _Break(_broken(r"<[A-Z]\w*", r" (?P<parts>.+?) ?", r"/?>"), " ", "", ""),
    # An object: { path: "/", page: HomePage }, or as an attribute: query={{ limit: 6 }}
    _Break(_broken(r"\{", r" (?P<parts>.+) ", r"\},")),
    _Break(_broken(r"\w+=\{\{", r" (?P<parts>.+) ", r"\}\}")),
    # Arguments of a type, and of a function: List<Video, VideoQuery>; lazy(() => import("./Page"));
    _Break(
        _broken(
            r"(?:export )?(?:type|const) \w+ = (?:new )?\w+<", r"(?P<parts>.+)", r">(?:;|\(\[)"
        ),
        last="",
    ),
    _Break(_broken(r"const \w+ = \w+\(", r"(?P<parts>.+)", r"\);")),
)


def typescript_layout(text: Markup) -> Markup:
    """Return TypeScript as Biome has it: imports in order, each module once, and no long line.

    It breaks the lines that are a whole import, tag, object, type or call; templates lay out the
    others.
    """
    lines: list[str] = []
    imports: list[re.Match[str]] = []
    for line in (*str(text).splitlines(), None):
        found = _IMPORT.fullmatch(line) if line else None
        if found:
            imports.append(found)
            continue
        lines.extend(_imports(imports))
        imports.clear()
        lines.extend(() if line is None else _lines(line))
    return Markup("".join(f"{line}\n" for line in lines))  # noqa: S704 - quoted before


def _imports(statements: Iterable[re.Match[str]]) -> Iterator[str]:
    modules: dict[str, set[str]] = {}
    for found in statements:
        prefix = found["type"] or ""
        names = found["names"].split(", ") if found["names"] else [f"={found['default']}"]
        modules.setdefault(found["module"], set()).update(f"{prefix}{name}" for name in names)
    for module in sorted(modules, key=lambda module: (module.startswith("."), _order(module))):
        yield from _import(module, sorted(modules[module], key=_order))


def _import(module: str, names: list[str]) -> Iterator[str]:
    if names[0].startswith("="):  # the module's default
        yield f'import {names[0][1:]} from "{module}";'
        return
    keyword = "import"
    if all(name.startswith("type ") for name in names):
        keyword, names = "import type", [name.removeprefix("type ") for name in names]
    flat = f'{keyword} {{ {", ".join(names)} }} from "{module}";'
    if len(names) == 1 or len(flat) <= LINE_WIDTH:
        yield flat
        return
    yield f"{keyword} {{"
    yield from (f"  {name}," for name in names)
    yield f'}} from "{module}";'


def _order(name: str) -> list[tuple[str, bool]]:
    """The natural order of Biome: letters without case first, capitals before small ones."""
    return [(letter.lower(), letter.islower()) for letter in name.removeprefix("type ")]


def _lines(line: str) -> Iterator[str]:
    """Break a line that is too long for a formatter."""
    if len(line) > LINE_WIDTH:
        for rule in _BREAKS:
            found = rule.pattern.fullmatch(line)
            if found:
                yield from _broken_lines(found, rule)
                return
    yield line


def _broken_lines(found: re.Match[str], rule: _Break) -> Iterator[str]:
    indent = found["indent"]
    *parts, last = _split(found["parts"], rule.separator)
    yield from _lines(f"{indent}{found['start']}")
    for part in parts:
        yield from _lines(f"{indent}  {part}{rule.after}")
    yield from _lines(f"{indent}  {last}{rule.last}")
    yield f"{indent}{found['end']}"


def _split(text: str, separator: str) -> Iterator[str]:
    """Split at the separators that are neither quoted nor within brackets."""
    start = depth = 0
    quoted = False
    for index, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted:
            depth += _OPENING.get(letter, 0)
            if depth == 0 and text.startswith(separator, index):
                yield text[start:index]
                start = index + len(separator)
    yield text[start:]
