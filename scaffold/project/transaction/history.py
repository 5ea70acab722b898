"""The states of files before the runs that undo can take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.project.paths import LOCK_PATH
from scaffold.project.transaction.errors import naming
from scaffold.project.transaction.journal import STORE_PATH, Store, read_journal

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

    from scaffold.project.transaction.journal import Journal, Run, Step


class History(NamedTuple):
    """The finished transactions: their folders and journals, the latest first."""

    transactions: tuple[tuple[Path, Journal], ...]

    @classmethod
    def read(cls, root: Path) -> History:
        """Read the journals of a project."""
        with naming(STORE_PATH):
            places = reversed(Store(root).finished)
            return cls(tuple((place, read_journal(place / "committed")) for place in places))

    @property
    def runs(self) -> list[Run]:
        """The runs that undo can take back, the latest first."""
        return [journal.run for _, journal in self.transactions]

    def lock_before(self, path: PurePosixPath, digest: str) -> bytes | None:
        """Return the lock from before the run that replaced this content of a file.

        None if there is no such run. A run that left a conflict does not count: choosing one's own
        lines resolves it.
        """
        for place, journal in self.transactions:
            steps = {step.path: (number, step) for number, step in journal.numbered()}
            if path not in steps or path in journal.run.conflicts:
                continue
            _, step = steps[path]
            if step.after is not None and step.after.digest == digest:
                return None
            if step.before is not None and step.before.digest == digest:
                return _backup(place, steps.get(LOCK_PATH))
        return None


def _backup(place: Path, numbered: tuple[str, Step] | None) -> bytes | None:
    """Return the content that a run replaced."""
    if numbered is None or numbered[1].before is None:
        return None
    with naming(STORE_PATH):
        return (place / "old" / numbered[0]).read_bytes()
