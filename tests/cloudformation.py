"""A stand-in for CloudFormation: the resources of each stage of a generated template.yaml.

SAM's own translator expands the template. Then conditions and intrinsic functions are evaluated:
`Ref` returns the logical ID, `GetAtt` returns `LogicalId.Attribute`.
"""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import boto3
import toolchain
import yaml
from samtranslator import __version__ as translator_version
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import intrinsics_multi_constructor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goldens import Case

TEMPLATE: Final = PurePosixPath("template.yaml")
_ABSENT: Final = object()
_PSEUDO: Final = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::StackName": "stack",
    "AWS::URLSuffix": "amazonaws.com",
}
Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of a stage, with evaluated properties."""

    id: str
    type: str
    properties: Properties
    attributes: Properties


@dataclass(frozen=True)
class Stack:
    """A stage of an application."""

    case: Case
    stage: str

    @property
    def protected(self) -> bool:
        """True for the stage that retains its data."""
        return self.stage in self.case.spec.protected

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """Every resource, by logical id."""
        return {resource.id: resource for resource in self._evaluated()}

    @cached_property
    def outputs(self) -> Mapping[str, Any]:
        """Every output, by name."""
        found = {
            name: self._value(output["Value"])
            for name, output in translation(self.case)["Outputs"].items()
            if self._holds(output.get("Condition"))
        }
        return {name: value for name, value in found.items() if value is not _ABSENT}

    def of_type(self, resource_type: str) -> list[Resource]:
        """Return the resources of a type."""
        return [resource for resource in self.resources.values() if resource.type == resource_type]

    def statements(self, function: str) -> list[Properties]:
        """Return the statements of a function's inline policies."""
        role = self.resources[function].properties["Role"].removesuffix(".Arn")
        policies = self.resources[role].properties["Policies"]
        return [
            statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]
        ]

    def allows(self, function: str, action: str, resource: str) -> bool:
        """Return True if a function's role allows an action on a resource."""
        return any(
            action in _listed(statement["Action"])
            and any(fnmatchcase(resource, pattern) for pattern in _listed(statement["Resource"]))
            for statement in self.statements(function)
        )

    def environment(self, function: str) -> dict[str, str]:
        """Return the environment variables of a function."""
        environment = self.resources[function].properties.get("Environment", {})
        return dict(environment.get("Variables", {}))

    def _evaluated(self) -> Iterator[Resource]:
        for name, resource in translation(self.case)["Resources"].items():
            if self._holds(resource.get("Condition")):
                attributes = {
                    key: self._value(value)
                    for key, value in resource.items()
                    if key in {"DeletionPolicy", "UpdateReplacePolicy", "DependsOn"}
                }
                properties = self._value(resource.get("Properties", {}))
                yield Resource(name, resource["Type"], properties, attributes)

    def _holds(self, condition: str | None) -> bool:
        if condition is None:
            return True
        return self._truth(translation(self.case)["Conditions"][condition])

    def _truth(self, condition: Any) -> bool:  # noqa: ANN401 - a tree of YAML
        ((name, value),) = condition.items()
        match name:
            case "Condition":
                return self._holds(value)
            case "Fn::Not":
                return not self._truth(value[0])
            case "Fn::Or":
                return any(self._truth(each) for each in value)
            case "Fn::Equals":
                return bool(self._value(value[0]) == self._value(value[1]))
            case _:
                raise ValueError(f"unsupported in conditions: {name}")

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - a tree of YAML
        if isinstance(value, list):
            entries = [self._value(item) for item in value]
            return [item for item in entries if item is not _ABSENT]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref" or (name.startswith("Fn::") and name != "Fn::Transform"):
                return self._intrinsic(name, argument)
        entries_by_key = {key: self._value(item) for key, item in value.items()}
        return {key: item for key, item in entries_by_key.items() if item is not _ABSENT}

    def _intrinsic(self, name: str, value: Any) -> Any:  # noqa: ANN401 - a tree of YAML
        match name:
            case "Ref":
                return self._ref(value)
            case "Fn::GetAtt":
                return value if isinstance(value, str) else ".".join(value)
            case "Fn::If":
                condition, then, otherwise = value
                return self._value(then if self._holds(condition) else otherwise)
            case "Fn::Join":
                separator, parts = value
                return separator.join(self._value(parts))
            case "Fn::Sub":
                text, names = value if isinstance(value, list) else (value, {})
                local = {key: str(self._value(item)) for key, item in names.items()}
                return re.sub(
                    r"\$\{([^!}][^}]*)\}",
                    lambda match: local.get(match[1]) or str(self._named(match[1])),
                    text,
                ).replace("${!", "${")
            case _:
                raise ValueError(f"unsupported: {name}")

    def _named(self, name: str) -> Any:  # noqa: ANN401 - a parameter's value
        return name if "." in name else self._ref(name)

    def _ref(self, name: str) -> Any:  # noqa: ANN401 - a parameter's value
        if name == "AWS::NoValue":
            return _ABSENT
        if name == "Stage":
            return self.stage
        parameters = translation(self.case)["Parameters"]
        return parameters[name]["Default"] if name in parameters else _PSEUDO.get(name, name)


def source(case: Case) -> dict[str, Any]:
    """Return a copy of the template as written, which callers may change."""
    return copy.deepcopy(parse(case.files[TEMPLATE]))


def translation(case: Case) -> dict[str, Any]:
    """Return the template that CloudFormation gets, as expanded by SAM."""
    return _translated(case.files[TEMPLATE])


class _Loader(yaml.CSafeLoader):
    """The parser of SAM's translator, in C."""


_Loader.add_multi_constructor("!", intrinsics_multi_constructor)


@cache
def parse(text: bytes) -> dict[str, Any]:
    """A template, its short forms of intrinsic functions written out; not to be changed."""
    parsed: dict[str, Any] = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    return parsed


@cache
def _translated(text: bytes) -> dict[str, Any]:
    made = toolchain.made_once(
        "translated", [text, translator_version.encode()], lambda: json.dumps(_translate(text))
    )
    translated: dict[str, Any] = json.loads(made)
    return translated


def _translate(text: bytes) -> dict[str, Any]:
    template = copy.deepcopy(parse(text))
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    # SAM replaces parameters by their defaults, the service by the stage's values.
    defaults = {
        name: parameter.pop("Default") for name, parameter in template["Parameters"].items()
    }
    session = boto3.Session(region_name="us-east-1")
    translator = Translator({}, Parser(), boto_session=session)
    expanded: dict[str, Any] = translator.translate(template, {})
    for name, default in defaults.items():
        expanded["Parameters"][name]["Default"] = default
    return expanded


def stacks(case: Case) -> list[Stack]:
    """Return the stages of an application."""
    return [Stack(case, stage) for stage in case.spec.stages]


def found(many: Sequence[Stack], resource_type: str) -> list[tuple[Stack, Resource]]:
    """Return the resources of a type with their stacks; fails if there are none."""
    pairs = [(stack, resource) for stack in many for resource in stack.of_type(resource_type)]
    assert pairs, f"no case has a {resource_type}"
    return pairs


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def references(value: Any) -> set[str]:  # noqa: ANN401 - a tree of YAML
    """Return the logical IDs and parameters that a part of a template refers to."""
    if isinstance(value, list):
        return set().union(*map(references, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    found: set[str] = set()
    for key, item in value.items():
        match key:
            case "Ref":
                found.add(item)
            case "Fn::GetAtt":
                found.add(item.split(".")[0] if isinstance(item, str) else item[0])
            case "Fn::Sub":
                text, names = item if isinstance(item, list) else (item, {})
                named = re.findall(r"\$\{([^!}][^}]*)\}", text)
                found |= {name.split(".")[0] for name in named if name not in names}
                found |= references(names)
            case _:
                found |= references(item)
    return found
