"""A template in which parameters, conditions and mappings have been decided."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scaffold.local.deployment.intrinsics import (
    IntrinsicError,
    Scope,
    evaluate,
    holds,
    pseudo_parameters,
    referred,
)
from scaffold.local.deployment.template import TemplateError
from scaffold.local.deployment.values import Object, a_list, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.application import Json
    from scaffold.local.deployment.template import Template


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that the stack has; its properties hold nothing but references."""

    logical_id: str
    type: str
    properties: Object
    attributes: Object = field(default_factory=dict)

    def to_template(self) -> Object:
        """The resource as a template writes it."""
        return {"Type": self.type, **self.attributes, "Properties": self.properties}


@dataclass(frozen=True, slots=True)
class Settled:
    """The resources and outputs whose conditions hold."""

    resources: Mapping[str, Resource]
    outputs: Mapping[str, Json]


def scope_of(body: Object, parameters: Mapping[str, Json], stack: str, region: str) -> Scope:
    """What is known before anything is deployed."""
    return Scope(
        references={**pseudo_parameters(stack, region), **parameters},
        mappings=an_object(body.get("Mappings")),
        conditions=an_object(body.get("Conditions")),
    )


def settle(template: Template, body: Object, scope: Scope) -> Settled:
    """Decide all that a translated template leaves open, but for what resources are called."""
    resources: dict[str, Resource] = {}
    for logical_id, each in an_object(body.get("Resources")).items():
        declared = an_object(each)
        try:
            if _is_there(declared, scope):
                resources[logical_id] = _resource(logical_id, declared, scope)
        except IntrinsicError as error:
            raise TemplateError(f"{template.place(logical_id)}: {logical_id}: {error}") from error
    outputs = {
        name: an_object(output).get("Value")
        for name, output in an_object(body.get("Outputs")).items()
        if _is_there(an_object(output), scope)
    }
    settled = Settled(
        {name: _without_absent(each, resources) for name, each in resources.items()},
        {name: evaluate(value, scope) for name, value in outputs.items()},
    )
    _require_what_is_referred_to(template, settled)
    return settled


def _require_what_is_referred_to(template: Template, settled: Settled) -> None:
    """Refuse a reference to nothing, as CloudFormation does before it deploys anything."""
    resources, known = settled.resources, settled.resources.keys()
    for logical_id, each in resources.items():
        if missing := sorted({*referred(each.properties)} - known):
            place = template.place(logical_id)
            raise TemplateError(f"{place}: {logical_id}: there is no {missing[0]} to refer to")
    for name, value in settled.outputs.items():
        if missing := sorted({*referred(value)} - known):
            text = f"{template.path.name}: output {name}: there is no {missing[0]} to refer to"
            raise TemplateError(text)


def _is_there(declared: Object, scope: Scope) -> bool:
    condition = declared.get("Condition")
    return condition is None or holds(a_text(condition), scope)


def _resource(logical_id: str, declared: Object, scope: Scope) -> Resource:
    kept = ("DeletionPolicy", "UpdateReplacePolicy", "DependsOn")
    return Resource(
        logical_id,
        a_text(declared.get("Type")),
        an_object(evaluate(declared.get("Properties"), scope)),
        {key: evaluate(declared[key], scope) for key in kept if key in declared},
    )


def _without_absent(resource: Resource, present: Mapping[str, Resource]) -> Resource:
    """The resource without its dependencies on resources that are not there."""
    if "DependsOn" not in resource.attributes:
        return resource
    names = [name for name in a_list(resource.attributes["DependsOn"]) if a_text(name) in present]
    rest = {key: value for key, value in resource.attributes.items() if key != "DependsOn"}
    return replace(resource, attributes={**rest, "DependsOn": names} if names else rest)
