"""From resolved resources to the values that the other parts run."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from scaffold.local.application import (
    AsyncInvocation,
    EventSourceMapping,
    Function,
    Schedule,
)
from scaffold.local.deployment.names import RULE, FunctionsByName, Names
from scaffold.local.deployment.rewriting import permissions
from scaffold.local.deployment.values import (
    Object,
    a_flag,
    a_list,
    a_number,
    a_text,
    an_object,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scaffold.local.application import Json
    from scaffold.local.deployment.settling import Resource

EVENTS: Final = "events.amazonaws.com"

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Own:
    """The resources that run here, resolved; with where code is, and the inboxes' URLs."""

    resources: Mapping[str, Resource]
    names: Names
    code: Mapping[str, Path]
    inboxes: Mapping[str, str]

    @property
    def functions(self) -> FunctionsByName:
        """The functions by whatever refers to them."""
        return FunctionsByName(self.names, self.resources.values())

    def of_type(self, kind: str) -> Iterator[Resource]:
        """The resources of a type."""
        return (each for each in self.resources.values() if each.type == kind)


def functions(own: Own) -> Iterator[Function]:
    """Every function whose code is on this computer."""
    aliases = _aliases(own)
    asynchronous = {
        found.logical_id: each.properties
        for each in own.of_type("AWS::Lambda::EventInvokeConfig")
        if (found := own.functions.find(each.properties.get("FunctionName")))
    }
    for each in sorted(own.functions, key=lambda function: function.logical_id):
        if each.logical_id in own.code:
            function = _function(own, each, asynchronous.get(each.logical_id, {}))
            yield replace(function, aliases=tuple(aliases.get(each.logical_id, ())))


def _aliases(own: Own) -> dict[str, list[str]]:
    """The aliases of functions by their logical ids."""
    found: dict[str, list[str]] = {}
    for each in own.of_type("AWS::Lambda::Alias"):
        if function := own.functions.find(each.properties.get("FunctionName")):
            name = a_text(each.properties.get("Name"))
            found.setdefault(function.logical_id, []).append(name)
    return found


def _function(own: Own, resource: Resource, invocation: Object) -> Function:
    properties = resource.properties
    logging = an_object(properties.get("LoggingConfig"))
    variables = an_object(an_object(properties.get("Environment")).get("Variables"))
    reserved = properties.get("ReservedConcurrentExecutions")
    return Function(
        logical_id=resource.logical_id,
        name=own.names.function(resource),
        arn=own.names.function_arn(resource),
        handler=a_text(properties.get("Handler"), "index.handler"),
        runtime=a_text(properties.get("Runtime")),
        code=own.code[resource.logical_id],
        memory=a_number(properties.get("MemorySize"), 128),
        timeout=a_number(properties.get("Timeout"), 3),
        role=a_text(properties.get("Role")),
        environment={name: a_text(value) for name, value in variables.items()},
        log_format="JSON" if logging.get("LogFormat") == "JSON" else "Text",
        log_level=a_text(logging.get("ApplicationLogLevel")) or None,
        reserved_concurrency=None if reserved is None else a_number(reserved, 0),
        asynchronous=_asynchronous(properties, invocation),
        inbox=own.inboxes.get(resource.logical_id),
    )


def _asynchronous(properties: Object, invocation: Object) -> AsyncInvocation:
    destinations = an_object(invocation.get("DestinationConfig"))
    dead_letters = an_object(properties.get("DeadLetterConfig")).get("TargetArn")
    return AsyncInvocation(
        retries=a_number(invocation.get("MaximumRetryAttempts"), 2),
        maximum_age=a_number(invocation.get("MaximumEventAgeInSeconds"), 6 * 3600),
        on_failure=_destination(destinations, "OnFailure"),
        on_success=_destination(destinations, "OnSuccess"),
        dead_letters=a_text(dead_letters) or None,
    )


def _destination(destinations: Object, kind: str) -> str | None:
    return a_text(an_object(destinations.get(kind)).get("Destination")) or None


def function_arn_of(own: Own) -> Callable[[str], str | None]:
    """What gives the ARN of the function that has an ARN, a name or a logical id."""
    by_id = {each.logical_id: each for each in own.functions}

    def found(named: str) -> str | None:
        function = own.functions.find(named) or by_id.get(named)
        return own.names.function_arn(function) if function else None

    return found


def mappings(own: Own) -> Iterator[EventSourceMapping]:
    """The queues and streams that functions read."""
    for each in own.of_type("AWS::Lambda::EventSourceMapping"):
        function = own.functions.find(each.properties.get("FunctionName"))
        if function is not None:
            yield _mapping(each, own.names.function_arn(function))


def _mapping(resource: Resource, function: str) -> EventSourceMapping:
    properties = resource.properties
    source = a_text(properties.get("EventSourceArn"))
    filters = a_list(an_object(properties.get("FilterCriteria")).get("Filters"))
    maximum = an_object(properties.get("ScalingConfig")).get("MaximumConcurrency")
    position: Literal["LATEST", "TRIM_HORIZON"] = (
        "TRIM_HORIZON" if properties.get("StartingPosition") == "TRIM_HORIZON" else "LATEST"
    )
    return EventSourceMapping(
        logical_id=resource.logical_id,
        function=function,
        source=source,
        batch_size=a_number(properties.get("BatchSize"), 10 if ":sqs:" in source else 100),
        batching_window=a_number(properties.get("MaximumBatchingWindowInSeconds"), 0),
        enabled=a_flag(properties.get("Enabled"), default=True),
        filters=tuple(_pattern(an_object(each).get("Pattern")) for each in filters),
        partial_failures="ReportBatchItemFailures"
        in a_list(properties.get("FunctionResponseTypes")),
        maximum_concurrency=None if maximum is None else a_number(maximum, 2),
        starting_position=position,
        retries=a_number(properties.get("MaximumRetryAttempts"), -1),
        maximum_age=a_number(properties.get("MaximumRecordAgeInSeconds"), -1),
        bisect=a_flag(properties.get("BisectBatchOnFunctionError")),
        on_failure=_destination(an_object(properties.get("DestinationConfig")), "OnFailure"),
    )


def _pattern(text: Json) -> Json:
    parsed: Json = json.loads(text) if isinstance(text, str) else text
    return parsed


def schedules(own: Own, complain: Callable[[str], None]) -> Iterator[Schedule]:
    """Rules with a schedule, an entry a target, and the schedules of EventBridge Scheduler."""
    allowed = permissions(own.resources.values(), own.functions)
    for each in own.of_type(RULE):
        for target in map(an_object, a_list(each.properties.get("Targets"))):
            arn = a_text(target.get("Arn"))
            function = own.functions.find(arn) if arn.startswith("arn:aws:lambda:") else None
            if function and EVENTS not in allowed.get(function.logical_id, ()):
                complain(
                    f"{each.logical_id} may not invoke {function.logical_id}: no "
                    f"AWS::Lambda::Permission allows {EVENTS}, and on AWS nothing would arrive."
                )
                continue
            yield _schedule(own, each, "rule", target)
    for each in own.of_type("AWS::Scheduler::Schedule"):
        yield _schedule(own, each, "scheduler", an_object(each.properties.get("Target")))


def _schedule(
    own: Own, resource: Resource, kind: Literal["rule", "scheduler"], target: Object
) -> Schedule:
    properties = resource.properties
    retry = an_object(target.get("RetryPolicy"))
    given = target.get("Input")
    names = own.names
    return Schedule(
        logical_id=resource.logical_id,
        name=names.rule(resource),
        arn=names.rule_arn(resource) if kind == "rule" else names.schedule_arn(resource),
        kind=kind,
        expression=a_text(properties.get("ScheduleExpression")),
        target=_unqualified(own, a_text(target.get("Arn"))),
        timezone=a_text(properties.get("ScheduleExpressionTimezone"), "UTC"),
        enabled=a_text(properties.get("State"), "ENABLED") != "DISABLED",
        input=None if given is None else a_text(given),
        role=a_text(target.get("RoleArn")) or None,
        retries=a_number(retry.get("MaximumRetryAttempts"), 185),
        maximum_age=a_number(retry.get("MaximumEventAgeInSeconds"), _DAY),
        dead_letters=a_text(an_object(target.get("DeadLetterConfig")).get("Arn")) or None,
    )


def _unqualified(own: Own, arn: str) -> str:
    """A function's own ARN in place of an alias's."""
    function = own.functions.find(arn) if arn.startswith("arn:aws:lambda:") else None
    return own.names.function_arn(function) if function else arn


def served(own: Own) -> dict[str, dict[str, Any]]:
    """The resources of HTTP APIs and what they may invoke, as a template has them."""
    return {
        each.logical_id: {"Type": each.type, "Properties": each.properties}
        for each in own.resources.values()
        if each.type.startswith("AWS::ApiGatewayV2::") or each.type == "AWS::Lambda::Permission"
    }
