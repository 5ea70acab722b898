"""Creating and updating the stack in the emulator."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.cloudformation.values import JsonObject, as_object
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.cloudformation.template import Resource, Template
    from scaffold.cloudformation.values import Json

# CloudFormation's limits: a longer template has to be in a bucket.
INLINE_BYTES: Final = 51_200
MAX_OUTPUTS: Final = 200
ATTRIBUTES_PER_OUTPUT: Final = 5
DEADLINE_SECONDS: Final = 60
STAGING_BUCKET: Final = "scaffold-local-templates"

_SEPARATOR: Final = "\n"
_DONE: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})
_DEAD: Final = frozenset({"ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED"})


class DeploymentError(ScaffoldError):
    """A stack that cannot be created or updated; names resources and reasons."""


@dataclass(frozen=True, slots=True)
class DeployedStack:
    """The physical IDs of a stack's resources, and the requested attributes."""

    references: Mapping[str, str]
    attributes: Mapping[tuple[str, str], Json]


@dataclass(frozen=True, slots=True)
class Clients:
    """The emulator's endpoint, and a factory of clients with full permissions."""

    endpoint: str
    client: Callable[[str], Any]


def stack_template(
    resources: Mapping[str, Resource], wanted: tuple[tuple[str, str], ...]
) -> JsonObject:
    """Return a template with these resources, and the wanted attributes as outputs."""
    outputs: JsonObject = {}
    for start in range(0, len(wanted), ATTRIBUTES_PER_OUTPUT):
        group: list[Json] = [
            {"Fn::GetAtt": [*key]} for key in wanted[start : start + ATTRIBUTES_PER_OUTPUT]
        ]
        outputs[f"Attributes{len(outputs)}"] = {"Value": {"Fn::Join": [_SEPARATOR, group]}}
    if len(outputs) > MAX_OUTPUTS:
        limit = MAX_OUTPUTS * ATTRIBUTES_PER_OUTPUT
        raise DeploymentError(f"The template refers to more than {limit} attributes of resources.")
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {key: resource.to_template() for key, resource in resources.items()},
        "Outputs": outputs,
    }


def deployed_template(clients: Clients, stack: str) -> JsonObject | None:
    """Return the deployed template, None without a stack; deletes one that failed to create."""
    formation = clients.client("cloudformation")
    try:
        status = formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except formation.exceptions.ClientError:
        return None
    if status in _DEAD:
        formation.delete_stack(StackName=stack)
        _wait_until_done(formation, stack)
        return None
    body = formation.get_template(StackName=stack)["TemplateBody"]
    return as_object(json.loads(body) if isinstance(body, str) else body)


def deploy_stack(
    clients: Clients, stack: str, body: JsonObject, *, template: Template, update: bool
) -> None:
    """Create or update the stack; raises DeploymentError with resources, reasons and lines."""
    formation = clients.client("cloudformation")
    arguments = {
        "StackName": stack,
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        **_template_argument(clients, stack, body),
    }
    before = len(_events(formation, stack)) if update else 0
    try:
        (formation.update_stack if update else formation.create_stack)(**arguments)
    except formation.exceptions.ClientError as error:
        message = error.response["Error"]["Message"]
        if "No updates are to be performed" in message:
            return
        raise DeploymentError(f"{template.path.name}: {message}") from error
    if _wait_until_done(formation, stack) not in _DONE:
        events = _events(formation, stack)
        raise DeploymentError(_reasons(events[: len(events) - before], template))


def describe(clients: Clients, stack: str, wanted: tuple[tuple[str, str], ...]) -> DeployedStack:
    """Return the physical IDs of the resources, and the wanted attributes."""
    formation = clients.client("cloudformation")
    resources = formation.describe_stack_resources(StackName=stack)["StackResources"]
    described = formation.describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {
        output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", ())
    }
    attributes: dict[tuple[str, str], Json] = {}
    for start in range(0, len(wanted), ATTRIBUTES_PER_OUTPUT):
        group = wanted[start : start + ATTRIBUTES_PER_OUTPUT]
        values = outputs[f"Attributes{start // ATTRIBUTES_PER_OUTPUT}"].split(_SEPARATOR)
        attributes |= dict(zip(group, values, strict=True))
    references = {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources
    }
    return DeployedStack(references, attributes)


def _template_argument(clients: Clients, stack: str, body: JsonObject) -> dict[str, str]:
    """Return the argument that passes a template, inline or through a bucket."""
    text = json.dumps(body, separators=(",", ":"))
    if len(text.encode()) <= INLINE_BYTES:
        return {"TemplateBody": text}
    storage = clients.client("s3")
    storage.create_bucket(Bucket=STAGING_BUCKET)
    storage.put_object(Bucket=STAGING_BUCKET, Key=f"{stack}.json", Body=text.encode())
    return {"TemplateURL": f"{clients.endpoint}/{STAGING_BUCKET}/{stack}.json"}


def _wait_until_done(formation: Any, stack: str) -> str:  # noqa: ANN401 - a botocore client
    """Return the final status of a stack operation."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        try:
            status: str = formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except formation.exceptions.ClientError:
            return "DELETE_COMPLETE"
        if not status.endswith("_IN_PROGRESS"):
            return status
        time.sleep(0.02)
    raise DeploymentError(f"The stack {stack} took more than {DEADLINE_SECONDS} seconds to deploy.")


def _events(formation: Any, stack: str) -> list[dict[str, Any]]:  # noqa: ANN401 - a botocore client
    """Return the stack's events, newest first."""
    events: list[dict[str, Any]] = formation.describe_stack_events(StackName=stack)["StackEvents"]
    return events


def _reasons(events: list[dict[str, Any]], template: Template) -> str:
    lines = [
        f"{template.location(event['LogicalResourceId'])}: {event['LogicalResourceId']}: {reason}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("_FAILED")
        and (reason := event.get("ResourceStatusReason"))
        and event["ResourceType"] != "AWS::CloudFormation::Stack"
        and "cancelled" not in reason
    ]
    return "\n".join(lines) or f"{template.path.name}: the deployment failed without a reason."
