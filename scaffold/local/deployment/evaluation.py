"""Evaluating a template: its conditions, mappings and parameters, but not references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold.cloudformation.template import Resource, TemplateError
from scaffold.cloudformation.values import Json, JsonObject, as_list, as_object, as_text
from scaffold.local.deployment.intrinsics import (
    IntrinsicError,
    Scope,
    evaluate,
    holds,
    pseudo_parameters,
    referenced_names,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.cloudformation.template import Template


@dataclass(frozen=True, slots=True)
class EvaluatedTemplate:
    """The resources and outputs whose conditions are true; only references are unevaluated."""

    resources: Mapping[str, Resource]
    outputs: Mapping[str, Json]


def template_scope(
    body: JsonObject, parameters: Mapping[str, Json], stack: str, region: str
) -> Scope:
    """Return the names that are known before anything is deployed."""
    return Scope(
        references={**pseudo_parameters(stack, region), **parameters},
        mappings=as_object(body.get("Mappings")),
        conditions=as_object(body.get("Conditions")),
    )


def evaluate_template(template: Template, body: JsonObject, scope: Scope) -> EvaluatedTemplate:
    """Evaluate a translated template; raises TemplateError with the resource and its line."""
    resources: dict[str, Resource] = {}
    for logical_id, item in as_object(body.get("Resources")).items():
        declaration = as_object(item)
        try:
            if _is_created(declaration, scope):
                resources[logical_id] = _resource(logical_id, declaration, scope)
        except IntrinsicError as error:
            location = template.location(logical_id)
            raise TemplateError(f"{location}: {logical_id}: {error}") from error
    outputs = {
        name: as_object(output).get("Value")
        for name, output in as_object(body.get("Outputs")).items()
        if _is_created(as_object(output), scope)
    }
    evaluated = EvaluatedTemplate(
        {
            name: _without_missing_dependencies(resource, resources)
            for name, resource in resources.items()
        },
        {name: evaluate(value, scope) for name, value in outputs.items()},
    )
    _check_references(template, evaluated)
    return evaluated


def _check_references(template: Template, evaluated: EvaluatedTemplate) -> None:
    """Reject undefined references, as CloudFormation does before it deploys anything."""
    known = evaluated.resources.keys()
    for logical_id, resource in evaluated.resources.items():
        if missing := sorted({*referenced_names(resource.properties)} - known):
            location = template.location(logical_id)
            raise TemplateError(f"{location}: {logical_id}: no resource or parameter {missing[0]}")
    for name, value in evaluated.outputs.items():
        if missing := sorted({*referenced_names(value)} - known):
            raise TemplateError(
                f"{template.path.name}: output {name}: no resource or parameter {missing[0]}"
            )


def _is_created(declaration: JsonObject, scope: Scope) -> bool:
    condition = declaration.get("Condition")
    return condition is None or holds(as_text(condition), scope)


def _resource(logical_id: str, declaration: JsonObject, scope: Scope) -> Resource:
    kept = ("DeletionPolicy", "UpdateReplacePolicy", "DependsOn")
    return Resource(
        logical_id,
        as_text(declaration.get("Type")),
        as_object(evaluate(declaration.get("Properties"), scope)),
        {key: evaluate(declaration[key], scope) for key in kept if key in declaration},
    )


def _without_missing_dependencies(
    resource: Resource, resources: Mapping[str, Resource]
) -> Resource:
    if "DependsOn" not in resource.attributes:
        return resource
    names = [name for name in as_list(resource.attributes["DependsOn"]) if name in resources]
    rest = {key: value for key, value in resource.attributes.items() if key != "DependsOn"}
    return replace(resource, attributes={**rest, "DependsOn": names} if names else rest)
