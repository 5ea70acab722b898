"""Who may do what: a preset, or each operation by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from scaffold.cli.prompts import questions
from scaffold.spec.grammar import ACCESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scaffold.cli.prompts.draft import Document, Draft

MODEL_OPERATIONS: Final = ("read", "create", "update", "delete")
BUCKET_OPERATIONS: Final = ("read", "create", "delete")

_DEFAULTS: Final = {"read": "owner", "create": "signed-in", "update": "owner", "delete": "owner"}


def opened(operations: tuple[str, ...]) -> Document:
    """What has to be written out where nobody signs in: everybody may write."""
    return {operation: "public" for operation in operations if operation != "read"}


def ask_access(draft: Draft, path: tuple[str, str], operations: tuple[str, ...]) -> Draft:
    """Ask who may do what with the entries of a model or bucket."""
    place = (*path, "access")
    if not draft.has_auth:
        return draft.put(opened(operations), *place)
    presets = _presets(draft.groups, operations)
    by_hand: Document = {"by": "hand"}
    old = draft.at(*place, default={})
    options = {**presets, "By hand": by_hand}
    default = old if old in presets.values() else by_hand
    chosen = questions.choose(f"Who may use {path[1]}", options, default)
    if chosen is by_hand:
        chosen = _ask_by_hand(draft, place, operations)
    return draft.put_unless({}, chosen, *place)


def ask_words(
    message: str, known: list[str], old: list[str], check: Callable[[object], str | None]
) -> str | list[str]:
    """Ask for the words of one rule."""
    options = {word: word for word in known}
    chosen = questions.several(message, options, old, lambda words: check(_rule(words)))
    return _rule(chosen)


def as_words(rule: str | list[str]) -> list[str]:
    """The words of a rule, however it was written."""
    return rule if isinstance(rule, list) else [rule]


def _presets(groups: list[str], operations: tuple[str, ...]) -> dict[str, Document]:
    changing = [operation for operation in operations if operation in {"update", "delete"}]
    writing = [operation for operation in operations if operation != "read"]
    presets: dict[str, Document] = {
        "Private: people see and change their own": {},
        "Shared: people who signed in see all, and change their own": {"read": "signed-in"},
        "Published: everybody sees all, people change their own": {"read": "public"},
        "Common: people who signed in see and change all": dict.fromkeys(
            ["read", *changing], "signed-in"
        ),
    }
    for group in groups:
        rules = {"read": "public", **dict.fromkeys(writing, group)}
        presets[f"Published by {group}: everybody sees all, {group} write"] = rules
    return presets


def _ask_by_hand(draft: Draft, place: tuple[str, ...], operations: tuple[str, ...]) -> Document:
    chosen: Document = {}
    for operation in operations:
        old = as_words(draft.at(*place, operation, default=_DEFAULTS[operation]))
        rule = ask_words(
            f"Who may {operation}",
            [*ACCESS_WORDS, *draft.groups],
            old,
            partial(_rule_problem, draft, (*place, operation)),
        )
        if rule != _DEFAULTS[operation]:
            chosen[operation] = rule
    return chosen


def _rule_problem(draft: Draft, path: tuple[str, ...], rule: object) -> str | None:
    return draft.problem_with(rule, *path)


def _rule(words: list[str]) -> str | list[str]:
    return words[0] if len(words) == 1 else words
