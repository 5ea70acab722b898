"""What a deployment would lose, in words: for whatever holds data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scaffold.cloudformation.template import Resource, Value


@dataclass(frozen=True, slots=True)
class Holder:
    """What a type of resource is called, what it holds, and what to do before that is lost."""

    noun: str
    contents: str
    instead: str
    deletion: str = "it is deleted with them"


_RENAMED: Final = "If it only has a new name, write renamed_from, as scaffold rename does"
_EVERYWHERE: Final = "in every stage"
_HOLDERS: Final[dict[str, Holder]] = {
    "AWS::Cognito::UserPool": Holder(
        "user pool",
        "users",
        "Passwords cannot be moved to another pool: keep this one, or have everybody sign up again",
    ),
    "AWS::Cognito::UserPoolGroup": Holder(
        "group", "memberships", "Note who is in it first; the users stay"
    ),
    "AWS::DynamoDB::Table": Holder("table", "items", f"{_RENAMED}; else back the table up first"),
    "AWS::DynamoDB::GlobalTable": Holder("table", "items", "Back the table up first"),
    "AWS::Serverless::SimpleTable": Holder("table", "items", "Back the table up first"),
    "AWS::S3::Bucket": Holder(
        "bucket",
        "objects",
        f"{_RENAMED}; else copy the objects first",
        "deleting it fails as long as it has any",
    ),
    "AWS::SQS::Queue": Holder("queue", "messages", "Wait until the queue is empty"),
    "AWS::Kinesis::Stream": Holder("stream", "records", "Wait until they are read"),
    "AWS::RDS::DBCluster": Holder("database", "tables", "Take a snapshot first"),
    "AWS::RDS::DBInstance": Holder("database", "tables", "Take a snapshot first"),
    "AWS::EFS::FileSystem": Holder("file system", "files", "Back the files up first"),
    "AWS::ECR::Repository": Holder("repository", "images", "Copy the images first"),
    "AWS::SecretsManager::Secret": Holder("secret", "values", "Copy the values first"),
}


def on_removal(resource: Resource, conditions: Mapping[str, Value]) -> str | None:
    """What is lost when a resource is no longer in the template."""
    holder = _HOLDERS.get(resource.type)
    if holder is None:
        return None
    fate = _fate(holder, resource.deletion_policy, conditions)
    return f"The {holder.noun} holds {holder.contents}: {fate}. {holder.instead}."


def on_replacement(
    resource: Resource, causes: Sequence[str], conditions: Mapping[str, Value]
) -> str | None:
    """What is lost when another resource, an empty one, takes a resource's place."""
    holder = _HOLDERS.get(resource.type)
    if holder is None:
        return None
    fate = _fate(holder, resource.replace_policy, conditions)
    return (
        f"{' and '.join(causes)} cannot be changed: a new {holder.noun} takes its place, without"
        f" the {holder.contents} of the old one; {fate}. Take the change back to keep it."
    )


def on_condition(resource: Resource) -> str | None:
    """What is lost where a resource is under another condition than before."""
    holder = _HOLDERS.get(resource.type)
    if holder is None or resource.condition is None:
        return None
    return (
        f"Where {resource.condition} does not hold, the {holder.noun} is removed, and with it its"
        f" {holder.contents}. {holder.instead}."
    )


def on_policy(
    old: Resource,
    old_conditions: Mapping[str, Value],
    new: Resource,
    new_conditions: Mapping[str, Value],
) -> str | None:
    """What no longer outlives its stack where it did before."""
    holder = _HOLDERS.get(new.type)
    before = _outlives(old.deletion_policy, old_conditions)
    after = _outlives(new.deletion_policy, new_conditions)
    if holder is None or before is None or after in (before, _EVERYWHERE):
        return None
    return (
        f"So far the {holder.noun} outlives its stack, with its {holder.contents}, {before}; from"
        f" this deployment on {f'only {after}' if after else 'nowhere'}. The last of the"
        " spec's stages is the one that is protected."
    )


def _outlives(policy: Value, conditions: Mapping[str, Value]) -> str | None:
    """Where a resource is kept when its stack is deleted."""
    match [(where, outcome != "Delete") for where, outcome in _outcomes(policy, conditions)]:
        case [(where, True), (_, False)]:
            return where
        case [(where, False), (_, True)]:
            return f"elsewhere than {where}"
        case [(_, kept), *_]:
            return _EVERYWHERE if kept else None
    return None


def _fate(holder: Holder, policy: Value, conditions: Mapping[str, Value]) -> str:
    """What becomes of the old resource, in each stage where that differs."""
    return "; ".join(
        f"{where} {_kept(holder) if policy != 'Delete' else holder.deletion}".lstrip()
        for where, policy in _outcomes(policy, conditions)
    )


def _kept(holder: Holder) -> str:
    return f"it stays in the account with its {holder.contents}, and the stack forgets it"


def _outcomes(policy: Value, conditions: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Each value that a policy may have, with where it has it."""
    match policy:
        case {"Fn::If": [str(name), held, otherwise]} if held != otherwise:
            yield _where(name, conditions), held
            yield "elsewhere", otherwise
        case {"Fn::If": [_, held, _]}:
            yield "", held
        case _:
            yield "", policy


def _where(name: str, conditions: Mapping[str, Value]) -> str:
    match conditions.get(name):
        case {"Fn::Equals": [{"Ref": str(parameter)}, str(value)]}:
            return f"where {parameter} is {value}"
        case _:
            return f"where {name} holds"
