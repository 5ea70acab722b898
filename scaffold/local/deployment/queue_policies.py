"""Whether the policies of a stack's queues let a service send to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.local.deployment.values import a_list, an_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.local.application import Json
    from scaffold.local.deployment.settling import Resource


def closed_queue(target: Json, service: str, resources: Mapping[str, Resource]) -> str | None:
    """The queue of the stack that a target is, if the service may not send to it."""
    queue = _queue_of(target, resources)
    return queue if queue and not _lets_in(queue, service, resources) else None


def allows(statement: Mapping[str, Json], service: str) -> bool:
    """Whether a statement of a policy of a resource allows something to a service."""
    principal = statement.get("Principal")
    services = a_list(an_object(principal).get("Service"))
    return statement.get("Effect") == "Allow" and (principal == "*" or service in services)


def _queue_of(target: Json, resources: Mapping[str, Resource]) -> str | None:
    match target:
        case {"Fn::GetAtt": [str(name), "Arn"]} if name in resources:
            return name if resources[name].type == "AWS::SQS::Queue" else None
    return None


def _lets_in(queue: str, service: str, resources: Mapping[str, Resource]) -> bool:
    return any(
        allows(an_object(statement), service)
        for each in resources.values()
        if each.type == "AWS::SQS::QueuePolicy"
        and {"Ref": queue} in a_list(each.properties.get("Queues"))
        for statement in a_list(an_object(each.properties.get("PolicyDocument")).get("Statement"))
    )
