"""Reading CloudFormation and SAM templates, in YAML or JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import yaml

from scaffold.cloudformation.values import Json, JsonObject, as_object
from scaffold.errors import ScaffoldError
from scaffold.files import read_file
from scaffold.yaml_events import TooDeepError, shallow_events

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

# CloudFormation's own limit for a template in S3.
MAX_BYTES: Final = 2**20
MAX_DEPTH: Final = 100
# Nodes once aliases are expanded: more than a template of MAX_BYTES has without them.
MAX_NODES: Final = 2**20

TEMPLATE_NAME: Final = "template.yaml"

_SAM: Final = "AWS::Serverless::"
_LONGEST_NUMBER: Final = 100
_UNPREFIXED: Final = frozenset({"Ref", "Condition"})
_YAML: Final = "tag:yaml.org,2002:"
_STRING: Final = f"{_YAML}str"
_STRINGS_IN_TEMPLATES: Final = frozenset({f"{_YAML}timestamp", f"{_YAML}value"})
_JSON_TAGS: Final = frozenset(
    f"{_YAML}{name}" for name in ("bool", "float", "int", "map", "null", "seq", "str")
)
_BASE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TemplateError(ScaffoldError):
    """A template that cannot be read or deployed; names the file, and the place if it is known."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource; `attributes` are its other keys, such as `DependsOn` and `DeletionPolicy`."""

    logical_id: str
    type: str
    properties: JsonObject
    attributes: JsonObject = field(default_factory=dict)

    @property
    def condition(self) -> str | None:
        """The name of the condition that creates the resource."""
        condition = self.attributes.get("Condition")
        return condition if isinstance(condition, str) else None

    @property
    def deletion_policy(self) -> Json:
        """`Delete`, `Retain` or another policy, or an intrinsic function that returns one."""
        return self.attributes.get("DeletionPolicy", "Delete")

    @property
    def update_replace_policy(self) -> Json:
        """The policy for the old resource when an update replaces it."""
        return self.attributes.get("UpdateReplacePolicy", "Delete")

    def to_template(self) -> JsonObject:
        """Return the resource as a template declares it."""
        return {"Type": self.type, **self.attributes, "Properties": self.properties}


@dataclass(frozen=True, slots=True)
class Template:
    """A template with its intrinsic functions in the long form, and the lines of its resources."""

    path: Path
    body: JsonObject
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def conditions(self) -> JsonObject:
        """The conditions, by name."""
        return as_object(self.body.get("Conditions"))

    @property
    def resources(self) -> Mapping[str, Resource]:
        """The declared resources, by logical ID, completed by the template's Globals."""
        return read_resources(self.body)

    def location(self, logical_id: str) -> str:
        """Return `template.yaml:12` of a resource, or of the one that SAM derived it from."""
        owners = [name for name in self.lines if logical_id.startswith(name)]
        owner = max(owners, key=len, default="")
        return f"{self.path.name}:{self.lines[owner]}" if owner else self.path.name


def load_template(path: Path) -> Template:
    """Read a template file; raises TemplateError."""
    return parse_template(_read(path), path)


def load_fragment(path: Path) -> JsonObject:
    """Read a file that a template includes, such as an OpenAPI definition with intrinsics."""
    return _parse(_read(path), path)[0]


def parse_template(source: str | bytes, path: Path = Path(TEMPLATE_NAME)) -> Template:
    """Parse a template; raises TemplateError with `FILE:LINE:COLUMN`, whatever the source is."""
    body, root = _parse(source, path)
    if not isinstance(body.get("Resources"), dict):
        raise _error(path, root.start_mark, "a template is a mapping with a Resources mapping")
    return Template(path, body, _resource_lines(root))


def read_resources(body: JsonObject) -> dict[str, Resource]:
    """Return the resources of a template's body, by logical ID; skips entries without a type."""
    defaults = as_object(body.get("Globals"))
    return {
        logical_id: _resource(logical_id, declaration, defaults)
        for logical_id, declaration in as_object(body.get("Resources")).items()
        if isinstance(declaration, dict) and isinstance(declaration.get("Type"), str)
    }


def _resource(logical_id: str, declaration: JsonObject, defaults: JsonObject) -> Resource:
    resource_type = str(declaration["Type"])
    properties = as_object(declaration.get("Properties"))
    if resource_type.startswith(_SAM):
        shared = as_object(defaults.get(resource_type.removeprefix(_SAM)))
        properties = _with_globals(shared, properties)
    attributes = {k: v for k, v in declaration.items() if k not in {"Type", "Properties"}}
    return Resource(logical_id, resource_type, properties, attributes)


def _with_globals(shared: JsonObject, own: JsonObject) -> JsonObject:
    """Combine properties as SAM does: merge mappings, concatenate lists."""
    merged = {**shared, **own}
    for key in shared.keys() & own.keys():
        before, after = shared[key], own[key]
        if isinstance(before, dict) and isinstance(after, dict):
            merged[key] = _with_globals(before, after)
        elif isinstance(before, list) and isinstance(after, list):
            merged[key] = [*before, *after]
    return merged


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read: {error.strerror or error}") from error


def _parse(source: str | bytes, path: Path) -> tuple[JsonObject, yaml.Node]:
    text = _decode(source, path)
    try:
        has_aliases = _check_depth(text)
        loader = _Loader(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            mark = root.start_mark if root else yaml.Mark(path.name, 0, 0, 0, None, 0)
            raise _error(path, mark, "a template is a mapping with a Resources mapping")
        if has_aliases:
            _AliasLimit().check(root)
        return cast("JsonObject", loader.construct_document(root)), root
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _error(path, mark, f"invalid YAML: {error.problem}") from error


def _decode(source: str | bytes, path: Path) -> str:
    raw = source if isinstance(source, bytes) else source.encode(errors="surrogatepass")
    if len(raw) > MAX_BYTES:
        raise TemplateError(
            f"{path.name}:1:1: the template has {len(raw):,} bytes; CloudFormation accepts at most"
            f" {MAX_BYTES:,}"
        )
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        place = _place(path, raw[: error.start].decode())
        raise TemplateError(f"{place}: the file is not UTF-8") from error
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        code = f"U+{ord(found.group()):04X}"
        place = _place(path, text[: found.start()])
        raise TemplateError(f"{place}: invalid YAML: the control character {code} is not allowed")
    return text


def _place(path: Path, before: str) -> str:
    lines = before.split("\n")
    return f"{path.name}:{len(lines)}:{len(lines[-1]) + 1}"


def _error(path: Path, mark: Any, problem: str) -> TemplateError:  # noqa: ANN401 - C or Python
    place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
    return TemplateError(f"{path.name}{place}: {problem}")


def _resource_lines(root: yaml.Node) -> dict[str, int]:
    resources = next((value for key, value in root.value if key.value == "Resources"), None)
    if not isinstance(resources, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line + 1 for key, _ in resources.value}


def _check_depth(text: str) -> bool:
    """Raise ComposerError for deep nesting, which crashes libyaml's composer.

    Returns True if the template has aliases.
    """
    try:
        kinds = set(map(type, shallow_events(text, _BASE, MAX_DEPTH)))
    except TooDeepError as error:
        raise _too_deep(error.mark) from None
    return yaml.AliasEvent in kinds


def _too_deep(mark: Any) -> yaml.composer.ComposerError:  # noqa: ANN401 - C or Python
    problem = f"the template is nested more than {MAX_DEPTH} levels deep"
    return yaml.composer.ComposerError(None, None, problem, mark)


class _AliasLimit:
    """Rejects aliases that would expand without bound."""

    def __init__(self) -> None:
        # Expanded nodes and depth by node; None while its children are being visited.
        self._sizes: dict[int, tuple[int, int] | None] = {}

    def check(self, node: yaml.Node) -> tuple[int, int]:
        """Return the number of nodes and the depth of a node once aliases are expanded."""
        if id(node) in self._sizes:
            size = self._sizes[id(node)]
            if size is None:
                raise _invalid(node, "an alias refers to the node that contains it")
            return size
        self._sizes[id(node)] = None
        sizes = [self.check(child) for child in _children(node)]
        count = 1 + sum(size for size, _ in sizes)
        depth = 1 + max((depth for _, depth in sizes), default=0)
        if count > MAX_NODES:
            raise _invalid(node, f"aliases expand to more than {MAX_NODES:,} nodes")
        if depth > MAX_DEPTH + 1:
            raise _too_deep(node.start_mark)
        self._sizes[id(node)] = count, depth
        return count, depth


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


class _Loader(_BASE):  # type: ignore[misc]  # C or Python
    """A safe loader with CloudFormation's short forms, and JSON values only."""

    yaml_implicit_resolvers: Mapping[str, Any] = {
        first: [rule for rule in rules if rule[0] not in _STRINGS_IN_TEMPLATES]
        for first, rules in _BASE.yaml_implicit_resolvers.items()
    }
    yaml_constructors: Mapping[str | None, Any] = {
        tag: construct
        for tag, construct in _BASE.yaml_constructors.items()
        if tag is None or tag in _JSON_TAGS
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's signature
        """Construct a mapping with strings as keys: account numbers, events called `On`."""
        self.flatten_mapping(node)
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                key.tag = _STRING
        return super().construct_mapping(node, deep)


def _invalid(node: yaml.Node, problem: str) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


def _long_form(loader: Any, suffix: str, node: yaml.Node) -> JsonObject:  # noqa: ANN401 - C or Python
    name = suffix if suffix in _UNPREFIXED else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return {name: text.split(".", 1) if suffix == "GetAtt" else text}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


def _checked(construct: Callable[[Any, yaml.ScalarNode], Hashable]) -> Callable[..., Hashable]:
    """Wrap a constructor of scalars: what an explicit tag gets wrong is an error with a place."""

    def constructed(loader: Any, node: yaml.ScalarNode) -> Hashable:  # noqa: ANN401 - C or Python
        if len(node.value) > _LONGEST_NUMBER:
            raise _invalid(node, f"a number has more than {_LONGEST_NUMBER} characters")
        try:
            return construct(loader, node)
        except (ArithmeticError, LookupError, ValueError) as error:
            kind = node.tag.removeprefix(_YAML)
            raise _invalid(node, f"{node.value!r} is not of the type {kind}") from error

    return constructed


_Loader.add_multi_constructor("!", _long_form)
for _kind in ("bool", "float", "int"):
    _tag = f"{_YAML}{_kind}"
    _Loader.add_constructor(_tag, _checked(_BASE.yaml_constructors[_tag]))
