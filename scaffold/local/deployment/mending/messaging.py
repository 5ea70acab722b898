"""Queues and rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.mending.aspects import Ask, Aspect, Client, Kind, as_it_is
from scaffold.local.deployment.values import Object, a_list, a_text, an_object

if TYPE_CHECKING:
    from scaffold.local.application import Json


def _attributes(ask: Ask, queue: str) -> Object:
    found: Object = ask("get_queue_attributes", QueueUrl=queue, AttributeNames=["All"])
    return an_object(found["Attributes"])


def _queue(name: str) -> Aspect:
    """An attribute of a queue, which the API writes as text."""

    def read(ask: Ask, queue: str, _: Object) -> Json:
        return _attributes(ask, queue).get(name)

    def write(client: Client, queue: str, _: Object, wanted: Json) -> None:
        client.set_queue_attributes(QueueUrl=queue, Attributes={name: wanted})

    return Aspect(name, lambda properties: a_text(properties[name]), read, write)


def _redrive_found(ask: Ask, queue: str, _: Object) -> Json:
    found: Json = json.loads(a_text(_attributes(ask, queue).get("RedrivePolicy"), "{}"))
    return found


def _redrive(client: Client, queue: str, _: Object, wanted: Json) -> None:
    client.set_queue_attributes(QueueUrl=queue, Attributes={"RedrivePolicy": json.dumps(wanted)})


QUEUE: Final = Kind(
    "sqs",
    (
        *map(
            _queue,
            (
                "ContentBasedDeduplication",
                "DelaySeconds",
                "FifoQueue",
                "MaximumMessageSize",
                "MessageRetentionPeriod",
                "ReceiveMessageWaitTimeSeconds",
                "SqsManagedSseEnabled",
                "VisibilityTimeout",
            ),
        ),
        Aspect("RedrivePolicy", as_it_is("RedrivePolicy"), _redrive_found, _redrive),
    ),
)


def _bus(properties: Object) -> str:
    return a_text(properties.get("EventBusName"), "default")


def _name(rule: str) -> str:
    """The rule's name: CloudFormation calls a rule of a custom bus `bus|rule`."""
    return rule.rpartition("|")[2].rpartition("/")[2]


def _rule(ask: Ask, rule: str, properties: Object) -> Object:
    found: Object = ask("describe_rule", Name=_name(rule), EventBusName=_bus(properties))
    return found


def _pattern(ask: Ask, rule: str, properties: Object) -> Json:
    found: Json = json.loads(a_text(_rule(ask, rule, properties).get("EventPattern"), "null"))
    return found


def _put_pattern(client: Client, rule: str, properties: Object, wanted: Json) -> None:
    client.put_rule(
        Name=_name(rule), EventBusName=_bus(properties), EventPattern=json.dumps(wanted)
    )


def _targets(ask: Ask, rule: str, properties: Object) -> Json:
    found: Json = ask("list_targets_by_rule", Rule=_name(rule), EventBusName=_bus(properties))[
        "Targets"
    ]
    return found


def _put_targets(client: Client, rule: str, properties: Object, wanted: Json) -> None:
    named = {"Rule": _name(rule), "EventBusName": _bus(properties)}
    there = client.list_targets_by_rule(**named)["Targets"]
    if there:
        client.remove_targets(**named, Ids=[each["Id"] for each in there])
    if wanted:
        client.put_targets(**named, Targets=wanted)


_UNUSED: Final = frozenset({"RetryPolicy", "DeadLetterConfig"})

RULE: Final = Kind(
    "events",
    (
        Aspect("EventPattern", as_it_is("EventPattern"), _pattern, _put_pattern),
        Aspect(
            "State",
            as_it_is("State"),
            lambda ask, rule, properties: _rule(ask, rule, properties).get("State"),
            lambda client, rule, properties, wanted: (
                client.enable_rule if wanted == "ENABLED" else client.disable_rule
            )(Name=_name(rule), EventBusName=_bus(properties)),
        ),
        Aspect(
            "Targets",
            lambda properties: [
                # The emulator neither retries nor gives up: what it sends arrives.
                {k: v for k, v in an_object(each).items() if k not in _UNUSED}
                for each in a_list(properties["Targets"])
            ],
            _targets,
            _put_targets,
        ),
    ),
)
