"""Where the runs of a migration were left: the table holds it, in items without a version."""

import json
import os
from dataclasses import dataclass
from typing import Any, Literal

from hello.core import dynamodb
from hello.core.models import Model

Phase = Literal["before", "after", "verify"]

# The number of parts that a table is read in, however many are read at a time: where each is left
# is stored, and means the same to the next run.
SEGMENTS = 8


@dataclass(frozen=True)
class States:
    """The states of a migration's phase, one for each part of the table."""

    model: Model[Any, Any]
    phase: Phase

    def load(self, segment: int) -> dict[str, Any]:
        """Return where a part was left; nothing if it was not begun."""
        found = read(self.model, self._id(segment))
        state: dict[str, Any] = json.loads(found["state"]) if found else {}
        return state

    def save(self, segment: int, state: dict[str, Any]) -> None:
        """Note where a part is left."""
        write(self.model, {"id": self._id(segment), "state": json.dumps(state)})

    def forget(self) -> None:
        """Let the next run begin anew."""
        for segment in range(SEGMENTS):
            key = dynamodb.encode({"id": self._id(segment)})
            dynamodb.client().delete_item(TableName=os.environ[self.model.table], Key=key)

    def _id(self, segment: int) -> str:
        return f"migration#{self.model.generation}#{self.phase}#{segment}"


def read(model: Model[Any, Any], item_id: str) -> dict[str, Any] | None:
    """Return an item of any kind from the table of a model."""
    response = dynamodb.client().get_item(
        TableName=os.environ[model.table],
        Key=dynamodb.encode({"id": item_id}),
        ConsistentRead=True,
    )
    return dynamodb.decode(response["Item"]) if "Item" in response else None


def write(model: Model[Any, Any], item: dict[str, Any]) -> None:
    """Put an item that is none of the model's into its table."""
    dynamodb.client().put_item(TableName=os.environ[model.table], Item=dynamodb.encode(item))
