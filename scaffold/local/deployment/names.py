"""Names and ARNs of the resources that the local cloud runs itself.

They are known before anything is deployed, so that the emulator's policies can refer to them.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.values import as_object, as_text
from scaffold.local.deployment.intrinsics import ACCOUNT, Scope, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json

FUNCTION: Final = "AWS::Lambda::Function"
RULE: Final = "AWS::Events::Rule"

_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Names:
    """Names and ARNs of the resources of a stack, as its template defines or implies them."""

    stack: str
    region: str
    # The local address of an API, by logical ID; None stands for the address on AWS.
    api_endpoint: Callable[[str], str] | None = None

    def function(self, resource: Resource) -> str:
        """Return a function's name: unlike AWS's, a generated one has no random suffix."""
        name = resource.properties.get("FunctionName")
        return name if isinstance(name, str) else self._generated(resource.logical_id)

    def function_arn(self, resource: Resource) -> str:
        """Return a function's ARN."""
        return self._arn("lambda", f"function:{self.function(resource)}")

    def api(self, logical_id: str) -> str:
        """Return an API's ID."""
        return hashlib.sha256(f"{self.stack}/{logical_id}".encode()).hexdigest()[:10]

    def with_local_endpoints(self, value: Json, apis: Sequence[str]) -> Json:
        """Return a value with local addresses in place of the addresses of APIs on AWS."""
        match value:
            case str() if self.api_endpoint is not None:
                for logical_id in apis:
                    on_aws = self._endpoint_on_aws(logical_id)
                    value = value.replace(on_aws, self.api_endpoint(logical_id))
                return value
            case {"Fn::Join": ["", list(parts)]}:
                joined = [self.with_local_endpoints(item, apis) for item in _joined(parts)]
                return {"Fn::Join": ["", joined]}
            case list():
                return [self.with_local_endpoints(item, apis) for item in value]
            case dict():
                return {key: self.with_local_endpoints(item, apis) for key, item in value.items()}
        return value

    def queue_arn(self, name: str) -> str:
        """Return a queue's ARN."""
        return self._arn("sqs", name)

    def async_queue(self, logical_id: str) -> str:
        """Return the name of the queue that receives a function's asynchronous events."""
        return f"{self._generated(logical_id)}-async-queue"

    def rule(self, resource: Resource) -> str:
        """Return the name of a rule or a schedule."""
        name = resource.properties.get("Name")
        return name if isinstance(name, str) else self._generated(resource.logical_id)

    def rule_arn(self, resource: Resource) -> str:
        """Return a rule's ARN."""
        return self._arn("events", f"rule/{self.rule(resource)}")

    def schedule_arn(self, resource: Resource) -> str:
        """Return a schedule's ARN, in its group."""
        group = as_text(resource.properties.get("GroupName"), "default")
        return self._arn("scheduler", f"schedule/{group}/{self.rule(resource)}")

    def scope(self, resources: Iterable[Resource]) -> Scope:
        """Return the values of references to these resources, supported or not."""
        resources = [*resources]
        functions = [resource for resource in resources if resource.type == FUNCTION]
        inner = Scope(self._references(functions))
        # An alias's ARN contains the name of its function.
        evaluated = [
            replace(resource, properties=as_object(evaluate(resource.properties, inner)))
            for resource in resources
        ]
        return Scope(self._references(evaluated), self._all_attributes(evaluated))

    def _references(self, resources: Iterable[Resource]) -> dict[str, Json]:
        return {resource.logical_id: self._reference(resource) for resource in resources}

    def _all_attributes(self, resources: Iterable[Resource]) -> dict[tuple[str, str], Json]:
        return {
            (resource.logical_id, name): value
            for resource in resources
            for name, value in self._attributes(resource).items()
        }

    def _reference(self, resource: Resource) -> str:
        match resource.type:
            case "AWS::Lambda::Function":
                return self.function(resource)
            case "AWS::ApiGatewayV2::Api":
                return self.api(resource.logical_id)
            case "AWS::ApiGatewayV2::Stage":
                return as_text(resource.properties.get("StageName"), "$default")
            case "AWS::Events::Rule" | "AWS::Scheduler::Schedule":
                return self.rule(resource)
            case "AWS::Lambda::Alias" | "AWS::Lambda::Version":
                qualifier = as_text(resource.properties.get("Name"), "1")
                function = function_name(resource.properties.get("FunctionName"))
                return f"{self._arn('lambda', f'function:{function}')}:{qualifier}"
        return self._generated(resource.logical_id)

    def _attributes(self, resource: Resource) -> dict[str, str]:
        match resource.type:
            case "AWS::Lambda::Function":
                return {"Arn": self.function_arn(resource)}
            case "AWS::ApiGatewayV2::Api":
                return self._api_attributes(resource.logical_id)
            case "AWS::Lambda::Version":
                return {"Version": "1"}
            case "AWS::Events::Rule":
                return {"Arn": self.rule_arn(resource)}
            case "AWS::Scheduler::Schedule":
                return {"Arn": self.schedule_arn(resource)}
        service = resource.type.split("::")[1].lower() if "::" in resource.type else "none"
        return {"Arn": self._arn(service, self._generated(resource.logical_id))}

    def _api_attributes(self, logical_id: str) -> dict[str, str]:
        endpoint = self.api_endpoint or self._endpoint_on_aws
        return {"ApiEndpoint": endpoint(logical_id), "ApiId": self.api(logical_id)}

    def _endpoint_on_aws(self, logical_id: str) -> str:
        return f"https://{self.api(logical_id)}.execute-api.{self.region}.amazonaws.com"

    def _generated(self, logical_id: str) -> str:
        name = f"{self.stack}-{logical_id}"
        if len(name) <= _LONGEST:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        return f"{name[: _LONGEST - 9]}-{digest}"

    def _arn(self, service: str, rest: str) -> str:
        return f"arn:aws:{service}:{self.region}:{ACCOUNT}:{rest}"


def _joined(parts: list[Json]) -> Iterator[Json]:
    """Yield the parts with neighboring texts joined, among which an address is spread."""
    for is_text, run in itertools.groupby(parts, lambda part: isinstance(part, str)):
        if is_text:
            yield "".join(map(as_text, run))
        else:
            yield from run


def function_name(reference: Json) -> str:
    """Return the function's name in a name or an ARN, without its qualifier."""
    parts = as_text(reference).split(":")
    if parts[0] == "arn" and "function" in parts[:-1]:
        return parts[parts.index("function") + 1]
    return parts[0]


class FunctionsByName:
    """The functions of a stack, by name or ARN."""

    def __init__(self, names: Names, resources: Iterable[Resource]) -> None:
        self._by_name = {
            names.function(resource): resource
            for resource in resources
            if resource.type == FUNCTION
        }

    def find(self, reference: Json) -> Resource | None:
        """Return the function with a name or an ARN, with or without a qualifier."""
        return self._by_name.get(function_name(reference))

    def __iter__(self) -> Iterator[Resource]:
        """Iterate over the functions."""
        return iter(self._by_name.values())
