"""A CloudFormation or SAM template as far as its resources are concerned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import yaml

from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None

_SAM: Final = "AWS::Serverless::"
_REFERENCE: Final = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")
_SHORT_WITHOUT_PREFIX: Final = frozenset({"Ref", "Condition"})


class TemplateError(ScaffoldError):
    """A text that is no template of resources."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource, its properties completed by the template's Globals; policies may be intrinsic."""

    logical_id: str
    type: str
    properties: Mapping[str, Value]
    condition: str | None
    deletion_policy: Value
    replace_policy: Value


@dataclass(frozen=True, slots=True)
class Template:
    """The resources by logical id, and the conditions that their policies name."""

    resources: Mapping[str, Resource]
    conditions: Mapping[str, Value]


def read_template(text: str) -> Template:
    """The template in a YAML or JSON text; short intrinsics such as `!Ref` have their long form.

    Raises TemplateError for what is no template.
    """
    try:
        document = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{mark.line + 1}:{mark.column + 1}: " if mark else " "
        problem = getattr(error, "problem", None) or error
        raise TemplateError(f"template.yaml:{place}not YAML: {problem}") from error
    resources = _mapping(_mapping(document).get("Resources"))
    globals_ = _mapping(_mapping(document).get("Globals"))
    found = {
        logical_id: _resource(logical_id, _mapping(body), globals_)
        for logical_id, body in resources.items()
        if isinstance(body, dict) and isinstance(body.get("Type"), str)
    }
    if not found:
        raise TemplateError("template.yaml: has no resources")
    return Template(found, _mapping(_mapping(document).get("Conditions")))


def references(value: Value) -> Iterator[str]:
    """The names that a value refers to: of resources, parameters and conditions."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref" and isinstance(item, str):
                yield item
            elif key == "Fn::GetAtt" and isinstance(item, list) and item:
                yield str(item[0])
            elif key == "Condition" and isinstance(item, str):
                yield item
            elif key == "Fn::If" and isinstance(item, list) and item:
                yield str(item[0])
                yield from references(item[1:])
            elif key == "Fn::Sub":
                text = item[0] if isinstance(item, list) and item else item
                yield from _REFERENCE.findall(str(text))
                yield from references(item)
            else:
                yield from references(item)


def _resource(
    logical_id: str, body: Mapping[str, Value], globals_: Mapping[str, Value]
) -> Resource:
    kind = str(body["Type"])
    properties = _mapping(body.get("Properties"))
    if kind.startswith(_SAM):
        properties = _merged(_mapping(globals_.get(kind.removeprefix(_SAM))), properties)
    condition = body.get("Condition")
    return Resource(
        logical_id=logical_id,
        type=kind,
        properties=properties,
        condition=condition if isinstance(condition, str) else None,
        deletion_policy=body.get("DeletionPolicy", "Delete"),
        replace_policy=body.get("UpdateReplacePolicy", "Delete"),
    )


def _merged(shared: Mapping[str, Value], own: Mapping[str, Value]) -> dict[str, Value]:
    """As SAM completes a resource: mappings are merged, lists are joined."""
    merged = {**shared, **own}
    for key in shared.keys() & own.keys():
        before, after = shared[key], own[key]
        if isinstance(before, dict) and isinstance(after, dict):
            merged[key] = _merged(before, after)
        elif isinstance(before, list) and isinstance(after, list):
            merged[key] = [*before, *after]
    return merged


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C or Python
    """YAML with CloudFormation's short intrinsics."""


def _intrinsic(loader: Any, suffix: str, node: yaml.Node) -> dict[str, Value]:  # noqa: ANN401 - C or Python
    name = suffix if suffix in _SHORT_WITHOUT_PREFIX else f"Fn::{suffix}"
    value: Value
    if isinstance(node, yaml.ScalarNode):
        text = cast("str", node.value)
        value = list(text.split(".", 1)) if suffix == "GetAtt" else text
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_Loader.add_multi_constructor("!", _intrinsic)
