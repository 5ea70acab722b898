"""Data that an update would destroy: the emulator replaces and deletes without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.data_loss import DATA_STORES
from scaffold.cloudformation.template import read_resources
from scaffold.cloudformation.updates import altered_names, immutable_changes, replacement_causes
from scaffold.cloudformation.values import JsonObject, as_object
from scaffold.errors import ScaffoldError
from scaffold.local.deployment.intrinsics import Scope, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from scaffold.cloudformation.template import Resource
    from scaffold.local.deployment.stacks import Clients


class DataLossError(ScaffoldError):
    """An update that would destroy data; `losses` has one sentence per resource."""

    exit_code = 3

    def __init__(self, losses: tuple[str, ...]) -> None:
        self.losses = losses
        super().__init__("\n".join(losses))


def data_losses(
    clients: Clients,
    old: JsonObject,
    new: JsonObject,
    physical_ids: Mapping[str, str],
    *,
    ignore: Callable[[Resource], bool] = lambda _: False,
) -> list[str]:
    """Return one sentence per resource that would lose the data that it holds."""
    before, after = read_resources(old), read_resources(new)
    altered = altered_names(before, after, {}, {})
    scope = Scope(references=dict(physical_ids))
    losses = []
    for logical_id, resource in before.items():
        if resource.type not in HOLDS_DATA or logical_id not in physical_ids or ignore(resource):
            continue
        reason = _reason(resource, after.get(logical_id), altered)
        properties = as_object(evaluate(resource.properties, scope))
        if reason and HOLDS_DATA[resource.type](clients, physical_ids[logical_id], properties):
            contents = DATA_STORES[resource.type].contents
            losses.append(f"{logical_id} would lose its {contents}: {reason}.")
    return losses


def _reason(old: Resource, new: Resource | None, altered: Collection[str]) -> str | None:
    """Return why an update destroys a resource, None if it does not."""
    if new is None:
        return "it is no longer in the template"
    if new.type != old.type:
        return f"it becomes {new.type}"
    causes = immutable_changes(old, new) or replacement_causes(old, new, altered)
    return f"{' and '.join(causes)} changed, which replaces it" if causes else None


def _has_items(clients: Clients, table: str, _: JsonObject) -> bool:
    page = clients.client("dynamodb").scan(TableName=table, Limit=1, Select="COUNT")
    return bool(page["Count"])


def _has_objects(clients: Clients, bucket: str, _: JsonObject) -> bool:
    page = clients.client("s3").list_object_versions(Bucket=bucket, MaxKeys=1)
    return bool(page.get("Versions"))


def _has_users(clients: Clients, pool: str, _: JsonObject) -> bool:
    return bool(clients.client("cognito-idp").list_users(UserPoolId=pool, Limit=1)["Users"])


def _has_members(clients: Clients, group: str, properties: JsonObject) -> bool:
    page = clients.client("cognito-idp").list_users_in_group(
        UserPoolId=properties["UserPoolId"], GroupName=group, Limit=1
    )
    return bool(page["Users"])


def _has_messages(clients: Clients, queue: str, _: JsonObject) -> bool:
    response = clients.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])
    counts = (
        count
        for name, count in response["Attributes"].items()
        if name.startswith("ApproximateNumberOfMessages")
    )
    return any(int(count) for count in counts)


def _has_values(clients: Clients, secret: str, properties: JsonObject) -> bool:
    """Return True unless the template holds the same value."""
    value = clients.client("secretsmanager").get_secret_value(SecretId=secret)
    return bool(value.get("SecretString") != properties.get("SecretString"))


# For each type of DATA_STORES that the emulator has: does the resource hold any data?
HOLDS_DATA: Final[Mapping[str, Callable[[Clients, str, JsonObject], bool]]] = {
    "AWS::Cognito::UserPool": _has_users,
    "AWS::Cognito::UserPoolGroup": _has_members,
    "AWS::DynamoDB::GlobalTable": _has_items,
    "AWS::DynamoDB::Table": _has_items,
    "AWS::S3::Bucket": _has_objects,
    "AWS::SQS::Queue": _has_messages,
    "AWS::SecretsManager::Secret": _has_values,
}
