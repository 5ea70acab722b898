"""The target of an upload, stored as S3 metadata so that the event handler can read it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

_PREFIX = "for-"


@dataclass(frozen=True)
class Target:
    """The item and the field that an upload is for."""

    model: str
    id: str
    field: str

    @classmethod
    def read(cls, metadata: Mapping[str, str]) -> Self | None:
        """Return the target in an object's metadata, or None."""
        values = {name: metadata.get(f"{_PREFIX}{name}") for name in ("model", "id", "field")}
        given = {name: value for name, value in values.items() if value is not None}
        return cls(**given) if given.keys() == values.keys() else None

    def as_metadata(self) -> dict[str, str]:
        """Return the target as object metadata."""
        return {f"{_PREFIX}{name}": value for name, value in asdict(self).items()}
