"""The template line and the spec entity that each line of a generated file comes from.

Rendering puts out a mark before every line of a template, and around every loop over entities; the
marks are read and removed afterwards. Only `scaffold explain PATH:LINE` pays for this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from scaffold.generate import openapi_sources, render
from scaffold.generate.openapi_types import declarations
from scaffold.generate.typescript_layout import typescript_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold.generate.catalog import Catalog
    from scaffold.generate.plan import PlannedFile
    from scaffold.spec.resolved import Spec

_MARK: Final = re.compile("\x00([^\x00]*)\x00")
_LEAVE: Final = "<"


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """A line of a template; `entity` is such as `models.video`, by the entity's first name."""

    template: str
    line: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class TracedFile:
    """The lines of a generated file, and where each of them comes from."""

    lines: tuple[str, ...]
    origins: tuple[LineOrigin, ...]


def trace(file: PlannedFile, spec: Spec, catalog: Catalog) -> TracedFile:
    """Render a file again, this time with the origin of each line."""
    source = str(file.template.source)
    if not file.template.rendered:
        lines = (catalog.root / source).read_text(encoding="utf-8").splitlines()
        return TracedFile(
            tuple(lines), tuple(LineOrigin(source, number) for number in range(1, len(lines) + 1))
        )
    environment = render.build_environment(
        jinja2.FileSystemLoader(catalog.root), _TracingEnvironment
    )
    environment.globals["enter_entity"] = _enter
    environment.globals["leave_entity"] = _leave
    environment.filters["typescript"] = _typescript
    environment.filters["typescript_layout"] = _typescript_layout
    environment.tests["within_line_width"] = _fits_line_width
    text = render.Renderer(environment, spec, catalog).content(file).decode()
    return _read(text, LineOrigin(source, 1))


@dataclass(frozen=True, slots=True)
class LocatedLine:
    """Where a line of a user's file comes from; `origin` is None for a line of the user's own."""

    origin: LineOrigin | None
    note: str


def locate(line: int, present: bytes, pristine: bytes, traced: TracedFile) -> LocatedLine:
    """Return the origin of a line of a file that was generated as `pristine`, and edited since.

    `traced` is what the file would be generated as now.
    """
    mine, base = (tuple(text.decode(errors="replace").splitlines()) for text in (present, pristine))
    note = "as generated"
    known = corresponding_line(line, mine, base)
    if known is None:
        note = "you moved this line"
        known = moved_line(line, mine, base)
    if known is None:
        return LocatedLine(None, "you added or changed this line")
    current = corresponding_line(known, base, traced.lines)
    if current is None:
        return LocatedLine(None, "scaffold.yaml no longer gives this line: run scaffold regenerate")
    return LocatedLine(traced.origins[current - 1], note)


def corresponding_line(line: int, lines: tuple[str, ...], others: tuple[str, ...]) -> int | None:
    """Return the line of another version that a line is, or None; both count from 1."""
    matcher = SequenceMatcher(None, lines, others, autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.a < line <= block.a + block.size:
            return line - block.a + block.b
    return None


def moved_line(line: int, lines: tuple[str, ...], others: tuple[str, ...]) -> int | None:
    """Return the only line of another version with the same words, or None."""
    words = lines[line - 1].strip()
    found = [number for number, other in enumerate(others, 1) if other.strip() == words]
    return found[0] if words and len(found) == 1 else None


class _TracingEnvironment(jinja2.Environment):
    """An environment whose templates put out a mark before every line of theirs."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        traced: nodes.Template = _Marker(name or "").visit(tree)
        traced.set_environment(self)
        return traced


class _Marker(NodeTransformer):
    """Puts the marks into one template."""

    def __init__(self, template: str) -> None:
        self._template = template

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802 - Jinja's
        marked = (
            f"\x00{self._template}:{node.lineno + offset}\x00{line}"
            for offset, line in enumerate(re.findall("[^\n]*\n|[^\n]+", node.data))
        )
        return nodes.TemplateData("".join(marked), lineno=node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802 - Jinja's
        """A block within a line is a value, which may be compared: it stays unmarked."""
        data = node.find_all(nodes.TemplateData)
        if any("\n" in part.data for part in data):
            self.generic_visit(node)
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's
        self.generic_visit(node)
        if isinstance(node.target, nodes.Name):
            for position, name in ((0, "enter_entity"), (len(node.body) + 1, "leave_entity")):
                node.body.insert(position, _call(name, node.target))
        return node


def _call(function: str, target: nodes.Name) -> nodes.Output:
    arguments = [nodes.Name(target.name, "load", lineno=target.lineno)]
    name = nodes.Name(function, "load", lineno=target.lineno)
    call = nodes.Call(name, arguments, [], None, None, lineno=target.lineno)
    return nodes.Output([call], lineno=target.lineno)


def _enter(value: object) -> Markup:
    entity = _entity(value)
    return Markup(f"\x00>{entity}\x00") if entity else Markup()  # noqa: S704 - an identifier


def _leave(value: object) -> Markup:
    return Markup(f"\x00{_LEAVE}\x00") if _entity(value) else Markup()  # noqa: S704 - constant


def _fits_line_width(marked: str) -> bool:
    return render.fits_line_width(_MARK.sub("", str(marked)))


def _entity(value: object) -> str | None:
    """Return `models.video` for a model that was first called video."""
    identity = getattr(value, "identity", None)
    return f"{type(value).__name__.lower()}s.{identity}" if identity else None


def _typescript(marked_openapi: str) -> Markup:
    """Return the declarations, each line marked as the line of the document it derives from."""
    document = _read(str(marked_openapi), LineOrigin("", 0))
    types = declarations("\n".join(document.lines))
    sources = openapi_sources.source_lines(types.splitlines(), document.lines)
    marked = (
        _marked(line, document.origins[source]) if source is not None else line
        for line, source in zip(types.splitlines(), sources, strict=True)
    )
    return Markup("\n".join(marked))  # noqa: S704 - quoted by the declarations


def _typescript_layout(marked: Markup) -> Markup:
    """Return the layout, each line marked: one that was broken or joined as the line above it."""
    rendered = _read(str(marked), LineOrigin("", 0))
    waiting: dict[str, list[LineOrigin]] = {}
    for line, origin in zip(rendered.lines, rendered.origins, strict=True):
        waiting.setdefault(line, []).append(origin)
    text = Markup("".join(f"{line}\n" for line in rendered.lines))  # noqa: S704 - quoted before
    origin = rendered.origins[0]
    lines = []
    for line in typescript_layout(text).splitlines():
        known = waiting.get(line)
        origin = known.pop(0) if known else origin
        lines.append(f"{_marked(line, origin)}\n")
    return Markup("".join(lines))  # noqa: S704 - quoted before


def _marked(line: str, origin: LineOrigin) -> str:
    mark = f"\x00{origin.template}:{origin.line}\x00{line}"
    return f"\x00>{origin.entity}\x00{mark}\x00{_LEAVE}\x00" if origin.entity else mark


def _read(text: str, start: LineOrigin) -> TracedFile:
    """Take the marks out of a text; `start` is the origin of lines before the first mark."""
    lines = []
    origins = []
    reader = _MarkReader(start)
    for marked in text.removesuffix("\n").split("\n"):
        origins.append(reader.origin(marked))
        lines.append(_MARK.sub("", marked))
    if _MARK.sub("", text.rpartition("\n")[2]) == "" and lines[-1] == "":
        del lines[-1], origins[-1]
    return TracedFile(tuple(lines), tuple(origins))


class _MarkReader:
    """The place and the entities that the marks so far have named."""

    def __init__(self, start: LineOrigin) -> None:
        self._entities: list[str] = []
        self._place = start.template, start.line

    def origin(self, marked: str) -> LineOrigin:
        """Return the origin of a line's first text, and read all of the line's marks."""
        found = None
        is_placed = False
        for mark, text in _pieces(marked):
            if mark == _LEAVE:
                self._entities.pop()
            elif mark.startswith(">"):
                self._entities.append(mark[1:])
            elif mark and not (found and is_placed):
                template, _, line = mark.rpartition(":")
                self._place = template, int(line)
                is_placed = True
                # A line that starts with a variable has its first mark after that.
                found = found and self._here()
            if found is None and text.strip():
                found = self._here()
        return found or self._here()

    def _here(self) -> LineOrigin:
        return LineOrigin(*self._place, self._entities[-1] if self._entities else None)


def _pieces(marked: str) -> Iterator[tuple[str, str]]:
    """Yield each mark of a line with the text after it; an empty mark before the first."""
    first, *rest = _MARK.split(marked)
    yield "", first
    yield from zip(rest[::2], rest[1::2], strict=True)
