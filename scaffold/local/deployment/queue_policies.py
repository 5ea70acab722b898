"""Checks whether the queue policies of a stack let a service send messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold.cloudformation.values import as_list, as_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json


def queue_denying(target: Json, service: str, resources: Mapping[str, Resource]) -> str | None:
    """Return the queue that is the target, if its policies don't let the service send to it."""
    queue = _target_queue(target, resources)
    return queue if queue and not _lets_send(queue, service, resources) else None


def allows_service(statement: Mapping[str, Json], service: str) -> bool:
    """Return True if a statement of a resource policy allows a service."""
    principal = statement.get("Principal")
    services = as_list(as_object(principal).get("Service"))
    return statement.get("Effect") == "Allow" and (principal == "*" or service in services)


def _target_queue(target: Json, resources: Mapping[str, Resource]) -> str | None:
    match target:
        case {"Fn::GetAtt": [str(name), "Arn"]} if name in resources:
            return name if resources[name].type == "AWS::SQS::Queue" else None
    return None


def _lets_send(queue: str, service: str, resources: Mapping[str, Resource]) -> bool:
    return any(
        allows_service(as_object(statement), service)
        for policy in resources.values()
        if policy.type == "AWS::SQS::QueuePolicy"
        and {"Ref": queue} in as_list(policy.properties.get("Queues"))
        for statement in as_list(
            as_object(policy.properties.get("PolicyDocument")).get("Statement")
        )
    )
