"""DynamoDB: the client, its wire format, and writes that succeed or fail together."""

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import ClientError

from .problems import THROTTLED, Busy, Problem, TooLarge

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# The attribute that says which generation of the code has written an item.
GENERATION = "_generation"

_ATTEMPTS = 4
_PAUSE_MS = 50
# What another attempt can overcome: other transactions with the same items, and too much traffic.
_TRANSIENT = THROTTLED | {"TransactionConflict", "TransactionInProgress"}


@cache
def client() -> "DynamoDBClient":
    """Return the client, created on first use."""
    return boto3.client("dynamodb", config=Config(retries={"mode": "standard"}))


def encode(attributes: Mapping[str, object]) -> dict[str, Any]:
    """Return Python values in DynamoDB's wire format."""
    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in attributes.items()}


def decode(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return Python values from DynamoDB's wire format."""
    deserialize = TypeDeserializer().deserialize
    return {name: deserialize(value) for name, value in attributes.items()}


def check_number(text: str) -> None:
    """Raise ValueError for a text that DynamoDB does not take for a number."""
    try:
        number = TypeDeserializer().deserialize({"N": text})
    except ArithmeticError as error:
        raise ValueError(text) from error
    if not number.is_finite():
        raise ValueError(text)


@dataclass(frozen=True)
class State:
    """What a write requires of an item: its version, and no later generation of its attributes."""

    version: int
    generation: int


def only_if(state: State) -> dict[str, Any]:
    """Return the arguments of a write that requires a state."""
    return {
        "ConditionExpression": (
            "#version = :version"
            " AND (attribute_not_exists(#generation) OR #generation <= :generation)"
        ),
        "ExpressionAttributeNames": {"#version": "version", "#generation": GENERATION},
        "ExpressionAttributeValues": encode(
            {":version": state.version, ":generation": state.generation}
        ),
    }


def changes(attributes: Mapping[str, object], state: State) -> dict[str, Any]:
    """Return the arguments of an update of a state; None removes an attribute."""
    arguments = only_if(state)
    sets, removes = [], []
    # Every name is aliased: any of them can be a reserved word in DynamoDB.
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
    """The item was changed or deleted after it was read."""


@dataclass(frozen=True)
class Step:
    """A conditional write and the problem to raise when its condition fails."""

    kind: Literal["Put", "Update", "Delete", "ConditionCheck"]
    arguments: dict[str, Any]
    failure: OutdatedError | Problem


def attempts() -> Iterator[int]:
    """Yield the numbers of the attempts that a request gets, with a pause before each new one."""
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(secrets.randbelow(_PAUSE_MS * 2**attempt) / 1000)
        yield attempt


def commit(steps: Sequence[Step]) -> None:
    """Run all steps or none; retry while other transactions or too much traffic are in the way."""
    for _ in attempts():
        try:
            _run(steps)
        except ClientError as error:
            _raise_failure(error, steps)
        else:
            return
    raise Busy


def _run(steps: Sequence[Step]) -> None:
    if len(steps) > 1:
        writes: Any = [{step.kind: step.arguments} for step in steps]
        client().transact_write_items(TransactItems=writes)
        return
    # A single write costs half as much outside of a transaction.
    step = steps[0]
    if step.kind == "Put":
        client().put_item(**step.arguments)
    elif step.kind == "Update":
        client().update_item(**step.arguments)
    else:
        client().delete_item(**step.arguments)


def _raise_failure(error: ClientError, steps: Sequence[Step]) -> None:
    """Raise the problem that an error stands for, unless it can be retried."""
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
    # Of a cancelled transaction, the steps that did not cause it have the reason None.
    if not _TRANSIENT.issuperset(set(codes) - {"None"}):
        raise error


def _joined(failures: Sequence[OutdatedError | Problem]) -> OutdatedError | Problem:
    """Merge failures of one kind into the first one's field errors."""
    first, *others = failures
    if isinstance(first, Problem):
        for other in others:
            if isinstance(other, type(first)):
                first.errors |= other.errors
    return first
