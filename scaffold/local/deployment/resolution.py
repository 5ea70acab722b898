"""Resolving the references of a plan to the resources of the deployed stack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold.cloudformation.values import as_object, as_text
from scaffold.local.deployment.intrinsics import (
    Scope,
    evaluate,
    pseudo_parameters,
    referenced_names,
    unresolved,
)
from scaffold.local.deployment.stacks import DeployedStack, DeploymentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json
    from scaffold.local.deployment.planning import DeploymentPlan


def wanted_attributes(plan: DeploymentPlan) -> tuple[tuple[str, str], ...]:
    """Return the attributes of emulated resources that the template refers to."""
    everything: list[Json] = [
        *(resource.properties for resource in plan.rewritten.local.values()),
        *(resource.properties for resource in plan.rewritten.emulated.values()),
        *plan.evaluated.outputs.values(),
    ]
    found = {key for key in _attributes(everything) if key[0] in plan.rewritten.emulated}
    return tuple(sorted(found))


def stack_outputs(plan: DeploymentPlan) -> dict[str, Json]:
    """Return the template's outputs, for the emulator to resolve.

    Leaves out those that refer to unsupported resources.
    """
    emulated = plan.rewritten.emulated
    return {
        name: value if unresolved(value) else as_text(value)
        for name, value in _outputs(plan, _local_scope(plan)).items()
        if emulated.keys() >= set(referenced_names(value))
    }


def _outputs(plan: DeploymentPlan, scope: Scope) -> dict[str, Json]:
    """Return the template's outputs as far as a scope resolves them, with local addresses."""
    apis = [
        resource.logical_id
        for resource in plan.evaluated.resources.values()
        if resource.type == "AWS::ApiGatewayV2::Api"
    ]
    return {
        name: plan.names.with_local_endpoints(evaluate(value, scope), apis)
        for name, value in plan.evaluated.outputs.items()
    }


def _local_scope(plan: DeploymentPlan) -> Scope:
    """Return the names that are known without the emulator."""
    not_emulated = (
        resource
        for resource in plan.evaluated.resources.values()
        if resource.logical_id not in plan.rewritten.emulated
    )
    local = plan.names.scope(not_emulated)
    pseudo = pseudo_parameters(plan.stage.stack, plan.stage.region)
    return replace(local, references={**pseudo, **local.references})


def _attributes(value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case {"Fn::GetAtt": [str(name), str(attribute)], **rest} if not rest:
            yield name, attribute
        case dict():
            for item in value.values():
                yield from _attributes(item)
        case list():
            for item in value:
                yield from _attributes(item)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A plan with the physical IDs and attributes of its deployed stack."""

    plan: DeploymentPlan
    deployed: DeployedStack

    def resources(self, which: Mapping[str, Resource]) -> dict[str, Resource]:
        """Return resources with all references resolved; raises DeploymentError."""
        scope = self._scope()
        return {name: self._resolved(resource, scope) for name, resource in which.items()}

    def outputs(self) -> dict[str, str]:
        """Return the template's outputs, without those that refer to unsupported resources."""
        values = _outputs(self.plan, self._scope())
        return {name: as_text(value) for name, value in values.items() if not unresolved(value)}

    def ids(self) -> dict[str, str]:
        """Return the physical IDs by logical ID."""
        local = self.plan.names.scope(self.plan.rewritten.local.values()).references
        return {
            **self.deployed.references,
            **{name: as_text(value) for name, value in local.items()},
        }

    def _scope(self) -> Scope:
        local = _local_scope(self.plan)
        return Scope(
            {**local.references, **self.deployed.references},
            {**local.attributes, **self.deployed.attributes},
        )

    def _resolved(self, resource: Resource, scope: Scope) -> Resource:
        properties = as_object(evaluate(resource.properties, scope))
        if left := unresolved(properties):
            name = resource.logical_id
            location = self.plan.template.location(name)
            raise DeploymentError(f"{location}: {name}: {left} cannot be resolved locally.")
        return replace(resource, properties=properties)
