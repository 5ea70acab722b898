"""The one Jinja environment: planned files to text."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jinja2
from markupsafe import Markup

from scaffold import __version__, quoting
from scaffold.errors import ScaffoldError
from scaffold.generate.compiled_templates import CompiledTemplates
from scaffold.generate.emit import Emit
from scaffold.generate.environment import environment as environment_variables
from scaffold.generate.features import features_of
from scaffold.generate.openapi_types import declarations
from scaffold.generate.typescript_layout import LINE_WIDTH, typescript_layout
from scaffold.names import humanize
from scaffold.spec.routes import routes
from scaffold.storage.application import storage_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold.generate.catalog import Catalog
    from scaffold.generate.plan import PlannedFile
    from scaffold.spec.kinds.kind import Entity
    from scaffold.spec.kinds.model.migrations import Step
    from scaffold.spec.resolved import Spec

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


class RenderedFile(NamedTuple):
    """A planned file and its content."""

    plan: PlannedFile
    content: bytes


def render(files: Iterable[PlannedFile], spec: Spec, catalog: Catalog) -> tuple[RenderedFile, ...]:
    """Return the content of every planned file; raise TemplateError where a template is wrong."""
    compiled = CompiledTemplates(catalog.root, repr((__version__, jinja2.__version__, _OPTIONS)))
    renderer = Renderer(build_environment(compiled), spec, catalog)
    rendered = tuple(RenderedFile(file, renderer.content(file)) for file in files)
    compiled.save()
    return rendered


class Renderer:
    """The environment for one spec; a file that another is derived from is rendered once."""

    def __init__(self, environment: jinja2.Environment, spec: Spec, catalog: Catalog) -> None:
        self._environment = environment
        self._spec = spec
        self._root = catalog.root
        self._texts: dict[str, str] = {}
        features = features_of(spec)
        environment.globals["features"] = features
        environment.globals["partials"] = lambda name: _partials(catalog, features, name)
        environment.globals["rendered"] = self.text

    def content(self, file: PlannedFile) -> bytes:
        """Return what a planned file holds."""
        source = str(file.template.source)
        if not file.template.rendered:
            return (self._root / source).read_bytes()
        if file.kind is None:
            return self.text(source).encode()
        return self._render(source, {file.kind: file.entity}).encode()

    def text(self, source: str) -> str:
        """Return what a template of the whole application renders."""
        if source not in self._texts:
            self._texts[source] = self._render(source, {})
        return self._texts[source]

    def _render(self, source: str, variables: dict[str, Entity | None]) -> str:
        try:
            template = self._environment.get_template(source)
            return template.render(**variables, spec=self._spec)
        except (jinja2.TemplateError, quoting.UnquotedError, AttributeError, TypeError) as error:
            raise TemplateError(f"{_origin(error, self._root)}: {error}") from error


def _partials(catalog: Catalog, features: Iterable[str], name: str) -> list[str]:
    """Return the features' partials of a name, in the order of the features."""
    paths = (f"{feature}/{name}" for feature in features)
    return [path for path in paths if path in catalog.partials]


def _origin(error: Exception, root: Path) -> str:
    """The innermost template, and the line of it, that an error came from."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.startswith(str(root))]
    frame = inside[-1]
    return f"templates/{Path(frame.filename).relative_to(root)}:{frame.lineno}"


def build_environment(
    loader: jinja2.BaseLoader, kind: type[jinja2.Environment] = jinja2.Environment
) -> jinja2.Environment:
    """Return an environment for the templates that a loader finds."""
    environment = kind(
        **_OPTIONS,
        extensions=[Emit],
        loader=loader,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(quoting.FILTERS)
    environment.filters["typescript"] = _typescript
    environment.filters["typescript_layout"] = typescript_layout
    environment.filters["humanize"] = humanize
    environment.tests["within_line_width"] = fits_line_width
    environment.globals["environment"] = environment_variables
    environment.globals["routes"] = routes
    environment.globals["storage_text"] = _storage_text
    environment.globals["digest"] = _digest
    return environment


def _finalize(value: object) -> object:
    if isinstance(value, jinja2.Undefined):
        str(value)
    return quoting.guard(value)


def _typescript(openapi_text: str) -> Markup:
    return Markup(declarations(openapi_text))  # noqa: S704 - quoted there


def _storage_text(spec: Spec) -> Markup:
    from scaffold.storage.text import dump  # noqa: PLC0415 - start-up time

    return Markup(dump(storage_of(spec)))  # noqa: S704 - YAML, quoted there


def _digest(steps: tuple[Step, ...]) -> str:
    from scaffold.storage.text import digest  # noqa: PLC0415 - start-up time

    return digest(steps)


def fits_line_width(text: str) -> bool:
    """Return True if every line is within the formatters' width."""
    return all(len(line) <= LINE_WIDTH for line in str(text).splitlines())
