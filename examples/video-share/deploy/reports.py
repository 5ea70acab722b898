"""The findings of a migration."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Report:
    """The numbers of items that were looked at and written, and the ids of those to look after.

    `unfit` has the fields whose stored value does not fit, `taken` those with a unique value that
    another item has, `keyless` those with an indexed value that cannot be part of a key, and `busy`
    the items that changed again and again meanwhile.
    """

    seen: int = 0
    written: int = 0
    unfit: dict[str, list[str]] = field(default_factory=dict)
    taken: dict[str, list[str]] = field(default_factory=dict)
    keyless: dict[str, list[str]] = field(default_factory=dict)
    busy: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """True if there is nothing to look after."""
        return not (self.unfit or self.taken or self.keyless or self.busy)

    def add(self, other: "Report") -> None:
        """Add the findings of another part of the table."""
        self.seen += other.seen
        self.written += other.written
        self.unfit |= other.unfit
        self.taken |= other.taken
        self.keyless |= other.keyless
        self.busy += other.busy

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Report":
        """Return a report from plain values."""
        return cls(**values)
