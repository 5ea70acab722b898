"""Reading a CloudFormation or SAM template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

import yaml

from scaffold.errors import ScaffoldError
from scaffold.local.deployment.values import Object, a_list, an_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


# The service's own limit for a template in S3.
MAX_BYTES: Final = 2**20
MAX_DEPTH: Final = 100
SAM: Final = "AWS::Serverless-2016-10-31"
LANGUAGE_EXTENSIONS: Final = "AWS::LanguageExtensions"
TRANSFORMS: Final = frozenset({SAM, LANGUAGE_EXTENSIONS})

_BASE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TemplateError(ScaffoldError):
    """A template that cannot be deployed; names the resource and its line where it can."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template with its intrinsics in the long form, and the lines of its resources."""

    path: Path
    body: Object
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def resources(self) -> Object:
        """The resources by logical id."""
        return an_object(self.body.get("Resources"))

    def place(self, logical_id: str) -> str:
        """`template.yaml:12` of a resource, or of the closest that its name derives from."""
        owners = [name for name in self.lines if logical_id.startswith(name)]
        owner = max(owners, key=len, default="")
        return f"{self.path.name}:{self.lines[owner]}" if owner else self.path.name


class _Loader(_BASE):  # type: ignore[misc]
    """Knows CloudFormation's short forms, and takes dates for the strings they are there."""

    yaml_implicit_resolvers: Mapping[str, Any] = {
        first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
        for first, rules in _BASE.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - PyYAML's signature
        """Take keys for texts: account numbers, and events that are called `On`."""
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


def _short_form(loader: Any, suffix: str, node: yaml.Node) -> Object:  # noqa: ANN401 - PyYAML's
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return {name: text.split(".", 1) if suffix == "GetAtt" else text}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


def load(path: Path) -> Template:
    """The template of a file."""
    body, node = _document(path)
    if not isinstance(body.get("Resources"), dict):
        raise TemplateError(f"{path}: a template is a mapping that has Resources.")
    unknown = [name for name in a_list(body.get("Transform")) if name not in TRANSFORMS]
    if unknown:
        raise TemplateError(f"{path}: the transform {unknown[0]} does not run here.")
    return Template(path, body, _lines(node))


def load_part(path: Path) -> Object:
    """A document that a template refers to, such as an OpenAPI definition with intrinsics."""
    return _document(path)[0]


def _document(path: Path) -> tuple[Object, yaml.Node]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: cannot be read: {error}") from error
    if len(text.encode()) > MAX_BYTES:
        raise TemplateError(f"{path}: a template has at most {MAX_BYTES:,} bytes.")
    try:
        _refuse_depth(path, yaml.parse(text, Loader=_BASE))
        loader = _Loader(text)
        node = loader.get_single_node()
        body = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise TemplateError(f"{path.name}{line}: is not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise TemplateError(f"{path}: is not YAML: {error}") from error
    if not isinstance(body, dict):
        raise TemplateError(f"{path}: a template is a mapping that has Resources.")
    return cast("Object", body), node


def _refuse_depth(path: Path, events: Iterable[yaml.Event]) -> None:
    """PyYAML's C parser crashes on what is nested too deeply."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise TemplateError(f"{path}: the template is nested more than {MAX_DEPTH} deep.")


def _lines(root: yaml.Node) -> dict[str, int]:
    resources = next((value for key, value in root.value if key.value == "Resources"), None)
    if not isinstance(resources, yaml.MappingNode):
        return {}
    return {str(key.value): key.start_mark.line + 1 for key, _ in resources.value}
