"""A stand-in for CloudFormation: what a generated template.yaml makes of a stage.

SAM's own translator expands the template. Conditions and intrinsic functions are then evaluated, so
that tests read what AWS would be asked for: `Ref` gives the logical id, `GetAtt` gives
`LogicalId.Attribute`.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

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
    """A resource that a stage has, its properties evaluated."""

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
        """Whether the stage is the one that keeps its data."""
        return self.stage == self.case.spec.protected_stage

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """Every resource, by logical id."""
        return {one.id: one for one in self._evaluated()}

    @cached_property
    def outputs(self) -> Mapping[str, Any]:
        """Every output, by name."""
        found = {
            name: self._value(output["Value"])
            for name, output in translation(self.case)["Outputs"].items()
            if self._holds(output.get("Condition"))
        }
        return {name: value for name, value in found.items() if value is not _ABSENT}

    def of_type(self, kind: str) -> list[Resource]:
        """The resources of a type."""
        return [one for one in self.resources.values() if one.type == kind]

    def statements(self, function: str) -> list[Properties]:
        """What the role of a function allows by policies of its own."""
        role = self.resources[function].properties["Role"].removesuffix(".Arn")
        policies = self.resources[role].properties["Policies"]
        return [one for policy in policies for one in policy["PolicyDocument"]["Statement"]]

    def allows(self, function: str, action: str, resource: str) -> bool:
        """Whether the role of a function allows an action on a resource."""
        return any(
            action in _listed(statement["Action"])
            and any(fnmatchcase(resource, one) for one in _listed(statement["Resource"]))
            for statement in self.statements(function)
        )

    def environment(self, function: str) -> dict[str, str]:
        """The environment variables of a function."""
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
            case "Fn::Equals":
                return bool(self._value(value[0]) == self._value(value[1]))
            case _:
                raise ValueError(f"no {name} in conditions so far")

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - a tree of YAML
        if isinstance(value, list):
            entries = [self._value(one) for one in value]
            return [one for one in entries if one is not _ABSENT]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref" or (name.startswith("Fn::") and name != "Fn::Transform"):
                return self._intrinsic(name, argument)
        entries_by_key = {key: self._value(one) for key, one in value.items()}
        return {key: one for key, one in entries_by_key.items() if one is not _ABSENT}

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
                local = {key: str(self._value(one)) for key, one in names.items()}
                return re.sub(
                    r"\$\{([^!}][^}]*)\}",
                    lambda match: local.get(match[1]) or str(self._named(match[1])),
                    text,
                ).replace("${!", "${")
            case _:
                raise ValueError(f"no {name} so far")

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
    """The template as written; a copy, to be changed at will."""
    return copy.deepcopy(_parsed(case.files[TEMPLATE]))


def translation(case: Case) -> dict[str, Any]:
    """The template as SAM expands it: what CloudFormation is given."""
    return _translated(case.files[TEMPLATE])


@cache
def _parsed(text: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml_parse(text.decode())
    return parsed


@cache
def _translated(text: bytes) -> dict[str, Any]:
    template = copy.deepcopy(_parsed(text))
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    # A parameter that has a default is replaced by it, which the service does by the real value.
    defaults = {name: one.pop("Default") for name, one in template["Parameters"].items()}
    session = boto3.Session(region_name="us-east-1")
    translator = Translator({}, Parser(), boto_session=session)
    expanded: dict[str, Any] = translator.translate(template, {})
    for name, default in defaults.items():
        expanded["Parameters"][name]["Default"] = default
    return expanded


def stacks(case: Case) -> list[Stack]:
    """Every stage of an application."""
    return [Stack(case, stage) for stage in case.spec.stages]


def found(many: Sequence[Stack], kind: str) -> list[tuple[Stack, Resource]]:
    """Every resource of a type, with its stack; none at all would make a test say nothing."""
    pairs = [(stack, one) for stack in many for one in stack.of_type(kind)]
    assert pairs, f"no case has a {kind}"
    return pairs


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def references(value: Any) -> set[str]:  # noqa: ANN401 - a tree of YAML
    """The logical ids that a part of a template refers to, parameters among them."""
    if isinstance(value, list):
        return set().union(*map(references, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    found: set[str] = set()
    for key, one in value.items():
        match key:
            case "Ref":
                found.add(one)
            case "Fn::GetAtt":
                found.add(one.split(".")[0] if isinstance(one, str) else one[0])
            case "Fn::Sub":
                text, names = one if isinstance(one, list) else (one, {})
                named = re.findall(r"\$\{([^!}][^}]*)\}", text)
                found |= {name.split(".")[0] for name in named if name not in names}
                found |= references(names)
            case _:
                found |= references(one)
    return found
