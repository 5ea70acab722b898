"""Creating and updating the stack in the emulator."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.cloudformation.values import JsonObject, as_object
from scaffold.errors import ScaffoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold.cloudformation.template import Resource, Template
    from scaffold.cloudformation.values import Json

# CloudFormation's limits: a longer template has to be in a bucket.
INLINE_BYTES: Final = 51_200
MAX_OUTPUTS: Final = 200
# Attributes are joined, as there may be more of them than of outputs.
ATTRIBUTES_PER_OUTPUT: Final = 5
DEADLINE_SECONDS: Final = 60
STAGING_BUCKET: Final = "scaffold-local-templates"

_SEPARATOR: Final = "\n"
# The outputs that hold attributes, beside the template's own.
_ATTRIBUTES: Final = "ScaffoldAttributes"
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
    resources: Mapping[str, Resource],
    wanted: tuple[tuple[str, str], ...],
    own: Mapping[str, Json],
) -> JsonObject:
    """Return a template with these resources, the template's own outputs, and wanted attributes."""
    outputs: JsonObject = {name: {"Value": value} for name, value in own.items()}
    for number, group in enumerate(_groups(wanted, MAX_OUTPUTS - len(own))):
        values: list[Json] = [{"Fn::GetAtt": [*key]} for key in group]
        outputs[f"{_ATTRIBUTES}{number}"] = {"Value": {"Fn::Join": [_SEPARATOR, values]}}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {key: resource.to_template() for key, resource in resources.items()},
        "Outputs": outputs,
    }


def _groups(
    wanted: tuple[tuple[str, str], ...], room: int
) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the attributes that share an output each, in at most `room` groups."""
    size = max(ATTRIBUTES_PER_OUTPUT, math.ceil(len(wanted) / max(room, 1)))
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


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


def describe(
    clients: Clients, stack: str, wanted: tuple[tuple[str, str], ...], own: Mapping[str, Json]
) -> DeployedStack:
    """Return the physical IDs of the resources, and the wanted attributes.

    The stack has been deployed from the `stack_template` of the same attributes and outputs.
    """
    formation = clients.client("cloudformation")
    described = formation.describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {
        output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", ())
    }
    attributes: dict[tuple[str, str], Json] = {}
    for number, group in enumerate(_groups(wanted, MAX_OUTPUTS - len(own))):
        values = outputs[f"{_ATTRIBUTES}{number}"].split(_SEPARATOR)
        attributes |= dict(zip(group, values, strict=True))
    return DeployedStack(physical_ids(clients, stack), attributes)


def physical_ids(clients: Clients, stack: str) -> dict[str, str]:
    """Return the physical IDs of a stack's resources by logical ID."""
    formation = clients.client("cloudformation")
    resources = formation.describe_stack_resources(StackName=stack)["StackResources"]
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}


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
