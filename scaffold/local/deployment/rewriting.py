"""From the settled template to what the emulator deploys, and what the local cloud runs itself.

The emulator has no functions: what would invoke one sends to its inbox instead, a queue that is
polled into the function. Whether it may is decided by the template's permissions, as on AWS.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.intrinsics import evaluate
from scaffold.local.deployment.names import RULE, FunctionsByName, Names
from scaffold.local.deployment.queue_policies import closed_queue
from scaffold.local.deployment.settling import Resource
from scaffold.local.deployment.support import EMULATED, OWN, why_absent
from scaffold.local.deployment.values import Object, a_list, a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.application import Json
    from scaffold.local.deployment.settling import Settled

EVENTS: Final = "events.amazonaws.com"
S3: Final = "s3.amazonaws.com"
SNS: Final = "sns.amazonaws.com"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What goes where; the local cloud's own resources may still refer to the emulator's."""

    emulated: Mapping[str, Resource]
    own: Mapping[str, Resource]
    # Function logical id to the name of its inbox.
    inboxes: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def rewrite(settled: Settled, names: Names) -> Rewritten:
    """Split the resources, and lead what targets functions to their inboxes."""
    absent = [each for each in settled.resources.values() if each.type not in EMULATED | OWN]
    elsewhere = [each for each in settled.resources.values() if each.type not in EMULATED]
    scheduled = [each for each in settled.resources.values() if _is_scheduled(each)]
    here = [*elsewhere, *scheduled]
    scope = names.scope(here)
    resources = {
        key: replace(each, properties=an_object(evaluate(each.properties, scope)))
        for key, each in settled.resources.items()
    }
    own = {key: each for key, each in resources.items() if each.type in OWN or _is_scheduled(each)}
    targets = _Targets(names, own, resources)
    emulated = [
        targets.led_to_inboxes(_without_elsewhere(each, here))
        for key, each in resources.items()
        if each.type in EMULATED and key not in own
    ]
    emulated += targets.inbox_resources()
    return Rewritten(
        {each.logical_id: each for each in emulated},
        own,
        targets.inboxes,
        (*_absences(absent), *targets.warnings),
    )


def _is_scheduled(resource: Resource) -> bool:
    return resource.type == RULE and "ScheduleExpression" in resource.properties


def _absences(absent: Iterable[Resource]) -> list[str]:
    return [f"{each.logical_id} ({each.type}): {why_absent(each.type)}." for each in absent]


def _without_elsewhere(resource: Resource, elsewhere: Iterable[Resource]) -> Resource:
    """The resource without dependencies on what the emulator does not get."""
    names = {each.logical_id for each in elsewhere}
    depends = [name for name in a_list(resource.attributes.get("DependsOn")) if name not in names]
    rest = {key: value for key, value in resource.attributes.items() if key != "DependsOn"}
    return replace(resource, attributes={**rest, "DependsOn": depends} if depends else rest)


class _Targets:
    """Leads events to inboxes, and remembers which inboxes that takes."""

    def __init__(
        self, names: Names, own: Mapping[str, Resource], resources: Mapping[str, Resource]
    ) -> None:
        self._names = names
        self._resources = resources
        self._functions = FunctionsByName(names, own.values())
        self._permissions = permissions(own.values(), self._functions)
        self.inboxes: dict[str, str] = {}
        self.warnings: list[str] = []

    def led_to_inboxes(self, resource: Resource) -> Resource:
        """The resource with inboxes in place of functions."""
        match resource.type:
            case "AWS::Events::Rule":
                return self._rule(resource)
            case "AWS::S3::Bucket":
                return self._bucket(resource)
            case "AWS::SNS::Subscription":
                return self._subscription(resource)
            case "AWS::SNS::Topic":
                return self._topic(resource)
            case "AWS::Cognito::UserPool":
                return self._pool(resource)
        return resource

    def inbox_resources(self) -> list[Resource]:
        """The queues, and who may send to them."""
        made = []
        for function, name in sorted(self.inboxes.items()):
            queue = Resource(f"{function}Inbox", "AWS::SQS::Queue", {"QueueName": name})
            statement: Object = {
                "Effect": "Allow",
                "Principal": {"Service": [EVENTS, S3, SNS]},
                "Action": "sqs:SendMessage",
                "Resource": self._names.queue_arn(name),
            }
            policy: Object = {"Version": "2012-10-17", "Statement": [statement]}
            properties: Object = {
                "Queues": [{"Ref": queue.logical_id}],
                "PolicyDocument": policy,
            }
            made += [queue, Resource(_policy_of(function), "AWS::SQS::QueuePolicy", properties)]
        return made

    def _inbox(self, target: Json, source: Resource, principal: str) -> Object | None:
        """The ARN of the inbox of a target, if that is a function which may be invoked."""
        function = self._function(target)
        if function is None or not self._may_invoke(function, source, principal):
            return None
        self.inboxes[function] = self._names.inbox(function)
        return {"Fn::GetAtt": [f"{function}Inbox", "Arn"]}

    def _function(self, target: Json) -> str | None:
        is_function = isinstance(target, str) and target.startswith("arn:aws:lambda:")
        found = self._functions.find(target) if is_function else None
        return found.logical_id if found else None

    def _may_invoke(self, function: str, source: Resource, principal: str) -> bool:
        if principal in self._permissions.get(function, ()):
            return True
        self.warnings.append(
            f"{source.logical_id} may not invoke {function}: no AWS::Lambda::Permission allows "
            f"{principal}, and on AWS nothing would arrive either."
        )
        return False

    def _rule(self, rule: Resource) -> Resource:
        targets: list[Json] = []
        for each in a_list(rule.properties.get("Targets")):
            target = an_object(each)
            if self._function(target.get("Arn")) is None:
                # The emulator asks no queue's policy; `check` warns of the missing one.
                if not closed_queue(target.get("Arn"), EVENTS, self._resources):
                    targets.append(target)
            elif inbox := self._inbox(target["Arn"], rule, EVENTS):
                kept = ("Id", "Input", "InputPath", "InputTransformer")
                targets.append({"Arn": inbox, **{k: target[k] for k in kept if k in target}})
        return replace(rule, properties={**rule.properties, "Targets": targets})

    def _bucket(self, bucket: Resource) -> Resource:
        notifications = an_object(bucket.properties.get("NotificationConfiguration"))
        if "LambdaConfigurations" not in notifications:
            return bucket
        queues = a_list(notifications.get("QueueConfigurations"))
        functions: list[Json] = []
        for each in a_list(notifications["LambdaConfigurations"]):
            configuration = an_object(each)
            inbox = self._inbox(configuration.get("Function"), bucket, S3)
            if inbox:
                function = self._function(configuration["Function"]) or ""
                functions.append(_policy_of(function))
                rest = {key: v for key, v in configuration.items() if key != "Function"}
                queues = [*queues, {**rest, "Queue": inbox}]
        rest = {k: v for k, v in notifications.items() if k != "LambdaConfigurations"}
        properties = {
            **bucket.properties,
            "NotificationConfiguration": {**rest, "QueueConfigurations": queues},
        }
        depends = [*a_list(bucket.attributes.get("DependsOn")), *functions]
        attributes = {**bucket.attributes, **({"DependsOn": depends} if depends else {})}
        return replace(bucket, properties=properties, attributes=attributes)

    def _subscription(self, subscription: Resource) -> Resource:
        properties = self._subscribed(subscription.properties, subscription)
        return replace(subscription, properties=properties)

    def _topic(self, topic: Resource) -> Resource:
        if "Subscription" not in topic.properties:
            return topic
        subscriptions = [
            self._subscribed(an_object(each), topic)
            for each in a_list(topic.properties["Subscription"])
        ]
        return replace(topic, properties={**topic.properties, "Subscription": [*subscriptions]})

    def _subscribed(self, properties: Object, source: Resource) -> Object:
        if properties.get("Protocol") != "lambda":
            if closed_queue(properties.get("Endpoint"), SNS, self._resources):
                return {**properties, "Endpoint": self._names.queue_arn("nobody")}
            return properties
        inbox = self._inbox(properties.get("Endpoint"), source, SNS)
        endpoint: Json = inbox or self._names.queue_arn("nobody")
        return {**properties, "Protocol": "sqs", "Endpoint": endpoint}

    def _pool(self, pool: Resource) -> Resource:
        if "LambdaConfig" not in pool.properties:
            return pool
        self.warnings.append(
            f"{pool.logical_id}: the functions of its LambdaConfig are not called here."
        )
        rest = {key: value for key, value in pool.properties.items() if key != "LambdaConfig"}
        return replace(pool, properties=rest)


def _policy_of(function: str) -> str:
    return f"{function}InboxPolicy"


def permissions(own: Iterable[Resource], functions: FunctionsByName) -> dict[str, set[str]]:
    """Function logical id to the services that may invoke it."""
    allowed: dict[str, set[str]] = {}
    for each in own:
        function = functions.find(each.properties.get("FunctionName"))
        if each.type == "AWS::Lambda::Permission" and function:
            principal = a_text(each.properties.get("Principal"))
            allowed.setdefault(function.logical_id, set()).add(principal)
    return allowed
