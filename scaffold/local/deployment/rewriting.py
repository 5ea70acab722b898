"""Splitting an evaluated template between the emulator and the local cloud.

The emulator has no functions. What would invoke one sends to an SQS queue instead, from which the
local cloud invokes the function; the template's permissions decide who may, as on AWS.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.template import Resource
from scaffold.cloudformation.values import Json, JsonObject, as_list, as_object, as_text
from scaffold.local.deployment.intrinsics import evaluate
from scaffold.local.deployment.names import RULE, FunctionsByName, Names
from scaffold.local.deployment.queue_policies import queue_denying
from scaffold.local.deployment.resource_types import EMULATED, LOCAL, why_unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.deployment.evaluation import EvaluatedTemplate

EVENTS: Final = "events.amazonaws.com"
S3: Final = "s3.amazonaws.com"
SNS: Final = "sns.amazonaws.com"

_ASYNC_QUEUE: Final = "AsyncQueue"
# The name of no queue: where events go that the policies would stop on AWS.
_NOWHERE: Final = "nowhere"


@dataclass(frozen=True, slots=True)
class RewrittenTemplate:
    """The emulator's resources and the local cloud's, which may refer to the emulator's."""

    emulated: Mapping[str, Resource]
    local: Mapping[str, Resource]
    # Names of asynchronous queues, by logical ID of the function.
    async_queues: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def rewrite(evaluated: EvaluatedTemplate, names: Names) -> RewrittenTemplate:
    """Split the resources, and redirect events for functions to their asynchronous queues."""
    declared = evaluated.resources.values()
    not_emulated = [
        resource
        for resource in declared
        if resource.type not in EMULATED or _is_scheduled(resource)
    ]
    scope = names.scope(not_emulated)
    resources = {
        logical_id: replace(resource, properties=as_object(evaluate(resource.properties, scope)))
        for logical_id, resource in evaluated.resources.items()
    }
    local = {
        logical_id: resource
        for logical_id, resource in resources.items()
        if resource.type in LOCAL or _is_scheduled(resource)
    }
    targets = _TargetRewriter(names, local, resources)
    emulated = [
        targets.redirect(_without_dependencies(resource, not_emulated))
        for logical_id, resource in resources.items()
        if resource.type in EMULATED and logical_id not in local
    ]
    emulated += targets.queue_resources()
    unsupported = (
        f"{resource.logical_id} ({resource.type}): {reason}."
        for resource in declared
        if (reason := why_unsupported(resource.type))
    )
    return RewrittenTemplate(
        {resource.logical_id: resource for resource in emulated},
        local,
        targets.async_queues,
        (*unsupported, *targets.warnings),
    )


def async_queue_id(function: str) -> str:
    """Return the logical ID of a function's asynchronous queue."""
    return f"{function}{_ASYNC_QUEUE}"


def is_async_queue(resource: Resource, names: Names) -> bool:
    """Return True for a queue that `rewrite` added, rather than the template."""
    function = resource.logical_id.removesuffix(_ASYNC_QUEUE)
    return resource.properties.get("QueueName") == names.async_queue(function)


def _is_scheduled(resource: Resource) -> bool:
    return resource.type == RULE and "ScheduleExpression" in resource.properties


def _without_dependencies(resource: Resource, excluded: Iterable[Resource]) -> Resource:
    """Remove the dependencies on resources that the emulator doesn't get."""
    names = {other.logical_id for other in excluded}
    depends = [name for name in as_list(resource.attributes.get("DependsOn")) if name not in names]
    rest = {key: value for key, value in resource.attributes.items() if key != "DependsOn"}
    return replace(resource, attributes={**rest, "DependsOn": depends} if depends else rest)


class _TargetRewriter:
    """Replaces functions as event targets by asynchronous queues, and collects the queues."""

    def __init__(
        self, names: Names, local: Mapping[str, Resource], resources: Mapping[str, Resource]
    ) -> None:
        self._names = names
        self._resources = resources
        self._functions = FunctionsByName(names, local.values())
        self._permissions = permissions(local.values(), self._functions)
        self.async_queues: dict[str, str] = {}
        self.warnings: list[str] = []

    def redirect(self, resource: Resource) -> Resource:
        """Return the resource with queues in place of functions."""
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

    def queue_resources(self) -> list[Resource]:
        """Return the asynchronous queues and their policies."""
        resources = []
        for function, name in sorted(self.async_queues.items()):
            queue = Resource(async_queue_id(function), "AWS::SQS::Queue", {"QueueName": name})
            statement: JsonObject = {
                "Effect": "Allow",
                "Principal": {"Service": [EVENTS, S3, SNS]},
                "Action": "sqs:SendMessage",
                "Resource": self._names.queue_arn(name),
            }
            policy: JsonObject = {"Version": "2012-10-17", "Statement": [statement]}
            properties: JsonObject = {
                "Queues": [{"Ref": queue.logical_id}],
                "PolicyDocument": policy,
            }
            policy_id = _queue_policy_id(function)
            resources += [queue, Resource(policy_id, "AWS::SQS::QueuePolicy", properties)]
        return resources

    def _async_queue(self, target: Json, source: Resource, principal: str) -> JsonObject | None:
        """Return the queue's ARN for a function that the source may invoke, else None."""
        function = self._function(target)
        if function is None or not self._may_invoke(function, source, principal):
            return None
        self.async_queues[function] = self._names.async_queue(function)
        return {"Fn::GetAtt": [async_queue_id(function), "Arn"]}

    def _function(self, target: Json) -> str | None:
        is_function = isinstance(target, str) and target.startswith("arn:aws:lambda:")
        match = self._functions.find(target) if is_function else None
        return match.logical_id if match else None

    def _may_invoke(self, function: str, source: Resource, principal: str) -> bool:
        if principal in self._permissions.get(function, ()):
            return True
        self.warnings.append(
            f"{source.logical_id} may not invoke {function}: no AWS::Lambda::Permission allows"
            f" {principal}. On AWS, its events would not reach the function either."
        )
        return False

    def _rule(self, rule: Resource) -> Resource:
        targets: list[Json] = []
        for item in as_list(rule.properties.get("Targets")):
            target = as_object(item)
            if self._function(target.get("Arn")) is None:
                # The emulator doesn't evaluate queue policies; `validate` warns of a missing one.
                if not queue_denying(target.get("Arn"), EVENTS, self._resources):
                    targets.append(target)
            elif async_queue := self._async_queue(target["Arn"], rule, EVENTS):
                kept = ("Id", "Input", "InputPath", "InputTransformer")
                targets.append({"Arn": async_queue, **{k: target[k] for k in kept if k in target}})
        return replace(rule, properties={**rule.properties, "Targets": targets})

    def _bucket(self, bucket: Resource) -> Resource:
        notifications = as_object(bucket.properties.get("NotificationConfiguration"))
        if "LambdaConfigurations" not in notifications:
            return bucket
        queues = as_list(notifications.get("QueueConfigurations"))
        functions: list[Json] = []
        for item in as_list(notifications["LambdaConfigurations"]):
            configuration = as_object(item)
            async_queue = self._async_queue(configuration.get("Function"), bucket, S3)
            if async_queue:
                function = self._function(configuration["Function"]) or ""
                functions.append(_queue_policy_id(function))
                rest = {key: v for key, v in configuration.items() if key != "Function"}
                queues = [*queues, {**rest, "Queue": async_queue}]
        rest = {k: v for k, v in notifications.items() if k != "LambdaConfigurations"}
        properties = {
            **bucket.properties,
            "NotificationConfiguration": {**rest, "QueueConfigurations": queues},
        }
        depends = [*as_list(bucket.attributes.get("DependsOn")), *functions]
        attributes = {**bucket.attributes, **({"DependsOn": depends} if depends else {})}
        return replace(bucket, properties=properties, attributes=attributes)

    def _subscription(self, subscription: Resource) -> Resource:
        properties = self._subscribed(subscription.properties, subscription)
        return replace(subscription, properties=properties)

    def _topic(self, topic: Resource) -> Resource:
        if "Subscription" not in topic.properties:
            return topic
        subscriptions = [
            self._subscribed(as_object(item), topic)
            for item in as_list(topic.properties["Subscription"])
        ]
        return replace(topic, properties={**topic.properties, "Subscription": [*subscriptions]})

    def _subscribed(self, properties: JsonObject, source: Resource) -> JsonObject:
        if properties.get("Protocol") != "lambda":
            if queue_denying(properties.get("Endpoint"), SNS, self._resources):
                return {**properties, "Endpoint": self._names.queue_arn(_NOWHERE)}
            return properties
        async_queue = self._async_queue(properties.get("Endpoint"), source, SNS)
        endpoint: Json = async_queue or self._names.queue_arn(_NOWHERE)
        return {**properties, "Protocol": "sqs", "Endpoint": endpoint}

    def _pool(self, pool: Resource) -> Resource:
        if "LambdaConfig" not in pool.properties:
            return pool
        self.warnings.append(
            f"{pool.logical_id}: the Lambda triggers in its LambdaConfig don't run locally."
        )
        rest = {key: value for key, value in pool.properties.items() if key != "LambdaConfig"}
        return replace(pool, properties=rest)


def _queue_policy_id(function: str) -> str:
    return f"{async_queue_id(function)}Policy"


def permissions(local: Iterable[Resource], functions: FunctionsByName) -> dict[str, set[str]]:
    """Return the services that may invoke a function, by its logical ID."""
    allowed: dict[str, set[str]] = {}
    for resource in local:
        function = functions.find(resource.properties.get("FunctionName"))
        if resource.type == "AWS::Lambda::Permission" and function:
            principal = as_text(resource.properties.get("Principal"))
            allowed.setdefault(function.logical_id, set()).add(principal)
    return allowed
