"""The table of triggers, and the document that it makes."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Self, TypeAlias

from pydantic import model_validator

from scaffold.spec.document import Document, document_class
from scaffold.spec.kinds.function.http_trigger import HTTP
from scaffold.spec.kinds.function.trigger_type import TriggerType
from scaffold.spec.kinds.function.upload_trigger import UPLOAD

Triggers: TypeAlias = tuple[TriggerType[Any], ...]

TRIGGERS: Final[Triggers] = (HTTP, UPLOAD)


class TriggerDocument(Document):
    """A trigger of a function."""

    unbuilt: ClassVar[frozenset[str]] = frozenset(
        {"event", "when", "changes", "queue", "cron", "timezone", "every"}
    )
    types: ClassVar[Triggers] = ()

    @property
    def type(self) -> TriggerType[Any]:
        """The row of the table whose key is written."""
        return next(row for row in self.types if self._has(row.name))

    @model_validator(mode="after")
    def _has_keys_of_one_type(self) -> Self:
        written = [row for row in self.types if self._has(row.name)]
        if len(written) != 1:
            names = " or ".join(row.name for row in self.types)
            examples = " or ".join(row.example for row in self.types)
            raise ValueError(f"needs either {names}: write {examples}")
        for row in self.types:
            for key in row.keys.model_fields:
                if self._has(key) and key not in written[0].keys.model_fields:
                    raise ValueError(f"{key} goes with {row.name} only")
        return self

    def _has(self, key: str) -> bool:
        return getattr(self, key) is not None


def trigger_document(types: Triggers) -> type[TriggerDocument]:
    """Return the document of a trigger, with the keys of every type."""
    keys = tuple(row.keys for row in reversed(types))
    built = {key for row in types for key in row.keys.model_fields}
    document: type[TriggerDocument] = document_class(
        "TriggerDocument",
        (TriggerDocument, *keys),
        __doc__=TriggerDocument.__doc__,
        types=types,
        unbuilt=TriggerDocument.unbuilt - built,
    )
    return document
