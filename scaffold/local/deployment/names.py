"""What the resources are called that run here rather than in the emulator.

Their names are settled before anything is deployed, so that policies and queues of the emulator
can refer to them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scaffold.local.deployment.intrinsics import ACCOUNT, Scope, evaluate
from scaffold.local.deployment.values import a_text, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scaffold.local.application import Json
    from scaffold.local.deployment.settling import Resource

FUNCTION: Final = "AWS::Lambda::Function"
RULE: Final = "AWS::Events::Rule"

_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Names:
    """Names and ARNs of a stack's own resources."""

    stack: str
    region: str
    # Where an API answers here, by its logical id; without it, where it would on AWS.
    api_endpoint: Callable[[str], str] | None = None

    def function(self, resource: Resource) -> str:
        """A function's name; the service would add random letters to one that it makes up."""
        given = resource.properties.get("FunctionName")
        return given if isinstance(given, str) else self._made_up(resource.logical_id)

    def function_arn(self, resource: Resource) -> str:
        """A function's ARN."""
        return self._arn("lambda", f"function:{self.function(resource)}")

    def api(self, logical_id: str) -> str:
        """An API's id."""
        return hashlib.sha256(f"{self.stack}/{logical_id}".encode()).hexdigest()[:10]

    def queue_arn(self, name: str) -> str:
        """A queue's ARN."""
        return self._arn("sqs", name)

    def inbox(self, logical_id: str) -> str:
        """The name of the queue that stands in for a function as the target of events."""
        return f"{self._made_up(logical_id)}-inbox"

    def rule(self, resource: Resource) -> str:
        """A rule's name."""
        given = resource.properties.get("Name")
        return given if isinstance(given, str) else self._made_up(resource.logical_id)

    def rule_arn(self, resource: Resource) -> str:
        """A rule's ARN."""
        return self._arn("events", f"rule/{self.rule(resource)}")

    def schedule_arn(self, resource: Resource) -> str:
        """A schedule's ARN, in its group."""
        group = a_text(resource.properties.get("GroupName"), "default")
        return self._arn("scheduler", f"schedule/{group}/{self.rule(resource)}")

    def scope(self, resources: Iterable[Resource]) -> Scope:
        """What refers to the resources that run here, or stands in for those that do not exist."""
        found = [*resources]
        functions = [each for each in found if each.type == FUNCTION]
        inner = Scope(self._references(functions))
        # The name of an alias has that of its function in it.
        settled = [
            replace(each, properties=an_object(evaluate(each.properties, inner))) for each in found
        ]
        return Scope(self._references(settled), self._all_attributes(settled))

    def _references(self, resources: Iterable[Resource]) -> dict[str, Json]:
        return {each.logical_id: self._reference(each) for each in resources}

    def _all_attributes(self, resources: Iterable[Resource]) -> dict[tuple[str, str], Json]:
        return {
            (each.logical_id, name): value
            for each in resources
            for name, value in self._attributes(each).items()
        }

    def _reference(self, resource: Resource) -> str:
        match resource.type:
            case "AWS::Lambda::Function":
                return self.function(resource)
            case "AWS::ApiGatewayV2::Api":
                return self.api(resource.logical_id)
            case "AWS::ApiGatewayV2::Stage":
                return a_text(resource.properties.get("StageName"), "$default")
            case "AWS::Events::Rule" | "AWS::Scheduler::Schedule":
                return self.rule(resource)
            case "AWS::Lambda::Alias" | "AWS::Lambda::Version":
                qualifier = a_text(resource.properties.get("Name"), "1")
                function = function_name(resource.properties.get("FunctionName"))
                return f"{self._arn('lambda', f'function:{function}')}:{qualifier}"
        return self._made_up(resource.logical_id)

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
        return {"Arn": self._arn(service, self._made_up(resource.logical_id))}

    def _api_attributes(self, logical_id: str) -> dict[str, str]:
        api = self.api(logical_id)
        on_aws = f"https://{api}.execute-api.{self.region}.amazonaws.com"
        here = self.api_endpoint(logical_id) if self.api_endpoint else on_aws
        return {"ApiEndpoint": here, "ApiId": api}

    def _made_up(self, logical_id: str) -> str:
        name = f"{self.stack}-{logical_id}"
        if len(name) <= _LONGEST:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        return f"{name[: _LONGEST - 9]}-{digest}"

    def _arn(self, service: str, rest: str) -> str:
        return f"arn:aws:{service}:{self.region}:{ACCOUNT}:{rest}"


def function_name(reference: Json) -> str:
    """The name in a function's ARN or name, either with a qualifier or without."""
    parts = a_text(reference).split(":")
    if parts[0] == "arn" and "function" in parts[:-1]:
        return parts[parts.index("function") + 1]
    return parts[0]


class FunctionsByName:
    """The functions of a stack, by whatever refers to them."""

    def __init__(self, names: Names, resources: Iterable[Resource]) -> None:
        functions = (each for each in resources if each.type == FUNCTION)
        self._by_name = {names.function(each): each for each in functions}

    def find(self, reference: Json) -> Resource | None:
        """The function of a name or an ARN."""
        return self._by_name.get(function_name(reference))

    def __iter__(self) -> Iterator[Resource]:
        """Every function."""
        return iter(self._by_name.values())
