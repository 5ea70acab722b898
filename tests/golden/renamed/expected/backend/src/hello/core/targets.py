"""What an upload is for: S3 keeps it beside the content, so that it comes with the event."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

_PREFIX = "for-"


@dataclass(frozen=True)
class Target:
    """The item, and the field of it, that an upload is for."""

    model: str
    id: str
    field: str

    @classmethod
    def read(cls, metadata: Mapping[str, str]) -> Self | None:
        """The target that an object's metadata names, if it names one."""
        values = {name: metadata.get(f"{_PREFIX}{name}") for name in ("model", "id", "field")}
        given = {name: value for name, value in values.items() if value is not None}
        return cls(**given) if given.keys() == values.keys() else None

    def as_metadata(self) -> dict[str, str]:
        """The target as metadata of an object."""
        return {f"{_PREFIX}{name}": value for name, value in asdict(self).items()}
