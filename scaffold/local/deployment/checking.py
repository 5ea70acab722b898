"""What AWS rejects and the emulator takes: found here, so that nobody first learns it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.queue_policies import allows, closed_queue
from scaffold.local.deployment.values import a_list, a_number, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.local.deployment.settling import Resource, Settled

LAMBDA: Final = "lambda.amazonaws.com"
# A queue's numbers, and what they may be.
QUEUE_RANGES: Final = {
    "DelaySeconds": (0, 900),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}
FUNCTION_RANGES: Final = {"MemorySize": (128, 10_240), "Timeout": (1, 900)}


def check(settled: Settled) -> tuple[str, ...]:
    """What AWS would refuse, or let fail in silence, a sentence each."""
    resources = settled.resources
    return tuple(
        warning
        for each in resources.values()
        for warning in _CHECKS.get(each.type, _nothing)(each, resources)
    )


def _nothing(_: Resource, __: Mapping[str, Resource]) -> Iterator[str]:
    return iter(())


def _queue(queue: Resource, _: Mapping[str, Resource]) -> Iterator[str]:
    yield from _outside(queue, QUEUE_RANGES)
    fifo = a_text(queue.properties.get("FifoQueue")) == "true"
    name = queue.properties.get("QueueName")
    if fifo and isinstance(name, str) and not name.endswith(".fifo"):
        yield f"{queue.logical_id}: AWS refuses a FIFO queue whose name does not end in .fifo."


def _outside(resource: Resource, ranges: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for name, (least, most) in ranges.items():
        if name not in resource.properties:
            continue
        value = a_number(resource.properties[name], least)
        if not least <= value <= most:
            yield f"{resource.logical_id}: AWS refuses {name} {value}; it is {least} to {most}."


def _rule(rule: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    for target in map(an_object, a_list(rule.properties.get("Targets"))):
        if queue := closed_queue(target.get("Arn"), "events.amazonaws.com", resources):
            yield (
                f"{rule.logical_id} may not send to {queue}: no AWS::SQS::QueuePolicy allows "
                "events.amazonaws.com, and on AWS nothing would arrive."
            )
        transformer = an_object(target.get("InputTransformer"))
        if '"<' in a_text(transformer.get("InputTemplate")):
            yield (
                f"{rule.logical_id}: a quoted variable in an input transformer is not escaped "
                "here; a value with quotes makes it malformed."
            )


def _subscription(subscription: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    endpoint = subscription.properties.get("Endpoint")
    if queue := closed_queue(endpoint, "sns.amazonaws.com", resources):
        yield (
            f"{subscription.logical_id} may not send to {queue}: no AWS::SQS::QueuePolicy allows "
            "sns.amazonaws.com, and on AWS nothing would arrive."
        )


def _function(function: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    yield from _outside(function, FUNCTION_RANGES)
    if function.properties.get("Layers"):
        yield (
            f"{function.logical_id}: layers are not put under functions here; install what they "
            "hold."
        )
    match function.properties.get("Role"):
        case {"Fn::GetAtt": [str(name), "Arn"]} if name in resources:
            document = an_object(resources[name].properties.get("AssumeRolePolicyDocument"))
            statements = map(an_object, a_list(document.get("Statement")))
            if not any(allows(each, LAMBDA) for each in statements):
                yield (
                    f"{function.logical_id}: AWS refuses it, since {name} does not trust {LAMBDA}."
                )


_CHECKS: Final[Mapping[str, Callable[[Resource, Mapping[str, Resource]], Iterator[str]]]] = {
    "AWS::Events::Rule": _rule,
    "AWS::Lambda::Function": _function,
    "AWS::SNS::Subscription": _subscription,
    "AWS::SQS::Queue": _queue,
}
