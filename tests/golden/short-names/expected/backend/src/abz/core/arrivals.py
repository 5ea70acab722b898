"""Upload events: each uploaded file is processed once, however often its event is delivered."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.exceptions import ClientError

from . import storage
from .targets import Target

_REMEMBERED_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Upload:
    """An uploaded file; `target` is the item that it was uploaded for, if any."""

    bucket: str
    key: str
    id: str
    name: str
    size: int
    type: str
    target: Target | None


Handler = Callable[[Upload], None]


def deliver(event: Mapping[str, Any], context: LambdaContext, handler: Handler) -> None:
    """Call `handler` with the uploaded file, unless the event was already processed."""

    def handle(arrival: dict[str, str]) -> None:
        upload = _read(arrival["bucket"], arrival["key"])
        if upload is not None:
            handler(upload)

    detail = event["detail"]
    arrival = {
        "bucket": detail["bucket"]["name"],
        "key": detail["object"]["key"],
        "sequencer": detail["object"]["sequencer"],
    }
    config = IdempotencyConfig(expires_after_seconds=_REMEMBERED_SECONDS)
    config.register_lambda_context(context)
    handle_once = idempotent_function(
        handle,
        data_keyword_argument="arrival",
        persistence_store=_persistence(),
        config=config,
    )
    handle_once(arrival=arrival)


@cache
def _persistence() -> DynamoDBPersistenceLayer:
    return DynamoDBPersistenceLayer(table_name=os.environ["IDEMPOTENCY_TABLE"])


def _read(bucket: str, key: str) -> Upload | None:
    """Return the uploaded file, or None if it has been deleted in the meantime."""
    object_id = storage.ObjectId.of_key(key)
    if object_id is None:
        return None
    try:
        head = storage.client().head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] == "404":
            return None
        raise
    return Upload(
        bucket=bucket,
        key=key,
        id=str(object_id),
        name=storage.file_name(key),
        size=head["ContentLength"],
        type=head["ContentType"],
        target=Target.read(head["Metadata"]),
    )
