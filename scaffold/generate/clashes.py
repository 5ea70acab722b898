"""Names that a generated application declares twice, as the files themselves show.

Entities of any name are welcome as long as nothing that is made of them coincides: files,
identifiers, routes, operation IDs, logical IDs, the names of indexes and of pages. Whatever the
templates make of a name, this finds it in their output.
"""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from scaffold.errors import Problem
from scaffold.generate import line_origins
from scaffold.names import Name
from scaffold.spec.kinds.function import FUNCTION
from scaffold.spec.language import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold.generate.catalog import Catalog
    from scaffold.generate.plan import PathClashError, PlannedFile
    from scaffold.generate.render import RenderedFile
    from scaffold.spec.resolved import Spec

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Values that must differ: within the whole file, or within the resource that they belong to.
_UNIQUE_VALUES: Final = {"operationId": "operation ID", "IndexName": "index", "Sid": "statement"}
_TYPESCRIPT_NAMES: Final = re.compile(
    r"^import (?:type )?(?P<default>\w+)?(?:, )?(?:\{(?P<named>[^}]*)\})?.* from "
    r"|^(?:export )?(?:default )?(?:async )?(?:const|function|class|type|interface) (?P<own>\w+)",
    re.MULTILINE,
)
_PAGE: Final = re.compile(
    r'\bpath: "(?P<path>[^"]*)"|\bhref="(?P<href>[^"]*)"|^ {8}(?P<label>[A-Z][^=<>]*)$',
    re.MULTILINE,
)
_PAGES: Final = ("routes.ts", "Navigation.tsx")
_WHOLE: Final = frozenset(
    PurePosixPath(path)
    for path in (
        "template.yaml",
        "openapi.yaml",
        "frontend/src/pages/HomePage.tsx",
        *(f"frontend/src/pages/{name}" for name in _PAGES),
    )
)


class Declaration(NamedTuple):
    """A name that a line of a file declares: what it is, and what it must be different within."""

    what: str
    scope: str
    name: str
    line: int


def find_clashes(spec: Spec, files: Iterable[RenderedFile], catalog: Catalog) -> list[Problem]:
    """Return a problem for each entity that makes a name which is made already."""
    problems: dict[object, Problem] = {}
    operations = {
        str(operation): f"{FUNCTION.section}.{function.identity}"
        for function in spec.functions
        for operation in function.operations
    }
    for file in files:
        repeated = list(_repeated(_declarations(file)))
        origins = _line_owners(file.plan, spec, catalog) if repeated else []
        for pair in repeated:
            owners = (origins[each.line - 1] or operations.get(each.name) for each in pair)
            if problem := _problem(spec, f'the {pair[1].what} "{pair[1].name}"', *owners):
                problems.setdefault(problem.path, problem)
    return list(problems.values())


def path_clash(spec: Spec, error: PathClashError) -> Problem | None:
    """Return the problem of entities that make the same file, or None for one of the templates."""
    owners = (_entity_of(file) for file in (error.first, error.second))
    return _problem(spec, f"the file {error.second.target}", *owners)


def _problem(spec: Spec, what: str, first: str | None, second: str | None) -> Problem | None:
    if second is None:
        first, second = second, first
    if second is None:
        return None
    if first == second:
        first = None
    other = "the application itself" if first is None else _written(spec, first)[0]
    message = f"{what} is already that of {other}: choose another name"
    return Problem(_written(spec, second)[1], message, on_key=True)


def _written(spec: Spec, entity: str) -> tuple[str, tuple[str, str]]:
    """Return what an entity is called in a message, and its path in the spec."""
    section, _, identity = entity.partition(".")
    kind = next(kind for kind in kinds_of(type(spec)) if kind.section == section)
    name = next(each.name for each in spec.entities(kind) if each.identity == Name(identity))
    return f"the {kind.name} {name}", (section, str(name))


def _line_owners(file: PlannedFile, spec: Spec, catalog: Catalog) -> list[str | None]:
    """Return the entity that each line of a file comes from."""
    owner = _entity_of(file)
    return [origin.entity or owner for origin in line_origins.trace(file, spec, catalog).origins]


def _entity_of(file: PlannedFile) -> str | None:
    return f"{file.kind}s.{file.entity.identity}" if file.entity else None


def _repeated(declared: Iterable[Declaration]) -> Iterator[tuple[Declaration, Declaration]]:
    seen: dict[tuple[str, str], Declaration] = {}
    for declaration in declared:
        first = seen.setdefault((declaration.scope, declaration.name), declaration)
        if first is not declaration:
            yield first, declaration


def _declarations(file: RenderedFile) -> Iterator[Declaration]:
    path = file.plan.target
    # What no entity has a part in is as it was tested.
    if not (file.plan.entity or path in _WHOLE or "generated" in path.parts):
        return
    text = file.content.decode()
    match path.suffix:
        case ".yaml":
            yield from _in_yaml(text)
        case ".py":
            yield from _in_python(text)
        case ".ts" | ".tsx":
            yield from _in_typescript(text)
            if path.name in _PAGES:
                yield from _in_pages(text)


def _in_yaml(text: str) -> Iterator[Declaration]:
    """Yield the keys of all mappings, and the values that must be unique."""
    if root := yaml.compose(text, _LOADER):
        yield from _in_node(root, ())


def _in_node(node: yaml.Node, path: tuple[str, ...]) -> Iterator[Declaration]:
    if isinstance(node, yaml.SequenceNode):
        # Each item of a list is a mapping of its own.
        for number, item in enumerate(node.value):
            yield from _in_node(item, (*path, f"#{number}"))
    elif isinstance(node, yaml.MappingNode):
        scope = "/".join(path)
        for key, value in node.value:
            line = key.start_mark.line + 1
            yield Declaration(_key_word(scope), f"key {scope}", key.value, line)
            yield from _unique_value(path, key.value, value)
            yield from _in_node(value, (*path, key.value))


def _unique_value(path: tuple[str, ...], key: str, value: yaml.Node) -> Iterator[Declaration]:
    """Yield a value that no other of its kind may have."""
    line = value.start_mark.line + 1
    if isinstance(value, yaml.ScalarNode) and (what := _UNIQUE_VALUES.get(key)):
        resource = "/".join(path[:2]) if what != "operation ID" else ""
        yield Declaration(what, f"{what} {resource}", value.value, line)
    if key == "name" and path[:1] == ("tags",):
        yield Declaration("tag", "tag", value.value, line)


def _key_word(scope: str) -> str:
    words = {"Resources": "logical ID", "paths": "path", "components/schemas": "schema"}
    return words.get(scope, "key")


def _in_python(text: str) -> Iterator[Declaration]:
    """Yield what a module imports, defines and assigns."""
    for node in ast.parse(text).body:
        names: list[str] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.asname or alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        for name in names:
            yield Declaration("name", "module", name, node.lineno)


def _in_typescript(text: str) -> Iterator[Declaration]:
    """Yield what a module imports and declares."""
    for match in _TYPESCRIPT_NAMES.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        named = [part.split()[-1] for part in (match["named"] or "").split(",") if part.strip()]
        for name in (*named, match["default"], match["own"]):
            if name:
                yield Declaration("name", "module", name, line)


def _in_pages(text: str) -> Iterator[Declaration]:
    for match in _PAGE.finditer(text):
        key = match.lastgroup or ""
        what = "label" if key == "label" else "page"
        line = text.count("\n", 0, match.start()) + 1
        yield Declaration(what, key, re.sub(r":\w+", ":", match[key]), line)
