"""Indexes and their keys that DynamoDB rejects, and ministack accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

if TYPE_CHECKING:
    from .responses import Response

TABLE: Final = "AWS::DynamoDB::Table"
# The bytes that the attributes of a key have together.
KEY_BYTES: Final = {"HASH": 2048, "RANGE": 1024}
MESSAGE: Final = "Cannot perform more than one GSI creation or deletion in a single update"


def reject_several_index_changes() -> None:
    """Reject an update that makes or drops more than one index, also through CloudFormation."""
    handler = provisioners._RESOURCE_HANDLERS[TABLE]
    provision, update_table = handler["update"], dynamodb._update_table

    def provisioned(physical_id: str, old: Any, new: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - ministack's own
        before, after = _indexes(old), _indexes(new)
        names = before.keys() | after.keys()
        changes = [name for name in names if before.get(name) != after.get(name)]
        changes += [name for name in changes if name in before and name in after]
        if len(changes) > 1:
            raise ValueError(f"{MESSAGE}: {', '.join(sorted(changes))}")
        return provision(physical_id, old, new, *rest, **named)

    def updated(data: dict[str, Any]) -> Response:
        updates = data.get("GlobalSecondaryIndexUpdates", [])
        if sum(1 for update in updates if {"Create", "Delete"} & update.keys()) > 1:
            rejected: Response = dynamodb.error_response_json(
                "LimitExceededException", MESSAGE, 400
            )
            return rejected
        response: Response = update_table(data)
        return response

    handler["update"] = provisioned
    dynamodb._update_table = updated


def reject_long_keys() -> None:
    """Reject a write of an item with a value that is too long for a key of an index."""
    wrong_type = dynamodb._index_key_type_reason

    def reason(table: dict[str, Any], item: dict[str, Any]) -> str | None:
        found: str | None = wrong_type(table, item)
        return found or _too_long(table, item)

    dynamodb._index_key_type_reason = reason


def _too_long(table: dict[str, Any], item: dict[str, Any]) -> str | None:
    for index in table.get("GlobalSecondaryIndexes") or []:
        for kind, limit in KEY_BYTES.items():
            keys = [key["AttributeName"] for key in index["KeySchema"] if key["KeyType"] == kind]
            values = (item.get(name, {}).get("S", "") for name in keys)
            if sum(len(value.encode()) for value in values) > limit:
                return (
                    "One or more parameter values were invalid: Aggregated size of all"
                    f" {kind.lower()} keys has exceeded the size limit of {limit} bytes"
                )
    return None


def _indexes(properties: dict[str, Any]) -> dict[str, Any]:
    return {index["IndexName"]: index for index in properties.get("GlobalSecondaryIndexes", [])}
