"""The functions, event source mappings and schedules that the local cloud runs."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from scaffold.cloudformation.values import (
    JsonObject,
    as_boolean,
    as_integer,
    as_list,
    as_object,
    as_text,
)
from scaffold.local.application import (
    AsyncInvocation,
    EventSourceMapping,
    Function,
    Schedule,
)
from scaffold.local.deployment.names import RULE, FunctionsByName, Names
from scaffold.local.deployment.rewriting import permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json

EVENTS: Final = "events.amazonaws.com"

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class LocalResources:
    """The resources that the local cloud runs, with all references resolved.

    `code` has the folder of each function, `async_queues` the URL of its queue, by logical ID.
    """

    resources: Mapping[str, Resource]
    names: Names
    code: Mapping[str, Path]
    async_queues: Mapping[str, str]

    @property
    def functions(self) -> FunctionsByName:
        """The functions, by name or ARN."""
        return FunctionsByName(self.names, self.resources.values())

    def of_type(self, resource_type: str) -> Iterator[Resource]:
        """Return the resources of a type."""
        return (resource for resource in self.resources.values() if resource.type == resource_type)


def functions(local: LocalResources) -> Iterator[Function]:
    """Return the functions whose code is local."""
    aliases = _aliases(local)
    asynchronous = {
        found.logical_id: resource.properties
        for resource in local.of_type("AWS::Lambda::EventInvokeConfig")
        if (found := local.functions.find(resource.properties.get("FunctionName")))
    }
    for resource in sorted(local.functions, key=lambda resource: resource.logical_id):
        if resource.logical_id in local.code:
            function = _function(local, resource, asynchronous.get(resource.logical_id, {}))
            yield replace(function, aliases=tuple(aliases.get(resource.logical_id, ())))


def _aliases(local: LocalResources) -> dict[str, list[str]]:
    """Return the aliases of each function, by its logical ID."""
    found: dict[str, list[str]] = {}
    for resource in local.of_type("AWS::Lambda::Alias"):
        if function := local.functions.find(resource.properties.get("FunctionName")):
            name = as_text(resource.properties.get("Name"))
            found.setdefault(function.logical_id, []).append(name)
    return found


def _function(local: LocalResources, resource: Resource, invocation: JsonObject) -> Function:
    properties = resource.properties
    logging = as_object(properties.get("LoggingConfig"))
    variables = as_object(as_object(properties.get("Environment")).get("Variables"))
    reserved = properties.get("ReservedConcurrentExecutions")
    return Function(
        logical_id=resource.logical_id,
        name=local.names.function(resource),
        arn=local.names.function_arn(resource),
        handler=as_text(properties.get("Handler"), "index.handler"),
        runtime=as_text(properties.get("Runtime")),
        code=local.code[resource.logical_id],
        memory=as_integer(properties.get("MemorySize"), 128),
        timeout=as_integer(properties.get("Timeout"), 3),
        role=as_text(properties.get("Role")),
        environment={name: as_text(value) for name, value in variables.items()},
        log_format="JSON" if logging.get("LogFormat") == "JSON" else "Text",
        log_level=as_text(logging.get("ApplicationLogLevel")) or None,
        reserved_concurrency=None if reserved is None else as_integer(reserved, 0),
        asynchronous=_asynchronous(properties, invocation),
        async_queue=local.async_queues.get(resource.logical_id),
    )


def _asynchronous(properties: JsonObject, invocation: JsonObject) -> AsyncInvocation:
    destinations = as_object(invocation.get("DestinationConfig"))
    dead_letters = as_object(properties.get("DeadLetterConfig")).get("TargetArn")
    return AsyncInvocation(
        retries=as_integer(invocation.get("MaximumRetryAttempts"), 2),
        maximum_age=as_integer(invocation.get("MaximumEventAgeInSeconds"), 6 * 3600),
        on_failure=_destination(destinations, "OnFailure"),
        on_success=_destination(destinations, "OnSuccess"),
        dead_letters=as_text(dead_letters) or None,
    )


def _destination(destinations: JsonObject, kind: str) -> str | None:
    return as_text(as_object(destinations.get(kind)).get("Destination")) or None


def function_arn_lookup(local: LocalResources) -> Callable[[str], str | None]:
    """Return a lookup of function ARNs by ARN, name or logical ID."""
    by_id = {resource.logical_id: resource for resource in local.functions}

    def found(named: str) -> str | None:
        function = local.functions.find(named) or by_id.get(named)
        return local.names.function_arn(function) if function else None

    return found


def mappings(local: LocalResources) -> Iterator[EventSourceMapping]:
    """Return the event source mappings: the queues and streams that functions poll."""
    for resource in local.of_type("AWS::Lambda::EventSourceMapping"):
        function = local.functions.find(resource.properties.get("FunctionName"))
        if function is not None:
            yield _mapping(resource, local.names.function_arn(function))


def _mapping(resource: Resource, function: str) -> EventSourceMapping:
    properties = resource.properties
    source = as_text(properties.get("EventSourceArn"))
    filters = as_list(as_object(properties.get("FilterCriteria")).get("Filters"))
    maximum = as_object(properties.get("ScalingConfig")).get("MaximumConcurrency")
    position: Literal["LATEST", "TRIM_HORIZON"] = (
        "TRIM_HORIZON" if properties.get("StartingPosition") == "TRIM_HORIZON" else "LATEST"
    )
    return EventSourceMapping(
        logical_id=resource.logical_id,
        function=function,
        source=source,
        batch_size=as_integer(properties.get("BatchSize"), 10 if ":sqs:" in source else 100),
        batching_window=as_integer(properties.get("MaximumBatchingWindowInSeconds"), 0),
        enabled=as_boolean(properties.get("Enabled"), default=True),
        filters=tuple(_pattern(as_object(item).get("Pattern")) for item in filters),
        partial_failures="ReportBatchItemFailures"
        in as_list(properties.get("FunctionResponseTypes")),
        maximum_concurrency=None if maximum is None else as_integer(maximum, 2),
        starting_position=position,
        retries=as_integer(properties.get("MaximumRetryAttempts"), -1),
        maximum_age=as_integer(properties.get("MaximumRecordAgeInSeconds"), -1),
        bisect=as_boolean(properties.get("BisectBatchOnFunctionError")),
        on_failure=_destination(as_object(properties.get("DestinationConfig")), "OnFailure"),
    )


def _pattern(text: Json) -> Json:
    parsed: Json = json.loads(text) if isinstance(text, str) else text
    return parsed


def schedules(local: LocalResources, warn: Callable[[str], None]) -> Iterator[Schedule]:
    """Return one schedule per target of a scheduled rule, and those of EventBridge Scheduler."""
    allowed = permissions(local.resources.values(), local.functions)
    for resource in local.of_type(RULE):
        for target in map(as_object, as_list(resource.properties.get("Targets"))):
            arn = as_text(target.get("Arn"))
            function = local.functions.find(arn) if arn.startswith("arn:aws:lambda:") else None
            if function and EVENTS not in allowed.get(function.logical_id, ()):
                warn(
                    f"{resource.logical_id} may not invoke {function.logical_id}: no"
                    f" AWS::Lambda::Permission allows {EVENTS}. On AWS, its events would not reach"
                    " the function either."
                )
                continue
            yield _schedule(local, resource, "rule", target)
    for resource in local.of_type("AWS::Scheduler::Schedule"):
        yield _schedule(local, resource, "scheduler", as_object(resource.properties.get("Target")))


def _schedule(
    local: LocalResources,
    resource: Resource,
    kind: Literal["rule", "scheduler"],
    target: JsonObject,
) -> Schedule:
    properties = resource.properties
    retry = as_object(target.get("RetryPolicy"))
    event = target.get("Input")
    names = local.names
    return Schedule(
        logical_id=resource.logical_id,
        name=names.rule(resource),
        arn=names.rule_arn(resource) if kind == "rule" else names.schedule_arn(resource),
        kind=kind,
        expression=as_text(properties.get("ScheduleExpression")),
        target=_unqualified(local, as_text(target.get("Arn"))),
        timezone=as_text(properties.get("ScheduleExpressionTimezone"), "UTC"),
        enabled=as_text(properties.get("State"), "ENABLED") != "DISABLED",
        input=None if event is None else as_text(event),
        role=as_text(target.get("RoleArn")) or None,
        retries=as_integer(retry.get("MaximumRetryAttempts"), 185),
        maximum_age=as_integer(retry.get("MaximumEventAgeInSeconds"), _DAY),
        dead_letters=as_text(as_object(target.get("DeadLetterConfig")).get("Arn")) or None,
    )


def _unqualified(local: LocalResources, arn: str) -> str:
    """Return the function's ARN for that of an alias or a version."""
    function = local.functions.find(arn) if arn.startswith("arn:aws:lambda:") else None
    return local.names.function_arn(function) if function else arn


def api_resources(local: LocalResources) -> dict[str, dict[str, Any]]:
    """Return the HTTP APIs' resources and the Lambda permissions, as a template declares them."""
    return {
        resource.logical_id: {"Type": resource.type, "Properties": resource.properties}
        for resource in local.resources.values()
        if resource.type.startswith("AWS::ApiGatewayV2::")
        or resource.type == "AWS::Lambda::Permission"
    }
