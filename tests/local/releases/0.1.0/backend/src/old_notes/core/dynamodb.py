"""DynamoDB: the client, its wire format, and writes that succeed or fail together."""

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import ClientError

from .problems import Conflict, Problem, TooLarge

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ATTEMPTS = 4
_PAUSE_MS = 50


@cache
def client() -> "DynamoDBClient":
    """The client, made when it is first needed."""
    return boto3.client("dynamodb", config=Config(retries={"mode": "standard"}))


def encode(attributes: Mapping[str, object]) -> dict[str, Any]:
    """Python values in DynamoDB's wire format."""
    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in attributes.items()}


def decode(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Python values from DynamoDB's wire format."""
    deserialize = TypeDeserializer().deserialize
    return {name: deserialize(value) for name, value in attributes.items()}


def only_if(version: int) -> dict[str, Any]:
    """The arguments of a write that happens only if the item still has this version."""
    return {
        "ConditionExpression": "#version = :version",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": encode({":version": version}),
    }


def changes(attributes: Mapping[str, object], version: int) -> dict[str, Any]:
    """The arguments of an update of that version; None removes an attribute."""
    arguments = only_if(version)
    sets, removes = [], []
    # Names are aliased throughout: any of them may be one of DynamoDB's reserved words.
    for number, (name, value) in enumerate(attributes.items()):
        arguments["ExpressionAttributeNames"][f"#{number}"] = name
        if value is None:
            removes.append(f"#{number}")
        else:
            sets.append(f"#{number} = :{number}")
            arguments["ExpressionAttributeValues"] |= encode({f":{number}": value})
    expression = f"SET {', '.join(sets)}"
    if removes:
        expression += f" REMOVE {', '.join(removes)}"
    return {**arguments, "UpdateExpression": expression}


class OutdatedError(Exception):
    """The item has been changed or deleted since it was read."""


@dataclass(frozen=True)
class Step:
    """One conditional write, and what it means for the request when its condition fails."""

    kind: Literal["Put", "Update", "Delete", "ConditionCheck"]
    arguments: dict[str, Any]
    failure: OutdatedError | Problem


def commit(steps: Sequence[Step]) -> None:
    """Do all steps or none; a clash with another transaction is tried again."""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(secrets.randbelow(_PAUSE_MS * 2**attempt) / 1000)
        try:
            _run(steps)
        except ClientError as error:
            _raise_failure(error, steps)
        else:
            return
    raise Conflict("Too many changes at the same time; try again.")


def _run(steps: Sequence[Step]) -> None:
    if len(steps) > 1:
        writes: Any = [{step.kind: step.arguments} for step in steps]
        client().transact_write_items(TransactItems=writes)
        return
    # A single write costs half of what it does in a transaction.
    step = steps[0]
    if step.kind == "Put":
        client().put_item(**step.arguments)
    elif step.kind == "Update":
        client().update_item(**step.arguments)
    else:
        client().delete_item(**step.arguments)


def _raise_failure(error: ClientError, steps: Sequence[Step]) -> None:
    """Raise what an error means, unless trying again may help."""
    response: Mapping[str, Any] = error.response
    reasons = response.get("CancellationReasons") or [response["Error"]]
    codes = [str(reason["Code"]).removesuffix("Exception") for reason in reasons]
    failures = [
        step.failure
        for step, code in zip(steps, codes, strict=False)
        if code == "ConditionalCheckFailed"
    ]
    if failures:
        raise _joined(failures) from error
    if any("Item size" in str(reason.get("Message")) for reason in reasons):
        raise TooLarge("The item is larger than the 400 KB that fit.") from error
    if "TransactionConflict" not in codes:
        raise error


def _joined(failures: Sequence[OutdatedError | Problem]) -> OutdatedError | Problem:
    """The first failure, with the field errors of the others of its kind."""
    first, *others = failures
    if isinstance(first, Problem):
        for other in others:
            if isinstance(other, type(first)):
                first.errors |= other.errors
    return first
