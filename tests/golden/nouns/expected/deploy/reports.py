"""The findings of a migration."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# The ids that are kept for each kind of finding: an item of the table has room for them.
_KEPT = 500


@dataclass
class Report:
    """The numbers of items that were looked at and written, and the ids of those to look after.

    `missing` has the required fields without a value, `unfit` those whose stored value does not
    fit, `taken` those with a unique value that another item has, and `keyless` those with an
    indexed value that cannot be part of a key. `large` are the items that have no room for what a
    migration adds, and `busy` those that changed again and again meanwhile. `more` counts, for each
    of these, the items beyond those named.
    """

    seen: int = 0
    written: int = 0
    missing: dict[str, list[str]] = field(default_factory=dict)
    unfit: dict[str, list[str]] = field(default_factory=dict)
    taken: dict[str, list[str]] = field(default_factory=dict)
    keyless: dict[str, list[str]] = field(default_factory=dict)
    large: list[str] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """True if there is nothing to look after."""
        return not any((*self._by_field.values(), *self._whole.values(), self.more))

    def findings(self, kind: str) -> dict[str, list[str]]:
        """Return the items of a kind of finding that are named, with the fields concerned."""
        if kind in self._by_field:
            return self._by_field[kind]
        return {item_id: [] for item_id in self._whole[kind]}

    def count(self, kind: str) -> int:
        """Return the number of items with a kind of finding, named or not."""
        return len(self.findings(kind)) + self.more.get(kind, 0)

    def note(self, kind: str, item_id: str, names: Sequence[str] = ()) -> None:
        """Note an item, and the fields concerned if the finding is of fields."""
        if len(self.findings(kind)) >= _KEPT:
            self.more[kind] = self.more.get(kind, 0) + 1
        elif kind in self._by_field:
            self._by_field[kind][item_id] = list(names)
        else:
            self._whole[kind].append(item_id)

    def add(self, other: "Report") -> None:
        """Add the findings of another part of the table."""
        self.seen += other.seen
        self.written += other.written
        for kind in (*self._by_field, *self._whole):
            for item_id, names in other.findings(kind).items():
                self.note(kind, item_id, names)
        for kind, count in other.more.items():
            self.more[kind] = self.more.get(kind, 0) + count

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Report":
        """Return a report from plain values."""
        return cls(**values)

    @property
    def _by_field(self) -> dict[str, dict[str, list[str]]]:
        return {
            "missing": self.missing,
            "unfit": self.unfit,
            "taken": self.taken,
            "keyless": self.keyless,
        }

    @property
    def _whole(self) -> dict[str, list[str]]:
        return {"large": self.large, "busy": self.busy}
