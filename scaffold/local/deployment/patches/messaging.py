"""Queues and rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import JsonObject, as_list, as_object, as_text
from scaffold.local.deployment.patches.properties import (
    Client,
    PatchedType,
    Property,
    Query,
    unchanged,
)

if TYPE_CHECKING:
    from scaffold.cloudformation.values import Json


def _attributes(query: Query, queue: str) -> JsonObject:
    found: JsonObject = query("get_queue_attributes", QueueUrl=queue, AttributeNames=["All"])
    return as_object(found["Attributes"])


def _queue(name: str) -> Property:
    """An attribute of a queue, which the API has as a string."""

    def read(query: Query, queue: str, _: JsonObject) -> Json:
        return _attributes(query, queue).get(name)

    def write(client: Client, queue: str, _: JsonObject, wanted: Json) -> None:
        client.set_queue_attributes(QueueUrl=queue, Attributes={name: wanted})

    return Property(name, lambda properties: as_text(properties[name]), read, write)


def _redrive_found(query: Query, queue: str, _: JsonObject) -> Json:
    found: Json = json.loads(as_text(_attributes(query, queue).get("RedrivePolicy"), "{}"))
    return found


def _redrive(client: Client, queue: str, _: JsonObject, wanted: Json) -> None:
    client.set_queue_attributes(QueueUrl=queue, Attributes={"RedrivePolicy": json.dumps(wanted)})


QUEUE: Final = PatchedType(
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
        Property("RedrivePolicy", unchanged("RedrivePolicy"), _redrive_found, _redrive),
    ),
)


def _bus(properties: JsonObject) -> str:
    return as_text(properties.get("EventBusName"), "default")


def _name(rule: str) -> str:
    """Return the rule's name: the physical ID on a custom bus is `bus|rule`."""
    return rule.rpartition("|")[2].rpartition("/")[2]


def _rule(query: Query, rule: str, properties: JsonObject) -> JsonObject:
    found: JsonObject = query("describe_rule", Name=_name(rule), EventBusName=_bus(properties))
    return found


def _pattern(query: Query, rule: str, properties: JsonObject) -> Json:
    found: Json = json.loads(as_text(_rule(query, rule, properties).get("EventPattern"), "null"))
    return found


def _put_pattern(client: Client, rule: str, properties: JsonObject, wanted: Json) -> None:
    client.put_rule(
        Name=_name(rule), EventBusName=_bus(properties), EventPattern=json.dumps(wanted)
    )


def _targets(query: Query, rule: str, properties: JsonObject) -> Json:
    found: Json = query("list_targets_by_rule", Rule=_name(rule), EventBusName=_bus(properties))[
        "Targets"
    ]
    return found


def _put_targets(client: Client, rule: str, properties: JsonObject, wanted: Json) -> None:
    named = {"Rule": _name(rule), "EventBusName": _bus(properties)}
    targets = client.list_targets_by_rule(**named)["Targets"]
    if targets:
        client.remove_targets(**named, Ids=[target["Id"] for target in targets])
    if wanted:
        client.put_targets(**named, Targets=wanted)


_UNUSED: Final = frozenset({"RetryPolicy", "DeadLetterConfig"})

RULE: Final = PatchedType(
    "events",
    (
        Property("EventPattern", unchanged("EventPattern"), _pattern, _put_pattern),
        Property(
            "State",
            unchanged("State"),
            lambda query, rule, properties: _rule(query, rule, properties).get("State"),
            lambda client, rule, properties, wanted: (
                client.enable_rule if wanted == "ENABLED" else client.disable_rule
            )(Name=_name(rule), EventBusName=_bus(properties)),
        ),
        Property(
            "Targets",
            lambda properties: [
                # The emulator delivers every event: retries have no effect.
                {k: v for k, v in as_object(target).items() if k not in _UNUSED}
                for target in as_list(properties["Targets"])
            ],
            _targets,
            _put_targets,
        ),
    ),
)
