"""Updates of a table's indexes that DynamoDB rejects, and ministack accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

if TYPE_CHECKING:
    from .responses import Response

TABLE: Final = "AWS::DynamoDB::Table"
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


def _indexes(properties: dict[str, Any]) -> dict[str, Any]:
    return {index["IndexName"]: index for index in properties.get("GlobalSecondaryIndexes", [])}
