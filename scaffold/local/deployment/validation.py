"""Settings that AWS rejects and the emulator accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import as_integer, as_list, as_object, as_text
from scaffold.local.deployment.queue_policies import allows_service, queue_denying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.local.deployment.evaluation import EvaluatedTemplate

EVENTS: Final = "events.amazonaws.com"
LAMBDA: Final = "lambda.amazonaws.com"
SNS: Final = "sns.amazonaws.com"
QUEUE_RANGES: Final = {
    "DelaySeconds": (0, 900),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}
FUNCTION_RANGES: Final = {"MemorySize": (128, 10_240), "Timeout": (1, 900)}


def validate(evaluated: EvaluatedTemplate) -> tuple[str, ...]:
    """Return a warning for each setting that fails on AWS, with an error or silently."""
    resources = evaluated.resources
    return tuple(
        warning
        for resource in resources.values()
        if resource.type in _CHECKS
        for warning in _CHECKS[resource.type](resource, resources)
    )


def _queue(queue: Resource, _: Mapping[str, Resource]) -> Iterator[str]:
    yield from _out_of_range(queue, QUEUE_RANGES)
    fifo = as_text(queue.properties.get("FifoQueue")) == "true"
    name = queue.properties.get("QueueName")
    if fifo and isinstance(name, str) and not name.endswith(".fifo"):
        yield f"{queue.logical_id}: the name of a FIFO queue must end in .fifo."


def _out_of_range(resource: Resource, ranges: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for name, (least, most) in ranges.items():
        if name not in resource.properties:
            continue
        value = as_integer(resource.properties[name], least)
        if not least <= value <= most:
            yield f"{resource.logical_id}: {name} must be {least} to {most} on AWS, not {value}."


def _rule(rule: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    for target in map(as_object, as_list(rule.properties.get("Targets"))):
        if queue := queue_denying(target.get("Arn"), EVENTS, resources):
            yield (
                f"{rule.logical_id} may not send to {queue}: no AWS::SQS::QueuePolicy allows"
                f" {EVENTS}. On AWS, its events would not reach the queue."
            )
        transformer = as_object(target.get("InputTransformer"))
        if '"<' in as_text(transformer.get("InputTemplate")):
            yield (
                f"{rule.logical_id}: input transformers don't escape quoted variables locally; a"
                " value that contains quotes makes the event malformed."
            )


def _subscription(subscription: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    endpoint = subscription.properties.get("Endpoint")
    if queue := queue_denying(endpoint, SNS, resources):
        yield (
            f"{subscription.logical_id} may not send to {queue}: no AWS::SQS::QueuePolicy allows"
            f" {SNS}. On AWS, its messages would not reach the queue."
        )


def _function(function: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    yield from _out_of_range(function, FUNCTION_RANGES)
    if function.properties.get("Layers"):
        yield (
            f"{function.logical_id}: layers aren't loaded locally; install their packages in the"
            " backend's environment."
        )
    match function.properties.get("Role"):
        case {"Fn::GetAtt": [str(name), "Arn"]} if name in resources:
            document = as_object(resources[name].properties.get("AssumeRolePolicyDocument"))
            statements = map(as_object, as_list(document.get("Statement")))
            if not any(allows_service(statement, LAMBDA) for statement in statements):
                yield (f"{function.logical_id}: its role {name} must trust {LAMBDA} on AWS.")


_CHECKS: Final[Mapping[str, Callable[[Resource, Mapping[str, Resource]], Iterator[str]]]] = {
    "AWS::Events::Rule": _rule,
    "AWS::Lambda::Function": _function,
    "AWS::SNS::Subscription": _subscription,
    "AWS::SQS::Queue": _queue,
}
