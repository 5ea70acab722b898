"""Which entry of a changed spec was which before: fields, and the values of enums."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def match(
    entries: Sequence[tuple[str, str | None]], before: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Return the earlier name of each entry, or None for a new one.

    An entry is its name and its `renamed_from`; `before` has those of the last generation. A rename
    is followed once, as two names may be swapped, and one may be given to a new entry.
    """
    found: dict[str, str | None] = {}
    done = [entry for entry in entries if entry[1] and before.get(entry[0], "") == entry[1]]
    found.update((name, name) for name, _ in done)
    present = {name for name, _ in entries}
    for name, former in entries:
        if name in found or former is None:
            continue
        # Both names may be former ones: that of the last generation, and the first of all.
        successors = [n for n, first in before.items() if first == former and n not in present]
        origin = former if former in before else next(iter(successors), None)
        if origin is not None and origin not in found.values():
            found[name] = origin
    for name, _ in entries:
        if name not in found:
            taken = name not in before or name in found.values()
            found[name] = None if taken else name
    return found
