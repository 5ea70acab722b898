"""Entries with a name: models, their fields, buckets, functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold.cli.prompts import questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.draft import Draft


@dataclass(frozen=True, slots=True)
class Kind:
    """Where entries stand, the smallest one that is valid, and how to ask for one.

    `first` is the name offered for the first entry; with none, there may be no entry at all.
    """

    path: tuple[str, ...]
    noun: str
    blank: object
    ask: Callable[[Draft, str], Draft]
    first: str = ""


def collect(draft: Draft, kind: Kind) -> Draft:
    """Ask for entries until there is no other; a name that is there is changed or removed."""
    while True:
        known = list(draft.at(*kind.path, default={}))
        name = _ask_name(draft, kind, known)
        if not name:
            return draft
        if name in known and _ask_removal(draft, kind, name):
            draft = draft.drop(*kind.path, name)
        else:
            draft = kind.ask(draft, name)


def _ask_name(draft: Draft, kind: Kind, known: list[str]) -> str:
    def check(name: str) -> str | None:
        return None if name in known else draft.problem_with(kind.blank, *kind.path, name)

    if not known and kind.first:
        return questions.text(f"First {kind.noun}", check, kind.first)
    hint = f"there: {', '.join(known)}; empty: that is all" if known else "empty: none"
    message = f"Another {kind.noun}" if known else f"First {kind.noun}"
    return questions.text(message, check, optional=True, hint=hint)


def _ask_removal(draft: Draft, kind: Kind, name: str) -> bool:
    """Whether to remove an entry; not asked where something else needs it."""
    if draft.problem_without(*kind.path, name):
        return False
    options = {f"Change {name}": False, f"Remove {name}": True}
    return questions.choose(f"The {kind.noun} {name} is there", options)
