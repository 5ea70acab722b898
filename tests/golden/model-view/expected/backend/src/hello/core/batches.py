"""Reads of many items by their ids, in as few requests as DynamoDB takes."""

from collections.abc import Iterable, Iterator
from typing import Any

from . import dynamodb
from .problems import Busy

# The most items that a request reads.
_SIZE = 100


def read(table: str, item_ids: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the attributes of those items that exist, in any order; eventually consistent."""
    keys = [dynamodb.encode({"id": item_id}) for item_id in dict.fromkeys(item_ids)]
    for start in range(0, len(keys), _SIZE):
        yield from _read(table, keys[start : start + _SIZE])


def _read(table: str, keys: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read a batch; ask again for what DynamoDB leaves out, as it does when it throttles."""
    for _ in dynamodb.attempts():
        response = dynamodb.client().batch_get_item(RequestItems={table: {"Keys": keys}})
        yield from map(dynamodb.decode, response["Responses"].get(table, []))
        if table not in response["UnprocessedKeys"]:
            return
        keys = [dict(key) for key in response["UnprocessedKeys"][table]["Keys"]]
    raise Busy("Too many requests at the same time; try again.")
