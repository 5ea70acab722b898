"""The migrations that a table has seen: whether progress still counts, and whose the items are.

A migration is told from others by a digest of its steps, so that two branches with a migration of
the same number are not taken for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hello.core.models import Model

from .states import Phase, States, read, write

# transfer.py and `scaffold dev` know the name as well.
_ID = "migration#deployed"


class DivergedError(Exception):
    """The items were migrated by a version of the application with other migrations."""


@dataclass(frozen=True)
class History:
    """The digests of a model's migrations, beside those that its table has seen."""

    model: Model[Any, Any]
    digests: Sequence[str]

    @property
    def later_generation(self) -> int | None:
        """The generation of items that only a later version writes, if there can be any."""
        longest = self._longest
        return 1 + len(longest) if len(longest) > len(self.digests) else None

    @property
    def is_current(self) -> bool:
        """True if no other version of the application has run since this one did."""
        last: list[str] = self._note.get("last", [])
        return last == list(self.digests)

    def check(self) -> None:
        """Raise DivergedError if the items were migrated otherwise than this version would."""
        for number, (own, noted) in enumerate(zip(self.digests, self._longest, strict=False), 2):
            if own != noted:
                raise DivergedError(
                    f"{self.model.name}: another version of the application, with another migration"
                    f" to generation {number}, migrated the stored items, and this one would take"
                    " them for its own. Nothing was changed. Deploy the version that migrated them,"
                    " or under scaffold dev go back to it, or start without what is kept."
                )

    def begin(self, phase: Phase) -> None:
        """Note that this version runs; progress counts no more if another one ran since.

        Until the first run of `after`, no item is of a later generation: a version that comes no
        further binds nobody to its migrations.
        """
        if not self._note and not self.digests:
            return
        if not self.is_current:
            # Before the note: interrupted in between, the next run does the same again.
            States(self.model, "before").forget()
            States(self.model, "after").forget()
        longest = self._longest
        if phase == "after" and len(self.digests) > len(longest):
            longest = list(self.digests)
        write(self.model, {"id": _ID, "last": list(self.digests), "longest": longest})

    @property
    def _note(self) -> dict[str, Any]:
        return read(self.model, _ID) or {}

    @property
    def _longest(self) -> list[str]:
        longest: list[str] = self._note.get("longest", [])
        return longest
