"""A row in the table of triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from scaffold.spec.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.spec.kinds.function.entity import Trigger
    from scaffold.spec.resolution import Path, Resolution

MAX_TIMEOUT: Final = 900
TIMEOUT_REASON: Final = "Lambda's limit is 900 seconds (15 minutes)"

K = TypeVar("K", bound=Document)


class TriggerType(NamedTuple, Generic[K]):
    """A type of trigger, named by the first of its keys.

    `keys` is a document of the keys that belong to the trigger, all of them optional: a trigger in
    the spec has those of one type. `max_timeout` (seconds) is the limit of AWS, and
    `timeout_reason` says why.
    """

    name: str
    example: str
    keys: type[K]
    resolve: Callable[[Resolution, Path, K], Trigger]
    max_timeout: int = MAX_TIMEOUT
    timeout_reason: str = TIMEOUT_REASON
