"""A deployed plan: what its references stand for, now that the stack is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold.local.deployment.intrinsics import Scope, evaluate, pseudo_parameters, unresolved
from scaffold.local.deployment.stacks import Deployed, DeploymentError
from scaffold.local.deployment.values import a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold.local.application import Json
    from scaffold.local.deployment.planning import Plan
    from scaffold.local.deployment.settling import Resource


def wanted_attributes(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The attributes of the emulator's resources that anything refers to."""
    everything: list[Json] = [
        *(each.properties for each in plan.rewritten.own.values()),
        *(each.properties for each in plan.rewritten.emulated.values()),
        *plan.settled.outputs.values(),
    ]
    found = {key for key in _attributes(everything) if key[0] in plan.rewritten.emulated}
    return tuple(sorted(found))


def _attributes(value: Json) -> Iterator[tuple[str, str]]:
    match value:
        case {"Fn::GetAtt": [str(name), str(attribute)], **rest} if not rest:
            yield name, attribute
        case dict():
            for each in value.values():
                yield from _attributes(each)
        case list():
            for each in value:
                yield from _attributes(each)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A plan, and what the emulator calls its resources."""

    plan: Plan
    deployed: Deployed

    def resources(self, which: Mapping[str, Resource]) -> dict[str, Resource]:
        """Resources with every reference resolved; raises DeploymentError where one is left."""
        scope = self._scope()
        return {name: self._resolved(each, scope) for name, each in which.items()}

    def outputs(self) -> dict[str, str]:
        """The outputs of the template, as far as the local cloud has what they tell."""
        scope = self._scope()
        outputs = self.plan.settled.outputs
        values = {name: evaluate(value, scope) for name, value in outputs.items()}
        return {name: a_text(value) for name, value in values.items() if not unresolved(value)}

    def ids(self) -> dict[str, str]:
        """Logical to physical ids."""
        own = self.plan.names.scope(self.plan.rewritten.own.values()).references
        return {**self.deployed.references, **{name: a_text(each) for name, each in own.items()}}

    def _scope(self) -> Scope:
        stage, emulated = self.plan.stage, self.plan.rewritten.emulated
        elsewhere = (
            e for e in self.plan.settled.resources.values() if e.logical_id not in emulated
        )
        own = self.plan.names.scope(elsewhere)
        pseudo = pseudo_parameters(stage.stack, stage.region)
        return Scope(
            {**pseudo, **own.references, **self.deployed.references},
            {**own.attributes, **self.deployed.attributes},
        )

    def _resolved(self, resource: Resource, scope: Scope) -> Resource:
        properties = an_object(evaluate(resource.properties, scope))
        if left := unresolved(properties):
            name = resource.logical_id
            place = self.plan.template.place(name)
            raise DeploymentError(f"{place}: {name}: the local cloud cannot resolve {left}.")
        return replace(resource, properties=properties)
