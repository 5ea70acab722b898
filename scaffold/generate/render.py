"""The one Jinja environment: planned files to text."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2

from scaffold import __version__, quoting
from scaffold.errors import ScaffoldError
from scaffold.generate.bytecode_cache import CompiledTemplates
from scaffold.spec.routes import routes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.generate.catalog import Catalog
    from scaffold.generate.plan import PlannedFile
    from scaffold.spec.model import Spec

# What the generated projects' formatters are set to.
LINE_WIDTH: Final = 100

_OPTIONS: Final[dict[str, Any]] = {
    "block_start_string": "<%",
    "block_end_string": "%>",
    "variable_start_string": "<%=",
    "variable_end_string": "%>",
    "comment_start_string": "<%#",
    "comment_end_string": "%>",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # Macros and set blocks then return Markup, which tells their output from a plain string.
    "autoescape": True,
}


class TemplateError(ScaffoldError):
    """A template that cannot be rendered: a defect of scaffold, named so that it can be mended."""

    exit_code = 70


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A planned file and its content."""

    plan: PlannedFile
    content: bytes


def render(files: Iterable[PlannedFile], spec: Spec, catalog: Catalog) -> tuple[RenderedFile, ...]:
    """The content of every planned file; raises TemplateError where a template is wrong."""
    compiled = CompiledTemplates(repr((__version__, jinja2.__version__, _OPTIONS, catalog.root)))
    environment = _environment(catalog.root, compiled)
    rendered = tuple(
        RenderedFile(file, _content(environment, file, spec, catalog)) for file in files
    )
    compiled.save()
    return rendered


def _content(
    environment: jinja2.Environment, file: PlannedFile, spec: Spec, catalog: Catalog
) -> bytes:
    source = str(file.template.source)
    if not file.template.rendered:
        return (catalog.root / source).read_bytes()
    variables = {file.kind: file.entity} if file.kind else {}
    try:
        return environment.get_template(source).render(**variables, spec=spec).encode()
    except (jinja2.TemplateError, quoting.UnquotedError, AttributeError, TypeError) as error:
        raise TemplateError(f"{_origin(error, catalog.root)}: {error}") from error


def _origin(error: Exception, root: Path) -> str:
    """The innermost template, and the line of it, that an error came from."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.startswith(str(root))]
    frame = inside[-1]
    return f"templates/{Path(frame.filename).relative_to(root)}:{frame.lineno}"


def _environment(root: Path, compiled: jinja2.BytecodeCache | None) -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701 - autoescape is among the options
        **_OPTIONS,
        loader=jinja2.FileSystemLoader(root),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        bytecode_cache=compiled,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(quoting.FILTERS)
    environment.tests["within_line_width"] = _fits_line_width
    environment.globals["routes"] = routes
    return environment


def _finalize(value: object) -> object:
    if isinstance(value, jinja2.Undefined):
        str(value)
    return quoting.guard(value)


def _fits_line_width(text: str) -> bool:
    """Whether every line is within the formatters' width."""
    return all(len(line) <= LINE_WIDTH for line in str(text).splitlines())
