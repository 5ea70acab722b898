"""Creating and updating the stack in the emulator."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scaffold.errors import ScaffoldError
from scaffold.local.deployment.values import Object, an_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scaffold.local.application import Json
    from scaffold.local.deployment.settling import Resource
    from scaffold.local.deployment.template import Template

# The service's limits: a longer template lies in a bucket, and outputs are counted.
INLINE_BYTES: Final = 51_200
MAX_OUTPUTS: Final = 200
ATTRIBUTES_PER_OUTPUT: Final = 5
DEADLINE_SECONDS: Final = 60
STAGING_BUCKET: Final = "scaffold-local-templates"

_SEPARATOR: Final = "\n"
_DONE: Final = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE"})
_DEAD: Final = frozenset({"ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED"})


class DeploymentError(ScaffoldError):
    """The stack could not be created or updated; names resources and reasons."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """What the emulator calls the resources that it has."""

    references: Mapping[str, str]
    attributes: Mapping[tuple[str, str], Json]


@dataclass(frozen=True, slots=True)
class Clients:
    """Where the emulator's APIs are, with credentials that may do everything."""

    endpoint: str
    client: Callable[[str], Any]


def body_of(resources: Mapping[str, Resource], wanted: tuple[tuple[str, str], ...]) -> Object:
    """A template with these resources, whose outputs tell the wanted attributes."""
    outputs: Object = {}
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
        "Resources": {key: each.to_template() for key, each in resources.items()},
        "Outputs": outputs,
    }


def current(clients: Clients, stack: str) -> Object | None:
    """The template of the stack that is there; a stack whose creation failed is removed."""
    formation = clients.client("cloudformation")
    try:
        status = formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except formation.exceptions.ClientError:
        return None
    if status in _DEAD:
        formation.delete_stack(StackName=stack)
        _settled(formation, stack)
        return None
    body = formation.get_template(StackName=stack)["TemplateBody"]
    return an_object(json.loads(body) if isinstance(body, str) else body)


def apply(clients: Clients, stack: str, body: Object, *, template: Template, update: bool) -> None:
    """Create or update the stack; raises DeploymentError with what failed, and where."""
    formation = clients.client("cloudformation")
    arguments = {
        "StackName": stack,
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        **_passed(clients, stack, body),
    }
    before = len(_events(formation, stack)) if update else 0
    try:
        (formation.update_stack if update else formation.create_stack)(**arguments)
    except formation.exceptions.ClientError as error:
        message = error.response["Error"]["Message"]
        if "No updates are to be performed" in message:
            return
        raise DeploymentError(f"{template.path.name}: {message}") from error
    if _settled(formation, stack) not in _DONE:
        events = _events(formation, stack)
        raise DeploymentError(_reasons(events[: len(events) - before], template))


def describe(clients: Clients, stack: str, wanted: tuple[tuple[str, str], ...]) -> Deployed:
    """The physical ids of the resources, and the wanted attributes."""
    formation = clients.client("cloudformation")
    found = formation.describe_stack_resources(StackName=stack)["StackResources"]
    described = formation.describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", ())}
    attributes: dict[tuple[str, str], Json] = {}
    for start in range(0, len(wanted), ATTRIBUTES_PER_OUTPUT):
        group = wanted[start : start + ATTRIBUTES_PER_OUTPUT]
        values = outputs[f"Attributes{start // ATTRIBUTES_PER_OUTPUT}"].split(_SEPARATOR)
        attributes |= dict(zip(group, values, strict=True))
    references = {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}
    return Deployed(references, attributes)


def _passed(clients: Clients, stack: str, body: Object) -> dict[str, str]:
    """The template itself, or where it is."""
    text = json.dumps(body, separators=(",", ":"))
    if len(text.encode()) <= INLINE_BYTES:
        return {"TemplateBody": text}
    storage = clients.client("s3")
    storage.create_bucket(Bucket=STAGING_BUCKET)
    storage.put_object(Bucket=STAGING_BUCKET, Key=f"{stack}.json", Body=text.encode())
    return {"TemplateURL": f"{clients.endpoint}/{STAGING_BUCKET}/{stack}.json"}


def _settled(formation: Any, stack: str) -> str:  # noqa: ANN401 - a botocore client
    """The status of the stack once it is at rest."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        try:
            status: str = formation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except formation.exceptions.ClientError:
            return "DELETE_COMPLETE"
        if not status.endswith("_IN_PROGRESS"):
            return status
        time.sleep(0.02)
    raise DeploymentError(f"The stack {stack} was not ready within {DEADLINE_SECONDS} seconds.")


def _events(formation: Any, stack: str) -> list[dict[str, Any]]:  # noqa: ANN401 - a botocore client
    """What happened to the stack, the newest first."""
    events: list[dict[str, Any]] = formation.describe_stack_events(StackName=stack)["StackEvents"]
    return events


def _reasons(events: list[dict[str, Any]], template: Template) -> str:
    lines = [
        f"{template.place(each['LogicalResourceId'])}: {each['LogicalResourceId']}: {reason}"
        for each in reversed(events)
        if each["ResourceStatus"].endswith("_FAILED")
        and (reason := each.get("ResourceStatusReason"))
        and each["ResourceType"] != "AWS::CloudFormation::Stack"
        and "cancelled" not in reason
    ]
    return "\n".join(lines) or f"{template.path.name}: the stack could not be deployed."
