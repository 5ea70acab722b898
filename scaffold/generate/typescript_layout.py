"""The layout of rendered TypeScript where it depends on names: imports, and long JSX elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What the generated projects' formatters are set to.
LINE_WIDTH: Final = 100

_IMPORT: Final = re.compile(
    r'import (?:(?P<default>\w+)|(?P<type>type )?\{ (?P<names>.+) \}) from "(?P<module>.+)";'
)
_ELEMENT: Final = re.compile(r"(?P<indent> *)<(?P<name>[A-Z]\w*) (?P<attributes>.+?) ?(?P<end>/?>)")

_AROUND: Final = re.compile(
    r"(?P<indent> *)<(?P<name>[A-Z]\w*) (?P<attributes>[^>]+)>(?P<child>\{.+\})</(?P=name)>"
)

_OBJECT: Final = re.compile(r"(?P<indent> *)\{ (?P<entries>.+) \},")
_CALL: Final = re.compile(r"(?P<start>const \w+ = \w+)\((?P<argument>.+)\);")

_TYPE: Final = re.compile(
    r"(?P<start>(?:export )?(?:type|const) \w+ = (?:new )?\w+)<(?P<arguments>.+)>(?P<end>;|\(\[)"
)


def typescript_layout(text: Markup) -> Markup:
    """Return TypeScript as Biome has it: imports in order, each module once, and no long line.

    It breaks lines that are a whole import, JSX tag, object or call; templates lay out the others.
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
    if len(line) <= LINE_WIDTH:
        yield line
    elif found := _AROUND.fullmatch(line):
        indent, name = found["indent"], found["name"]
        yield from _lines(f"{indent}<{name} {found['attributes']}>")
        yield f"{indent}  {found['child']}"
        yield f"{indent}</{name}>"
    elif found := _ELEMENT.fullmatch(line):
        yield f"{found['indent']}<{found['name']}"
        yield from _indented(found["indent"], _split(found["attributes"], " "))
        yield f"{found['indent']}{found['end']}"
    elif found := _OBJECT.fullmatch(line):
        yield f"{found['indent']}{{"
        yield from _indented(found["indent"], (f"{each}," for each in found["entries"].split(", ")))
        yield f"{found['indent']}}},"
    elif found := _TYPE.fullmatch(line):
        arguments = found["arguments"].split(", ")
        yield f"{found['start']}<"
        yield from _indented("", (*(f"{each}," for each in arguments[:-1]), arguments[-1]))
        yield f">{found['end']}"
    elif found := _CALL.fullmatch(line):
        yield f"{found['start']}("
        yield f"  {found['argument']},"
        yield ");"
    else:
        yield line


def _indented(indent: str, lines: Iterable[str]) -> Iterator[str]:
    return (f"{indent}  {line}" for line in lines)


def _split(text: str, separator: str) -> Iterator[str]:
    """Split at the separators that are neither quoted nor within braces."""
    start = depth = 0
    quoted = False
    for index, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted:
            depth += {"{": 1, "}": -1}.get(letter, 0)
            if letter == separator and depth == 0:
                yield text[start:index]
                start = index + 1
    yield text[start:]
