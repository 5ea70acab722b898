"""Batches of records that fit into one invocation, and the failures that functions report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scaffold.local.invocation import SYNCHRONOUS_PAYLOAD

if TYPE_CHECKING:
    from scaffold.local.application import Json
    from scaffold.local.invocation import InvocationResult


def payload_of(records: list[dict[str, Any]]) -> bytes:
    """Return the event payload of a batch."""
    return json.dumps({"Records": records}, separators=(",", ":")).encode()


def batches(records: list[dict[str, Any]], size: int) -> list[list[dict[str, Any]]]:
    """Split records into batches of at most `size` that each fit into one invocation."""
    found: list[list[dict[str, Any]]] = []
    room = 0
    for record in records:
        length = len(json.dumps(record, separators=(",", ":"))) + 1
        if not found or len(found[-1]) == size or length > room:
            found.append([])
            room = SYNCHRONOUS_PAYLOAD - len(payload_of([]))
        found[-1].append(record)
        room -= length
    return found


def failed_items(result: InvocationResult, identifiers: set[str]) -> set[str]:
    """Return the records that a function reports as failed, or all if its report is invalid.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """
    try:
        response: Json = json.loads(result.payload or b"null")
    except ValueError:
        return identifiers
    if response is None:
        return set()
    if not isinstance(response, dict):
        return identifiers
    failures = response.get("batchItemFailures")
    if failures is None:
        return set()
    if not isinstance(failures, list):
        return identifiers
    failed = {item.get("itemIdentifier") if isinstance(item, dict) else None for item in failures}
    known = {item for item in failed if isinstance(item, str)} & identifiers
    return known if len(known) == len(failed) else identifiers
