"""The resource types that hold data, and warnings about updates that lose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scaffold.cloudformation.conditions import values_by_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scaffold.cloudformation.template import Resource
    from scaffold.cloudformation.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class DataStore:
    """A resource type that holds data: words for it, and how to save the data."""

    noun: str
    contents: str
    advice: str
    when_deleted: str = ""


_RENAME: Final = "If you only renamed it, set renamed_from as `scaffold rename` does"
_EVERYWHERE: Final = "in every stage"

DATA_STORES: Final[dict[str, DataStore]] = {
    "AWS::Cognito::UserPool": DataStore(
        "user pool",
        "users",
        "Passwords cannot move to another pool: keep this one, or have every user sign up again",
    ),
    "AWS::Cognito::UserPoolGroup": DataStore(
        "group", "members", "The users stay; save the list of members first"
    ),
    "AWS::DynamoDB::Table": DataStore(
        "table", "items", f"{_RENAME}; otherwise back up the table first"
    ),
    "AWS::DynamoDB::GlobalTable": DataStore("table", "items", "Back up the table first"),
    "AWS::Serverless::SimpleTable": DataStore("table", "items", "Back up the table first"),
    "AWS::S3::Bucket": DataStore(
        "bucket",
        "objects",
        f"{_RENAME}; otherwise copy the objects first",
        "CloudFormation fails to delete it unless it is empty",
    ),
    "AWS::Logs::LogGroup": DataStore(
        "log group", "log events", "Export them first if you need them"
    ),
    "AWS::SQS::Queue": DataStore("queue", "messages", "Wait until the queue is empty"),
    "AWS::Kinesis::Stream": DataStore("stream", "records", "Wait until consumers have read them"),
    "AWS::RDS::DBCluster": DataStore("database", "tables", "Take a snapshot first"),
    "AWS::RDS::DBInstance": DataStore("database", "tables", "Take a snapshot first"),
    "AWS::EFS::FileSystem": DataStore("file system", "files", "Back up the files first"),
    "AWS::ECR::Repository": DataStore("repository", "images", "Copy the images first"),
    "AWS::SecretsManager::Secret": DataStore("secret", "values", "Copy the values first"),
}


def removal_warning(resource: Resource, conditions: JsonObject) -> str | None:
    """Return what is lost when a resource leaves the template, and what to do first."""
    store = DATA_STORES.get(resource.type)
    if store is None:
        return None
    outcome = _outcome(store, resource.deletion_policy, conditions)
    return f"The {store.noun} holds {store.contents}: {outcome}. {store.advice}."


def replacement_warning(
    resource: Resource, causes: Sequence[str], conditions: JsonObject
) -> str | None:
    """Return what is lost when CloudFormation replaces a resource with an empty one."""
    store = DATA_STORES.get(resource.type)
    if store is None:
        return None
    outcome = _outcome(store, resource.update_replace_policy, conditions)
    return (
        f"{' and '.join(causes)} cannot change in place: CloudFormation creates an empty"
        f" {store.noun}. The old {store.noun} holds {store.contents}: {outcome}."
        f" Revert the change to keep the {store.contents}."
    )


def condition_warning(resource: Resource) -> str | None:
    """Return what is lost where a resource's new condition is false."""
    store = DATA_STORES.get(resource.type)
    if store is None or resource.condition is None:
        return None
    return (
        f"Where {resource.condition} is false, the {store.noun} is removed with its"
        f" {store.contents}. {store.advice}."
    )


def policy_warning(
    old: Resource, old_conditions: JsonObject, new: Resource, new_conditions: JsonObject
) -> str | None:
    """Return where a resource is no longer retained when its stack is deleted."""
    store = DATA_STORES.get(new.type)
    before = _retained_where(old.deletion_policy, old_conditions)
    after = _retained_where(new.deletion_policy, new_conditions)
    if store is None or before is None or after in (before, _EVERYWHERE):
        return None
    return (
        f"The {store.noun} and its {store.contents} are retained {before} now when the stack is"
        f" deleted; after this deployment, {after or 'nowhere'}."
        " protect in scaffold.yaml names the protected stages."
    )


def _retained_where(policy: Json, conditions: JsonObject) -> str | None:
    """Return in which stages a policy retains a resource, None for nowhere."""
    match [(where, value != "Delete") for where, value in _policy_values(policy, conditions)]:
        case [(where, True), (_, False)]:
            return where
        case [(where, False), (_, True)]:
            return f"everywhere except {where}"
        case [(_, is_retained), *_]:
            return _EVERYWHERE if is_retained else None
    return None


def _outcome(store: DataStore, policy: Json, conditions: JsonObject) -> str:
    """Return what happens to the old resource, by stage where that differs."""
    deleted = store.when_deleted or f"the {store.contents} are deleted with it"
    retained = "it stays in the account, outside the stack"
    return "; ".join(
        f"{where} {deleted if value == 'Delete' else retained}".lstrip()
        for where, value in _policy_values(policy, conditions)
    )


def _policy_values(policy: Json, conditions: JsonObject) -> Iterator[tuple[str, Json]]:
    """Yield where a policy has which value."""
    for number, (where, value) in enumerate(values_by_place(policy, conditions)):
        yield "elsewhere" if number else str(where or ""), value
